"""Owns the card of the people here: who they are, and what each may do."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, get_args
from uuid import UUID

import reflex as rx

from assistant.accounts import service as accounts
from assistant.auth import identities, locking
from assistant.auth import people as here_are
from assistant.auth import roles as changing
from assistant.auth.schemas import LockChange, PersonSeen, RoleChange
from assistant.core.actor import Actor, Role
from assistant.core.errors import Forbidden
from assistant.core.local_time import zone_of
from assistant.core.unit_of_work import UnitOfWork
from ui.backend import ask, container, read
from ui.components.buttons import button
from ui.components.card import card
from ui.components.fields import field
from ui.dates import day_words, moment_words
from ui.guard import guarded
from ui.pages.me.proving import ProofState, after_proof, proof_question, prove_first
from ui.state import AppState
from ui.text.en import roles as words

_SHOWN = 20


@dataclass
class Person:
    """One account in words."""

    id: str = ""
    name: str = ""
    facts: str = ""
    role: str = ""
    label: str = ""
    locked: bool = False
    is_me: bool = False


class RolesState(AppState):
    """The people here, and the change that waits for a password."""

    people: list[Person] = []
    wanted: str = ""
    more: str = ""
    asking_for: str = ""
    asking_role: str = ""
    asking: str = ""
    has_password: bool = True
    _sure_of: tuple[str, str] = ("", "")

    @rx.event
    @guarded
    async def load_roles(self) -> None:
        """Fill the card; for a listener it stays empty."""
        actor = await self._acting()
        self._forget()
        self.wanted = ""
        self.has_password = await read(identities.has_password, actor)
        if actor.may("people.see"):
            await self._list(actor)

    @rx.event
    @guarded
    async def search_people(self, wanted: str) -> None:
        """Show those whose name or address has some letters."""
        actor = await self._acting()
        self.wanted = wanted[:80]
        await self._list(actor)

    @rx.event
    @guarded
    async def more_people(self) -> None:
        """Show the next ones, too."""
        await self._list(await self._acting(), self.more)

    @rx.event
    def ask_role(self, user_id: str, name: str, role: str) -> None:
        """Ask for the password before a role is changed."""
        if role in get_args(Role):
            self.asking_for, self.asking_role = user_id, role
            asked = words.ASK_AN if role == "admin" else words.ASK
            self.asking = asked.format(name=name, role=words.ROLES[role])

    @rx.event
    def ask_lock(self, user_id: str, name: str, locked: bool) -> None:
        """Ask for the password before an account is locked, or unlocked."""
        self.asking_for, self.asking_role = user_id, "locked" if locked else "active"
        self.asking = (words.ASK_LOCK if locked else words.ASK_UNLOCK).format(name=name)

    @rx.event
    def never_mind_role(self) -> None:
        """Close the question; the role stays."""
        self._forget()

    @rx.event
    @guarded
    async def change_role(self, form: dict[str, Any]) -> Any:
        """Change the role that was asked about, by the password or a fresh proof."""
        actor = await self._acting()
        password = str(form.get("role-password", "")) or None
        try:
            said = await self._change(actor, password)
        except Forbidden as error:
            self._sure_of = (self.asking_for, self.asking_role)
            return prove_first(error, "roles", "role")
        self._forget()
        self.people, actor = [], await self._acting()
        self.is_admin, self.is_staff = actor.role == "admin", actor.may("people.see")
        if self.is_staff:
            await self._list(actor)
        self.say(said)
        return None

    @rx.event
    def change_after_proof(self) -> Any:
        """Change the role that was asked about before the proof."""
        if not self.asking or self._sure_of != (self.asking_for, self.asking_role):
            return None
        return RolesState.change_role({})

    async def _change(self, actor: Actor, password: str | None) -> str:
        """Change the role or the lock that was asked about; what was done, in words."""
        here, user_id, wanted = container(), UUID(self.asking_for), self.asking_role
        parts = (here.open_uow, here.auth, actor, user_id)
        if wanted in ("locked", "active"):
            lock = LockChange(locked=wanted == "locked", current_password=password)
            person = await ask(locking.change, *parts, lock)
            return (words.LOCKED if person.locked else words.UNLOCKED).format(
                name=person.display_name
            )
        change = RoleChange.model_validate({"role": wanted, "current_password": password})
        changed = await ask(changing.change, *parts, change)
        return words.CHANGED.format(name=changed.display_name, role=words.ROLES[changed.role])

    def _forget(self) -> None:
        """Close the question."""
        self.asking_for = self.asking_role = self.asking = ""
        self._sure_of = ("", "")

    async def _list(self, actor: Actor, cursor: str = "") -> None:
        """Read the people anew, or the next of them."""
        shown, self.more = await read(_page, actor, cursor, self.wanted)
        self.people = [*self.people, *shown] if cursor else shown


def roles() -> rx.Component:
    """Return the card."""

    def one(person: rx.Var[Person]) -> rx.Component:
        return rx.el.li(
            rx.el.div(rx.el.b(person.name), rx.el.span(person.facts), class_name="tt grow"),
            rx.cond(
                AppState.is_admin,
                rx.el.select(
                    *[rx.el.option(shown, value=value) for value, shown in words.ROLES.items()],
                    value=person.role,
                    on_change=lambda role: RolesState.ask_role(person.id, person.name, role),
                    aria_label=person.label,
                ),
                rx.el.span(rx.match(person.role, *words.ROLES.items(), ""), class_name="cap"),
            ),
            rx.cond(AppState.is_admin & ~person.is_me, lock_of(person)),
            class_name="row",
        )

    def lock_of(person: rx.Var[Person]) -> rx.Component:
        return rx.cond(
            person.locked,
            button(
                words.UNLOCK, on_click=RolesState.ask_lock(person.id, person.name, False),
                aria_label=words.UNLOCK_OF + person.name,
            ),
            button(
                words.LOCK, on_click=RolesState.ask_lock(person.id, person.name, True),
                aria_label=words.LOCK_OF + person.name,
            ),
        )  # fmt: skip

    asking = rx.el.form(
        rx.el.p(RolesState.asking, class_name="strong", role="alert"),
        rx.cond(
            RolesState.has_password,
            field(
                words.PASSWORD, "role-password", kind="password", required=True,
                auto_complete="current-password", max_length=1000,
            ),
        ),
        rx.el.div(
            button(words.SURE, kind="p", type="submit"),
            button(words.NOT_NOW, type="button", on_click=RolesState.never_mind_role),
            class_name="row wrap",
        ),
        on_submit=RolesState.change_role,
        class_name="fields",
    )  # fmt: skip
    found = field(
        words.SEARCH, "people-search", kind="search", max_length=80,
        on_change=RolesState.search_people.debounce(250),
    )  # fmt: skip
    return card(
        words.TITLE,
        rx.el.div(
            rx.el.p(words.BODY, class_name="mut"),
            found,
            rx.cond(
                ProofState.asks == "roles",
                proof_question(),
                rx.cond(RolesState.asking != "", asking),
            ),
            rx.el.ul(rx.foreach(RolesState.people, one), class_name="gens people"),
            rx.cond(
                RolesState.more != "",
                rx.el.div(button(words.MORE, on_click=RolesState.more_people), class_name="row"),
            ),
            class_name="fields",
        ),
    )


def _page(uow: UnitOfWork, actor: Actor, cursor: str, letters: str) -> tuple[list[Person], str]:
    """Return some people in words, and the cursor of the next ones."""
    found = here_are.page(uow, actor, limit=_SHOWN, cursor=cursor or None, search=letters)
    zone = accounts.time_zone_of(uow, actor.require_user())
    return [_person(view, actor, zone, uow.now) for view in found.items], found.cursor or ""


def _person(view: PersonSeen, actor: Actor, zone: str, now: datetime) -> Person:
    since = view.created_at.astimezone(zone_of(zone)).date()
    facts = [
        words.YOU if view.id == actor.user_id else "",
        view.email or "",
        words.SINCE.format(when=day_words(since, year=True)),
        *_seen(view, zone, now),
        words.LEAVING if view.leaving else "",
        words.IS_LOCKED if view.locked else "",
    ]
    return Person(
        id=str(view.id), name=view.display_name, facts=" · ".join(f for f in facts if f),
        role=view.role, label=words.ROLE_OF.format(name=view.display_name),
        locked=view.locked, is_me=view.id == actor.user_id,
    )  # fmt: skip


def _seen(view: PersonSeen, zone: str, now: datetime) -> list[str]:
    """Return when somebody was last seen and where they are signed in; nothing for moderators."""
    if view.sign_ins is None:
        return []
    if view.last_seen_at is None:
        return [words.NEVER_SEEN]
    when = moment_words(view.last_seen_at, zone, now)
    return [
        words.SEEN.format(when=when),
        words.SIGN_INS[view.sign_ins == 1].format(n=view.sign_ins),
    ]


after_proof("role", lambda: RolesState.change_after_proof)

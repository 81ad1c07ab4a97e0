"""Owns the card of accounts elsewhere: what is linked, linking another, unlinking one."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import reflex as rx

from assistant.accounts import service as accounts
from assistant.auth import identities, proving
from assistant.auth.context import AuthContext
from assistant.auth.identity_schemas import IdentityView
from assistant.core.actor import Actor
from assistant.core.errors import Forbidden
from assistant.core.unit_of_work import UnitOfWork
from ui import routes
from ui.backend import container, read, write
from ui.components.buttons import button
from ui.components.card import card
from ui.components.native_link import native_link
from ui.dates import moment_words
from ui.guard import guarded
from ui.pages.me.proving import ProofState, after_proof, proof_question, prove_first
from ui.state import AppState
from ui.text.en import linked as words


@dataclass
class Linked:
    """An account elsewhere, in words."""

    id: str = ""
    name: str = ""
    facts: str = ""
    unlink: str = ""


@dataclass
class Offer:
    """Somebody whose accounts can be linked: the words of the way there, and its address."""

    link: str = ""
    href: str = ""


class LinkedState(AppState):
    """What is linked; the ways to the providers open to who showed lately who they are."""

    linked: list[Linked] = []
    offers: list[Offer] = []
    is_proved: bool = False
    linked_problem: str = ""
    linked_said: str = ""
    _unlinking: str = ""

    @rx.event
    @guarded
    async def load_linked(self) -> None:
        """Fill the card, and say how the way to the provider and back ended."""
        actor = await self._acting()
        asked = self.router.url.query_parameters
        code = asked.get("identity_error", "")
        self.linked_problem = words.ERRORS.get(code, words.ERROR_OTHER) if code else ""
        self.linked_said = words.LINKED if asked.get("identity", "") == "linked" else ""
        self.is_proved = await read(proving.is_fresh, actor)
        self.offers = [
            Offer(words.LINK.format(name=p.name), f"{routes.oauth(p.key)}?link=true")
            for p in identities.offered(container().auth)
        ]
        await self._list(actor)

    @rx.event
    def begin_link(self) -> Any:
        """Ask whether it is them."""
        return ProofState.open_question("linked", "link")

    @rx.event
    @guarded
    async def show_offers(self) -> None:
        """Open the ways to the providers, to who proved lately that it is them."""
        self.is_proved = await read(proving.is_fresh, await self._acting())

    @rx.event
    @guarded
    async def unlink(self, identity_id: str) -> Any:
        """Let an account elsewhere sign in no more, or ask who it is first."""
        actor = await self._acting()
        try:
            await write(identities.unlink, container().auth, actor, UUID(identity_id))
        except Forbidden as error:
            self._unlinking = identity_id
            return prove_first(error, "linked", "unlink")
        self.linked_said = self._unlinking = ""
        await self._list(actor)
        self.say(words.UNLINKED)
        return None

    @rx.event
    def unlink_after_proof(self) -> Any:
        """Unlink what was asked for before the proof."""
        return LinkedState.unlink(self._unlinking) if self._unlinking else None

    async def _list(self, actor: Actor) -> None:
        """Read what is linked anew."""
        self.linked = await read(_linked, container().auth, actor)


def linked() -> rx.Component:
    """Return the card; where nothing can be linked and nothing is, there is none."""

    def one(row: rx.Var[Linked]) -> rx.Component:
        return rx.el.li(
            rx.el.div(rx.el.b(row.name), rx.el.span(row.facts), class_name="tt grow"),
            button(words.UNLINK, on_click=LinkedState.unlink(row.id), aria_label=row.unlink),
            class_name="row",
        )

    def offer(row: rx.Var[Offer]) -> rx.Component:
        return native_link(row.link, href=row.href, class_name="btn l")

    listed = rx.cond(
        LinkedState.linked.length() > 0,
        rx.el.ul(rx.foreach(LinkedState.linked, one), class_name="gens"),
        rx.el.p(words.NONE, class_name="mut"),
    )
    offers = rx.el.div(rx.foreach(LinkedState.offers, offer), class_name="row wrap")
    begin = rx.el.div(button(words.BEGIN, size="l", on_click=LinkedState.begin_link))
    shown = card(
        words.TITLE,
        rx.el.div(
            rx.el.p(words.BODY, class_name="mut"),
            _outcome(),
            listed,
            rx.cond(
                ProofState.asks == "linked",
                proof_question(),
                rx.cond(LinkedState.is_proved, offers, begin),
            ),
            class_name="fields",
        ),
    )
    there_is = (LinkedState.offers.length() > 0) | (LinkedState.linked.length() > 0)
    return rx.cond(there_is, shown)


def _outcome() -> rx.Component:
    """Return how the way to the provider and back ended."""
    return rx.cond(
        LinkedState.linked_problem != "",
        rx.el.p(LinkedState.linked_problem, class_name="wrong", role="alert"),
        rx.cond(LinkedState.linked_said != "", rx.el.p(LinkedState.linked_said, role="status")),
    )


def _linked(uow: UnitOfWork, context: AuthContext, actor: Actor) -> list[Linked]:
    zone = accounts.time_zone_of(uow, actor.require_user())

    def in_words(view: IdentityView) -> Linked:
        facts = [view.email] if view.email else []
        facts.append(words.SINCE.format(when=moment_words(view.created_at, zone, uow.now)))
        if view.last_used_at is not None:
            facts.append(words.USED.format(when=moment_words(view.last_used_at, zone, uow.now)))
        if not view.works:
            facts.append(words.OFF)
        name = view.name
        return Linked(str(view.id), name, " · ".join(facts), words.UNLINK_ONE.format(name=name))

    return [in_words(view) for view in identities.list_mine(uow, context, actor)]


after_proof("link", lambda: LinkedState.show_offers)
after_proof("unlink", lambda: LinkedState.unlink_after_proof)

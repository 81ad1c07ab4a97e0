"""Owns the passkeys of the listener on the page about them: list, add, rename, remove."""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import reflex as rx

from assistant.accounts import service as accounts
from assistant.auth import passkeys as service
from assistant.auth.passkey_schemas import PasskeyChange, PasskeyNew, PasskeyView
from assistant.core.actor import Actor
from assistant.core.credentials import Seen
from assistant.core.errors import Forbidden, NotFound
from assistant.core.unit_of_work import UnitOfWork
from ui.backend import ask, container, read, write
from ui.components.buttons import button
from ui.components.fields import field
from ui.components.passkey import passkey_maker
from ui.dates import moment_words
from ui.guard import guarded
from ui.pages.me.proving import prove_first
from ui.session import seen_by
from ui.state import AppState
from ui.text.en import security as words


@dataclass
class PasskeyRow:
    """One passkey, in words; its id is ours, not the credential's."""

    id: str = ""
    name: str = ""
    facts: str = ""
    rename: str = ""
    remove: str = ""


class PasskeysState(AppState):
    """The passkeys of the listener."""

    can_have_passkeys: bool = False
    passkeys: list[PasskeyRow] = []
    making_options: str = ""
    renaming: str = ""

    @rx.event
    @guarded
    async def load_passkeys(self) -> None:
        """Fill the list when the page opens."""
        actor = await self._acting()
        self.can_have_passkeys = service.possible(container().settings)
        self.making_options = self.renaming = ""
        if not actor.is_sample:
            await self._read_passkeys(actor)

    @rx.event
    @guarded
    async def begin_passkey(self) -> Any:
        """Let the browser ask its owner for a passkey, or ask who it is first."""
        actor = await self._acting()
        try:
            made = await write(service.begin_making, container().auth, actor)
        except Forbidden as error:
            return prove_first(error, "security")
        self.making_options = json.dumps(made)
        return None

    @rx.event
    @guarded
    async def keep_passkey(self, credential: str) -> None:
        """Keep the passkey that the browser made."""
        actor, here = await self._acting(), container()
        self.making_options = ""
        data = PasskeyNew.model_validate_json(f'{{"credential": {credential or "null"}}}')
        seen: Seen = seen_by(self.router)
        await ask(service.finish_making, here.open_uow, here.auth, actor, seen, data)
        await self._read_passkeys(actor)
        self.say(words.PASSKEY_ADDED)

    @rx.event
    def passkey_not_made(self) -> None:
        """Say that the browser made none."""
        self.making_options = ""
        self.say(words.PASSKEY_NOT_MADE, kind="bad")

    @rx.event
    def begin_renaming(self, passkey_id: str) -> None:
        """Open the field for a passkey's name."""
        self.renaming = passkey_id

    @rx.event
    @guarded
    async def save_passkey_name(self, form: dict[str, Any]) -> None:
        """Call a passkey something else."""
        actor = await self._acting()
        change = PasskeyChange(name=str(form.get("passkey-name", "")))
        await write(service.rename, actor, UUID(self.renaming), change)
        self.renaming = ""
        await self._read_passkeys(actor)

    @rx.event
    @guarded
    async def remove_passkey(self, passkey_id: str) -> Any:
        """Let a passkey open nothing any more, or ask who it is first."""
        actor = await self._acting()
        try:
            with suppress(NotFound, ValueError):  # gone already: that is what was asked for
                await write(service.remove, container().auth, actor, UUID(passkey_id))
        except Forbidden as error:
            return prove_first(error, "security")
        await self._read_passkeys(actor)
        self.say(words.PASSKEY_REMOVED)
        return None

    async def _read_passkeys(self, actor: Actor) -> None:
        """Read the list anew."""
        self.passkeys = await read(_rows, actor)


def passkeys() -> rx.Component:
    """Return the part of the card about passkeys."""
    listed = rx.cond(
        PasskeysState.passkeys.length() > 0,
        rx.el.ul(rx.foreach(PasskeysState.passkeys, _one), class_name="gens keys"),
    )
    add = rx.el.div(
        button(words.PASSKEY_ADD, size="l", on_click=PasskeysState.begin_passkey),
        passkey_maker(
            options=PasskeysState.making_options,
            on_made=PasskeysState.keep_passkey,
            on_missed=PasskeysState.passkey_not_made,
        ),
    )
    return rx.el.section(
        rx.el.h3(words.PASSKEYS, class_name="sec"),
        rx.el.p(words.PASSKEYS_BODY, class_name="mut"),
        listed,
        rx.cond(
            PasskeysState.can_have_passkeys,
            add,
            rx.el.p(words.PASSKEYS_NO_NAME, class_name="cap"),
        ),
        class_name="fields below",
    )


def _one(row: rx.Var[PasskeyRow]) -> rx.Component:
    calm = rx.el.div(
        rx.el.div(rx.el.b(row.name), rx.el.span(row.facts), class_name="tt grow"),
        button(
            words.PASSKEY_RENAME,
            aria_label=row.rename,
            on_click=PasskeysState.begin_renaming(row.id),
        ),
        button(
            words.PASSKEY_REMOVE,
            aria_label=row.remove,
            on_click=PasskeysState.remove_passkey(row.id),
        ),
        class_name="row wrap",
    )
    renaming = rx.el.form(
        field(
            words.PASSKEY_NAME,
            "passkey-name",
            default_value=row.name,
            required=True,
            max_length=80,
            auto_focus=True,
        ),
        rx.el.div(button(words.PASSKEY_SAVE, type="submit"), class_name="row"),
        on_submit=PasskeysState.save_passkey_name,
        class_name="fields",
    )
    return rx.el.li(rx.cond(PasskeysState.renaming == row.id, renaming, calm))


def _rows(uow: UnitOfWork, actor: Actor) -> list[PasskeyRow]:
    zone = accounts.get_me(uow, actor).time_zone
    return [_row(view, zone, uow.now) for view in service.list_mine(uow, actor)]


def _row(view: PasskeyView, zone: str, now: datetime) -> PasskeyRow:
    def when(words_: str, at: datetime) -> str:
        return words_.format(when=moment_words(at, zone, now))

    facts = [when(words.PASSKEY_MADE, view.created_at)]
    used = when(words.PASSKEY_USED, view.last_used_at) if view.last_used_at else ""
    facts.append(used or words.PASSKEY_UNUSED)
    facts += [words.PASSKEY_SYNCED] if view.backed_up else []
    return PasskeyRow(
        id=str(view.id), name=view.name, facts=" · ".join(facts),
        rename=words.PASSKEY_RENAME_ONE.format(name=view.name),
        remove=words.PASSKEY_REMOVE_ONE.format(name=view.name),
    )  # fmt: skip

"""Owns what the page about the listener knows and does about their data."""

import asyncio
from dataclasses import dataclass
from typing import Any

import reflex as rx
from reflex.event import EventSpec

from assistant.accounts import service as accounts
from assistant.audit import service as audit
from assistant.audit.schemas import AuditEntry
from assistant.auth import identities
from assistant.core.actor import Actor
from assistant.core.errors import Forbidden
from assistant.core.unit_of_work import UnitOfWork
from assistant.takeout import service as takeout
from assistant.takeout.schemas import TakeoutView
from ui import routes
from ui.backend import ask, container, read, write
from ui.dates import moment_words
from ui.guard import guarded
from ui.pages.me.proving import ProofState, after_proof, prove_first
from ui.state import AppState
from ui.text.en import my_data as words

_LOOK_EVERY_S, _LOOK_AT_MOST = 1.0, 600
_SHOWN = 20


@dataclass
class Deed:
    """One line of what happened in the account, in words."""

    what: str = ""
    facts: str = ""


class DataState(AppState):
    """Export, deletion, and the log of the account."""

    is_loading: bool = True
    export_state: str = ""
    export_words: str = ""
    export_link: str = ""
    leaving: str = ""
    is_asking: bool = False
    has_password: bool = True
    deeds: list[Deed] = []
    older_deeds: str = ""

    @rx.event
    @guarded
    async def load_data(self) -> EventSpec | None:
        """Fill the cards when the page opens; who comes back with a proof is asked again."""
        actor = await self._acting()
        question: Any = await self.get_state(ProofState)
        question.close_question()
        self.deeds = []
        await self._read(actor)
        self.is_asking = self.router.url.query_parameters.get("proof", "") == "data"
        self.is_loading = False
        return DataState.watch_export if self.export_state in ("waiting", "running") else None

    @rx.event
    @guarded
    async def begin_export(self) -> EventSpec:
        """Have everything put together."""
        actor = await self._acting()
        await write(takeout.begin, actor)
        await self._read(actor)
        return DataState.watch_export

    @rx.event(background=True)
    @guarded
    async def watch_export(self) -> None:
        """Show how far the export is, until it is there."""
        for _ in range(_LOOK_AT_MOST):
            async with self:
                await self._read(await self._acting())
                if self.export_state not in ("waiting", "running"):
                    return
            await asyncio.sleep(_LOOK_EVERY_S)

    @rx.event
    def ask_leave(self) -> None:
        """Ask once more before anything is deleted."""
        self.is_asking = True

    @rx.event
    def never_mind(self) -> None:
        """Close the question."""
        self.is_asking = False

    @rx.event
    @guarded
    async def leave(self, form: dict[str, Any]) -> Any:
        """Have the account deleted; its sign-ins end, this one too."""
        actor = await self._acting()
        password = str(form.get("leave-password", ""))
        here = container()
        try:
            await ask(takeout.ask_to_leave, here.open_uow, here.auth, actor, password)
        except Forbidden as error:
            return prove_first(error, "leave", "leave")
        return rx.redirect(f"{routes.SIGN_IN}?said=leaving")

    @rx.event
    @guarded
    async def keep(self) -> None:
        """Keep the account after all."""
        actor = await self._acting()
        await write(takeout.keep, actor)
        self.account_leaves = ""
        await self._read(actor)
        self.say(words.KEPT)

    @rx.event
    @guarded
    async def more_deeds(self) -> None:
        """Show older lines of the log, too."""
        actor = await self._acting()
        if self.older_deeds:
            deeds, self.older_deeds = await read(_deeds, actor, self.older_deeds)
            self.deeds = [*self.deeds, *deeds]

    async def _read(self, actor: Actor) -> None:
        """Read the cards anew; a log that was turned over stays as it is."""
        found, self.leaving, self.has_password = await read(_about, actor)
        self.export_state, self.export_words, self.export_link = found
        if len(self.deeds) <= _SHOWN:
            self.deeds, self.older_deeds = await read(_deeds, actor)


def _deeds(uow: UnitOfWork, actor: Actor, cursor: str = "") -> tuple[list[Deed], str]:
    """Some lines of the account's log in words, and the cursor of older ones."""
    zone = accounts.time_zone_of(uow, actor.require_user())
    page = audit.list_mine(uow, actor, limit=_SHOWN, cursor=cursor or None)
    told = [_deed(entry, lambda at: moment_words(at, zone, uow.now)) for entry in page.items]
    return told, page.cursor or ""


def _about(uow: UnitOfWork, actor: Actor) -> tuple[tuple[str, str, str], str, bool]:
    account = accounts.get_me(uow, actor)

    def when(at: Any) -> str:
        return moment_words(at, account.time_zone, uow.now)

    export = takeout.latest(uow, actor)
    leaving = words.LEAVING.format(when=when(account.delete_after)) if account.delete_after else ""
    return _export(export, when), leaving, identities.has_password(uow, actor)


def _export(view: TakeoutView | None, when: Any) -> tuple[str, str, str]:
    """State, words and link of an export."""
    if view is None or view.state == "expired":
        return "", "", ""
    if view.state == "ready":
        return view.state, words.EXPORT_UNTIL.format(when=when(view.expires_at)), str(view.download)
    if view.state == "failed":
        return view.state, view.problem or "", ""
    state = view.state if view.total else "waiting"
    return view.state, words.EXPORT_STATES[state].format(done=view.done, total=view.total), ""


def _deed(entry: AuditEntry, when: Any) -> Deed:
    facts = [
        when(entry.at),
        words.BY[entry.by],
        entry.address or "",
        entry.detail.get("device", ""),
    ]
    return Deed(words.VERBS.get(entry.verb, entry.verb), " · ".join(str(f) for f in facts if f))


after_proof("leave", lambda: DataState.ask_leave)

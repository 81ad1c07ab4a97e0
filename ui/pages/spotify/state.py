"""Owns what the Spotify page knows and does."""

import asyncio
from dataclasses import fields
from typing import Any
from uuid import UUID

import reflex as rx
from reflex.event import EventSpec

from assistant.connections import bringing, polling
from assistant.connections import service as connections
from assistant.core.actor import Actor
from assistant.jobs import service as jobs
from ui import routes
from ui.backend import ask, container, read, write
from ui.guard import guarded
from ui.pages.connections.models import Check
from ui.pages.connections.reading import checks_of
from ui.pages.spotify.models import Polling, Row, Thing
from ui.pages.spotify.reading import SpotifyPage, deletes, is_busy, page_of
from ui.state import AppState
from ui.text.en import spotify as words

_BUSY_S, _IDLE_S, _LOOKS_AT_MOST = 1.0, 5.0, 4_000


class SpotifyState(AppState):
    """How reading a listener's Spotify stands."""

    is_loading: bool = True
    is_connected: bool = False
    is_sandbox: bool = False
    account: str = ""
    works: list[Check] = []
    lacks: list[Check] = []
    polling: Polling = Polling()
    quota: str = ""
    is_held: bool = False
    things: list[Thing] = []
    gaps: list[Row] = []
    more_gaps: str = ""
    lists: list[Row] = []
    more_lists: str = ""
    limits: list[str] = []
    deletes: list[str] = []
    confirm_disconnect: bool = False
    is_testing: bool = False
    checks: list[Check] = []
    _watching: int = 0

    @rx.event
    @guarded
    async def load_spotify(self) -> EventSpec:
        """Fill the page when it opens, and follow what is under way."""
        self.confirm_disconnect, self.checks = False, []
        try:
            await self._fill(await self._acting())
        finally:
            self.is_loading = False
        self._watching += 1
        return SpotifyState.watch_spotify

    @rx.event(background=True)
    @guarded
    async def watch_spotify(self) -> None:
        """Show what changes, as long as this page stays open or for some hours."""
        async with self:
            actor, mine = await self._acting(), self._watching
        busy = True
        for _ in range(_LOOKS_AT_MOST):
            await asyncio.sleep(_BUSY_S if busy else _IDLE_S)
            page = await self._page(actor)
            busy = is_busy(page)
            async with self:
                if self._watching != mine:
                    return
                self._show(page)

    @rx.event
    @guarded
    async def poll_now(self) -> None:
        """Have what was played read now."""
        actor = await self._acting()
        await write(polling.poll_now, container().settings, actor)
        await self._fill(actor)
        self.say(words.BEGUN)

    @rx.event
    @guarded
    async def set_polling(self, on: bool) -> None:
        """Let plays be read by themselves, or not."""
        actor = await self._acting()
        await write(polling.set_polling, container().settings, actor, on=on)
        await self._fill(actor)
        self.say(words.ON if self.polling.is_on else words.OFF)

    @rx.event
    @guarded
    async def bring(self, what: str) -> None:
        """Begin to bring something in."""
        actor = await self._acting()
        if what in bringing.WHATS:
            await write(bringing.bring, container().settings, actor, what)
            await self._fill(actor)
            self.say(words.BEGUN)

    @rx.event
    @guarded
    async def stop(self, what: str) -> None:
        """Stop bringing something in; what is in stays."""
        actor = await self._acting()
        page = await self._page(actor)
        for one in page.things:
            if one.what == what and one.bar.job_id:
                await write(jobs.cancel, actor, UUID(one.bar.job_id))
                self.say(words.CANCELLED)
        await self._fill(actor)

    @rx.event
    @guarded
    async def test_spotify(self) -> Any:
        """Ask Spotify whether it answers, and list what was found."""
        self.is_testing, self.checks = True, []
        yield
        here, actor = container(), await self._acting()
        try:
            result = await ask(
                connections.test_spotify, here.open_uow, here.vault, here.settings, actor
            )
        finally:
            self.is_testing = False
        self.checks = checks_of(result)
        await self._fill(actor)

    @rx.event
    @guarded
    async def reconnect(self) -> EventSpec:
        """Go to Spotify's page that asks for consent, once more."""
        here, actor = container(), await self._acting()
        there = await ask(connections.begin, here.open_uow, here.vault, here.settings, actor)
        return rx.redirect(there.url)

    @rx.event
    @guarded
    async def ask_to_disconnect(self) -> None:
        """Ask before everything of Spotify's is deleted, and say what that is."""
        actor = await self._acting()
        self.deletes = await read(deletes, container().settings, actor)
        self.confirm_disconnect = True

    @rx.event
    def stay_connected(self) -> None:
        """Close the question."""
        self.confirm_disconnect = False

    @rx.event
    @guarded
    async def disconnect_spotify(self) -> EventSpec:
        """Delete Spotify's key and all that came only from there."""
        self.confirm_disconnect = False
        actor = await self._acting()
        await write(connections.disconnect, container().settings, actor)
        await self._fill(actor)
        self.say(words.DISCONNECTED)
        return rx.redirect(routes.CONNECTIONS)

    async def _page(self, actor: Actor) -> SpotifyPage:
        here = container()
        return await read(page_of, here.vault, here.settings, actor)

    async def _fill(self, actor: Actor) -> None:
        """Read the page and show it."""
        self._show(await self._page(actor))

    def _show(self, page: SpotifyPage) -> None:
        """Take over what changed: nothing is sent for the rest."""
        for field in fields(page):
            value = getattr(page, field.name)
            if getattr(self, field.name) != value:
                setattr(self, field.name, value)

"""Owns what the Connections page knows and does."""

import re
from dataclasses import fields
from typing import Any

import reflex as rx
from reflex.event import EventSpec

from assistant.connections import service as connections
from assistant.core.actor import Actor
from ui import routes
from ui.backend import ask, container, read, write
from ui.guard import guarded
from ui.models import Failure
from ui.pages.connections.models import Check, SpotifyView
from ui.pages.connections.reading import ConnectionsPage, checks_of, page_of
from ui.pages.connections.recent import RecentState
from ui.state import AppState
from ui.text.en import connections as words

_CLIENT_ID = re.compile(r"[0-9a-fA-F]{32}")


class ConnectionsState(AppState):
    """The Connections page's values: Spotify and the lyrics provider."""

    is_loading: bool = True
    failure: Failure = Failure()
    spotify: SpotifyView = SpotifyView()
    troubles: list[Check] = []
    client_error: str = ""
    is_changing_client: bool = False
    is_testing: bool = False
    checks: list[Check] = []
    confirm_disconnect: bool = False

    looks_up_lyrics: bool = False
    lyrics_found: int = 0
    lyrics_missing: int = 0
    _outcome: str = ""

    @rx.var
    def asks_client(self) -> bool:
        """Return whether the form for the client ID is shown."""
        return not self.spotify.client_id or self.is_changing_client

    @rx.event
    @guarded
    async def load(self) -> EventSpec | None:
        """Fill the page when it opens; say how it went when Spotify led here."""
        self.confirm_disconnect = False
        try:
            await self._fill(await self._acting())
        finally:
            self.is_loading = False
        outcome = self.router.url.query_parameters.get("spotify", "")
        if outcome:  # said at the plain address, so that a reload does not say it again
            self._outcome = outcome
            return rx.redirect(routes.CONNECTIONS, replace=True)
        if self._outcome:
            said = words.CONNECT_SAID.get(self._outcome, words.CONNECT_FAILED)
            self.say(said, kind="good" if self._outcome == "connected" else "bad")
            self._outcome = ""
        return None

    @rx.event
    @guarded
    async def save_client(self, form: dict[str, Any]) -> None:
        """Keep the client ID of the household's own Spotify app."""
        client_id = str(form.get("client_id", "")).strip()
        if not _CLIENT_ID.fullmatch(client_id):
            self.client_error = words.CLIENT_ID_WRONG
            return
        here, actor = container(), await self._acting()
        await write(connections.set_client_id, here.vault, here.settings, actor, client_id.lower())
        self.client_error, self.is_changing_client, self.checks = "", False, []
        await self._fill(actor)
        self.say(words.CLIENT_SAVED)

    @rx.event
    def change_client(self) -> None:
        """Show the form for the client ID again."""
        self.is_changing_client = True

    @rx.event
    @guarded
    async def connect(self) -> EventSpec:
        """Go to Spotify's page that asks for consent."""
        here, actor = container(), await self._acting()
        there = await ask(connections.begin, here.open_uow, here.vault, here.settings, actor)
        return rx.redirect(there.url)

    @rx.event
    @guarded
    async def paste_answer(self, form: dict[str, Any]) -> None:
        """Finish connecting with the address of the page that did not open."""
        here, actor = container(), await self._acting()
        url = str(form.get("url", "")).strip()[:8192]
        await ask(connections.finish, here.open_uow, here.vault, here.settings, actor, url)
        await self._fill(actor)
        self.say(words.CONNECT_SAID["connected"])

    @rx.event
    @guarded
    async def test(self) -> Any:
        """Ask Spotify whether everything needed works, and list what was found."""
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
    def ask_disconnect(self) -> None:
        """Ask before the key is deleted."""
        self.confirm_disconnect = True

    @rx.event
    def keep_connected(self) -> None:
        """Close the question and stay connected."""
        self.confirm_disconnect = False

    @rx.event
    @guarded
    async def disconnect(self) -> Any:
        """Delete Spotify's key and what only Spotify reported."""
        self.confirm_disconnect = False
        actor = await self._acting()
        await write(connections.disconnect, container().settings, actor)
        self.checks = []
        await self._fill(actor)
        self.say(words.DISCONNECTED)
        return RecentState.load

    @rx.event
    @guarded
    async def look_up_lyrics(self, allowed: bool) -> None:
        """Allow or end look-ups of lyrics."""
        actor, settings = await self._acting(), container().settings
        found = await write(connections.set_lyrics_lookup, settings, actor, allowed=allowed)
        self.looks_up_lyrics = found.allowed is True
        self.say(words.LYRICS_ON if self.looks_up_lyrics else words.LYRICS_OFF)

    async def _fill(self, actor: Actor) -> None:
        """Read the page and show it."""
        here = container()
        page: ConnectionsPage = await read(
            page_of, here.vault, here.settings, actor, here.stamps.mood
        )
        for field in fields(page):
            setattr(self, field.name, getattr(page, field.name))

"""Owns what the Connections page knows and does."""

import asyncio
import re
from typing import Any

import reflex as rx

from ui import demo_b
from ui.models import Failure, Progress
from ui.pages.connections.models import Check, Profile, SpotifyView
from ui.state import AppState
from ui.text.en import connections as words

_CLIENT_ID = re.compile(r"[0-9a-fA-F]{32}")
_POLL_S = 1.0


class ConnectionsState(AppState):
    """The Connections page's values: Spotify, recent listening, the lyrics provider."""

    is_loading: bool = True
    failure: Failure = Failure()
    spotify: SpotifyView = SpotifyView()
    client_error: str = ""
    is_changing_client: bool = False
    is_testing: bool = False
    checks: list[Check] = []
    confirm_disconnect: bool = False

    job: Progress = Progress()
    profile: Profile = Profile()

    looks_up_lyrics: bool = False
    lyrics_found: int = 0
    lyrics_missing: int = 0

    @rx.var
    def asks_client(self) -> bool:
        """Return whether the form for the client ID is shown."""
        return not self.spotify.client_id or self.is_changing_client

    @rx.event
    def load(self) -> Any:
        """Fill the page when it opens, and follow an analysis that is still running."""
        demo_b.fill_connections(self)
        self.is_loading = False
        return ConnectionsState.follow if self.job.is_running else None

    @rx.event
    def save_client(self, form: dict[str, Any]) -> None:
        """Keep the client ID of the household's own Spotify app."""
        client_id = str(form.get("client_id", "")).strip()
        if not _CLIENT_ID.fullmatch(client_id):
            self.client_error = words.CLIENT_ID_WRONG
            return
        self.client_error, self.is_changing_client = "", False
        demo_b.save_client(self, client_id)
        self.say(words.CLIENT_SAVED)

    @rx.event
    def change_client(self) -> None:
        """Show the form for the client ID again."""
        self.is_changing_client = True

    @rx.event
    def test(self) -> None:
        """Ask Spotify whether everything needed works, and list what was found."""
        demo_b.test_spotify(self)

    @rx.event
    def ask_disconnect(self) -> None:
        """Ask before the key is deleted."""
        self.confirm_disconnect = True

    @rx.event
    def keep_connected(self) -> None:
        """Close the question and stay connected."""
        self.confirm_disconnect = False

    @rx.event
    def disconnect(self) -> None:
        """Delete Spotify's key."""
        self.confirm_disconnect = False
        demo_b.disconnect(self)
        self.checks = []
        self.say(words.DISCONNECTED)

    @rx.event
    def analyse_recent(self) -> Any:
        """Start reading what was played lately, and follow it."""
        demo_b.analyse_recent(self)
        return ConnectionsState.follow

    @rx.event(background=True)
    async def follow(self) -> None:
        """Bring the bar up to date until the job ends; a reload starts it again."""
        while True:
            async with self:
                demo_b.follow_recent(self)
                if not self.job.is_running:
                    return
            await asyncio.sleep(_POLL_S)

    @rx.event
    def cancel_analysis(self) -> None:
        """Stop the analysis; what was read stays."""
        demo_b.cancel_recent(self)
        self.say(words.CANCELLED)

    @rx.event
    def look_up_lyrics(self, allowed: bool) -> None:
        """Allow or end look-ups of lyrics."""
        self.looks_up_lyrics = allowed
        self.say(words.LYRICS_ON if allowed else words.LYRICS_OFF)

"""Owns putting plays right: which song it was, taking it out, and taking that back."""

from typing import Any
from uuid import UUID

import reflex as rx
from reflex.event import EventSpec

from assistant.core.actor import Actor
from assistant.listens import corrections
from assistant.listens.schemas import SongIn
from ui.backend import read, write
from ui.guard import guarded
from ui.pages.history.models import Offer, Righted
from ui.pages.history.reading import offers_for, righted_by
from ui.pages.history.state import HistoryState
from ui.state import AppState
from ui.text.en import history as words

_NAME_MAX = 300


class RightingState(AppState):
    """The play that is put right, and what was put right before."""

    righted: list[Righted] = []
    asks_id: str = ""
    asks_title: str = ""
    offers: list[Offer] = []
    is_unknown: bool = False
    song_error: str = ""
    _last_id: str = ""

    @rx.event
    @guarded
    async def load_corrections(self) -> None:
        """Fill the card when the page opens."""
        self.asks_id = self._last_id = ""
        self.righted = await read(righted_by, await self._acting())

    @rx.event
    @guarded
    async def act(self, listen_id: str, track_id: str, title: str, action: str) -> EventSpec | None:
        """Do what a play's menu offers."""
        actor = await self._acting()
        if action == "only":
            return HistoryState.only_song(track_id, title)
        if action == "song":
            self.asks_id, self.asks_title = str(int(listen_id)), title[:_NAME_MAX]
            self.offers, self.is_unknown, self.song_error = [], False, ""
            return None
        done = await write(corrections.take_out, actor, int(listen_id))
        return await self._after(actor, str(done.id), words.TAKEN_OUT)

    @rx.event
    def never_mind_song(self) -> None:
        """Close the question which song it was."""
        self.asks_id = ""

    @rx.event
    @guarded
    async def find_song(self, letters: str) -> None:
        """Offer songs whose names have some letters."""
        actor, wanted = await self._acting(), letters.strip()[:200]
        self.offers = await read(offers_for, actor, wanted) if wanted else []
        self.is_unknown = bool(wanted) and not self.offers

    @rx.event
    @guarded
    async def choose_song(self, track_id: str) -> EventSpec | None:
        """Say that it was a song that is here."""
        return await self._correct(SongIn(track_id=UUID(track_id)))

    @rx.event
    @guarded
    async def name_song(self, form: dict[str, Any]) -> EventSpec | None:
        """Say that it was a song by its names."""
        title, artist = (str(form.get(key, "")).strip() for key in ("song-title", "song-artist"))
        if not (0 < len(title) <= _NAME_MAX and 0 < len(artist) <= _NAME_MAX):
            await self._acting()
            self.song_error = words.NAMES_WRONG
            return None
        return await self._correct(SongIn(title=title, artist=artist))

    @rx.event
    @guarded
    async def take_back(self, correction_id: str) -> EventSpec:
        """Take something back that was put right."""
        actor = await self._acting()
        await write(corrections.undo, actor, UUID(correction_id))
        return await self._after(actor, "", words.BROUGHT_BACK)

    @rx.event
    @guarded
    async def undo_last(self) -> EventSpec | None:
        """Take back what was put right a moment ago."""
        actor, last = await self._acting(), self._last_id
        if not last:
            return None
        await write(corrections.undo, actor, UUID(last))
        return await self._after(actor, "", words.BROUGHT_BACK)

    async def _correct(self, song: SongIn) -> EventSpec | None:
        actor, asks = await self._acting(), self.asks_id
        if not asks:
            return None
        done = await write(corrections.correct_song, actor, int(asks), song)
        self.asks_id = ""
        return await self._after(actor, str(done.id), words.SONG_CHANGED)

    async def _after(self, actor: Actor, correction_id: str, said: str) -> Any:
        self._last_id = correction_id
        self.righted = await read(righted_by, actor)
        self.say(said, can_undo=bool(correction_id))
        return HistoryState.refresh

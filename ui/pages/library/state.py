"""Owns what the Library page knows and does."""

import math
from typing import Any

import reflex as rx
from pydantic import ValidationError

from assistant.core.errors import DomainError
from assistant.library.schemas import Frame as Inside
from assistant.library.schemas import LibraryFilters
from assistant.recommendations import service as recommendations
from assistant.recommendations.schemas import Goal
from assistant.song_moods import service as song_moods
from assistant.song_moods.schemas import PasteIn
from ui import routes, songs
from ui.backend import ask, container, read
from ui.charts import spoken
from ui.charts.models import MapPoint
from ui.guard import guarded
from ui.models import Failure, ScoredLyrics
from ui.pages.library.models import Frame, SongRow, UnknownReason
from ui.pages.library.reading import Found, Overview, overview, page_of
from ui.state import AppState
from ui.text.en import common
from ui.text.en import library as words

PAGE_SIZE = 25


class LibraryState(AppState):
    """The Library page's values: one page of songs, the map, the form for lyrics."""

    is_loading: bool = True
    failure: Failure = Failure()
    total: int = 0
    known: int = 0
    waiting: int = 0

    query: str = ""
    mood: str = ""
    frame: Frame = Frame()
    songs: list[SongRow] = []
    found: int = 0
    page_number: int = 1

    map_points: list[MapPoint] = []
    unknown: list[UnknownReason] = []

    is_making: bool = False
    is_pasting: bool = False
    is_scoring: bool = False
    paste_error: str = ""
    scored: ScoredLyrics = ScoredLyrics()

    @rx.var
    def subheading(self) -> str:
        """Return how many songs there are and how many have a mood."""
        if self.is_loading or not self.total:
            return ""
        template = words.SUBTITLE_WAITING if self.waiting else words.SUBTITLE
        return template.format(
            total=f"{self.total:,}", known=f"{self.known:,}", waiting=f"{self.waiting:,}"
        )

    @rx.var
    def unknown_total(self) -> int:
        """Return how many songs have no mood."""
        return sum(reason.songs for reason in self.unknown)

    @rx.var
    def range_text(self) -> str:
        """Return which of the found songs are shown."""
        first = (self.page_number - 1) * PAGE_SIZE + 1
        last = min(self.found, first + PAGE_SIZE - 1)
        return words.RANGE.format(first=first, last=last, total=f"{self.found:,}")

    @rx.var
    def has_previous(self) -> bool:
        """Return whether songs stand before this page."""
        return self.page_number > 1

    @rx.var
    def has_next(self) -> bool:
        """Return whether songs stand after this page."""
        return self.page_number * PAGE_SIZE < self.found

    @rx.var
    def map_spoken(self) -> str:
        """Return the map as a sentence."""
        return spoken.mood_map(self.map_points)

    @rx.event
    @guarded
    async def load(self) -> None:
        """Fill the page when it opens: no dialog, no frame, which the map would not show."""
        self.is_pasting, self.paste_error, self.scored = False, "", ScoredLyrics()
        self.frame = Frame()
        await self._fill()

    @rx.event
    @guarded
    async def refresh(self) -> None:
        """Show a song that has just come, below the dialog that says so."""
        await self._fill()

    async def _fill(self) -> None:
        self._survey(await self._overview())
        await self._show_page(self.page_number)
        self.is_loading = False

    @rx.event
    @guarded
    async def search(self, query: str) -> None:
        """Show songs whose title, artist or words hold `query`."""
        self.query = query[:200]
        await self._show_page(1)

    @rx.event
    @guarded
    async def choose_mood(self, mood: str) -> None:
        """Show songs of one mood, of none (``"unknown"``), or all of them (empty)."""
        if mood in ("", words.UNKNOWN, *common.MOODS):
            self.mood = mood
            await self._show_page(1)

    @rx.event
    @guarded
    async def choose_frame(
        self, low_valence: float, high_valence: float, low_arousal: float, high_arousal: float
    ) -> None:
        """Show songs inside a frame of the map."""
        frame = Inside(
            low_valence=low_valence,
            high_valence=high_valence,
            low_arousal=low_arousal,
            high_arousal=high_arousal,
        )
        self.frame = Frame(is_set=True, **frame.model_dump())
        await self._show_page(1)

    @rx.event
    @guarded
    async def clear_frame(self) -> None:
        """Show songs from the whole map again."""
        self.frame = Frame()
        await self._show_page(1)

    @rx.event
    @guarded
    async def show_all(self) -> Any:
        """Drop every filter."""
        self.query, self.mood, self.frame = "", "", Frame()
        await self._show_page(1)
        return rx.set_value("search", "")

    @rx.event
    @guarded
    async def go_back(self) -> None:
        """Turn one page back."""
        await self._show_page(self.page_number - 1)

    @rx.event
    @guarded
    async def go_on(self) -> None:
        """Turn one page on."""
        await self._show_page(self.page_number + 1)

    @rx.event(background=True)
    @guarded
    async def make_queue(self) -> Any:
        """Make a queue that fits the middle of the frame, and show it."""
        async with self:
            if self.is_making:
                return None
            self.is_making = True
            frame = self.frame
        parts = container()
        goal = Goal(
            valence=(frame.low_valence + frame.high_valence) / 2,
            arousal=(frame.low_arousal + frame.high_arousal) / 2,
        )
        try:
            await ask(
                recommendations.make_queue,
                parts.open_uow,
                parts.engine,
                parts.stamps,
                await self._acting(),
                goal,
            )
        finally:
            async with self:
                self.is_making = False
        return rx.redirect(routes.QUEUE)

    @rx.event
    def start_pasting(self) -> None:
        """Open the form for lyrics."""
        self.is_pasting, self.paste_error, self.scored = True, "", ScoredLyrics()

    @rx.event
    def stop_pasting(self) -> None:
        """Close the form for lyrics."""
        self.is_pasting, self.scored = False, ScoredLyrics()

    @rx.event(background=True)
    @guarded
    async def score_lyrics(self, form: dict[str, Any]) -> Any:
        """Store lyrics given by hand as a song and show what their words say."""
        async with self:
            if self.is_scoring:
                return None
            self.is_scoring, self.paste_error = True, ""
        refused, scored = "", ScoredLyrics()
        try:
            scored = await self._score(form)
        except DomainError as error:
            refused = error.detail
        except ValidationError:
            refused = words.NAMES_WRONG
        finally:
            async with self:
                self.is_scoring, self.paste_error, self.scored = False, refused, scored
        return None if refused else LibraryState.refresh

    async def _score(self, form: dict[str, Any]) -> ScoredLyrics:
        """Keep the song, have it read, and say what the words say."""
        given = {name: form.get(name) or "" for name in ("title", "artist", "lyrics")}
        parts, actor = container(), await self._acting()
        made = await ask(
            song_moods.paste_and_score,
            parts.open_uow,
            parts.engine,
            parts.stamps,
            actor,
            PasteIn.model_validate(given),
            max_bytes=parts.settings.lyrics_max_bytes,
        )
        track = made.track
        text = await read(songs.text_of, actor, track.id)
        href = routes.song(str(track.id))
        return songs.scored_lyrics(track.title, track.artist, href, text, made.mood)

    async def _overview(self) -> Overview:
        return await read(overview, await self._acting(), container().stamps.mood)

    def _survey(self, seen: Overview) -> None:
        """Show what there is of all songs together."""
        self.total, self.known, self.waiting = seen.total, seen.known, seen.waiting
        self.unknown, self.map_points = seen.unknown, seen.map_points

    async def _show_page(self, number: int) -> None:
        """Show one page of what the filters leave; the last one where there are fewer."""
        found = await self._page(max(1, number))
        last = max(1, math.ceil(found.total / PAGE_SIZE))
        if number > last:
            found = await self._page(last)
        self.songs, self.found = found.songs, found.total
        self.page_number = min(max(1, number), last)

    async def _page(self, number: int) -> Found:
        filters = LibraryFilters(
            query=self.query,
            mood=self.mood or None,  # type: ignore[arg-type]  # `choose_mood` lets no other in
            frame=_inside(self.frame),
            limit=PAGE_SIZE,
            offset=(number - 1) * PAGE_SIZE,
        )
        return await read(page_of, await self._acting(), filters, container().stamps.mood)


def _inside(frame: Frame) -> Inside | None:
    """Return the frame as the library takes it."""
    if not frame.is_set:
        return None
    return Inside(
        low_valence=frame.low_valence,
        high_valence=frame.high_valence,
        low_arousal=frame.low_arousal,
        high_arousal=frame.high_arousal,
    )

"""Owns what the Library page knows and does."""

from typing import Any

import reflex as rx

from ui import demo_b, routes
from ui.charts import spoken
from ui.charts.models import MapPoint
from ui.models import Failure, ScoredLyrics
from ui.pages.library.models import Frame, SongRow, UnknownReason
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
    def has_earlier(self) -> bool:
        """Return whether songs stand before this page."""
        return self.page_number > 1

    @rx.var
    def has_later(self) -> bool:
        """Return whether songs stand after this page."""
        return self.page_number * PAGE_SIZE < self.found

    @rx.var
    def map_spoken(self) -> str:
        """Return the map as a sentence."""
        return spoken.mood_map(self.map_points)

    @rx.event
    def load(self) -> None:
        """Fill the page when it opens."""
        demo_b.fill_library(self)
        self.is_loading = False

    @rx.event
    def search(self, query: str) -> None:
        """Show songs whose title, artist or words hold `query`."""
        self.query = query[:200]
        self._first_page()

    @rx.event
    def choose_mood(self, mood: str) -> None:
        """Show songs of one mood, of none (``"unknown"``), or all of them (empty)."""
        if mood in ("", words.UNKNOWN, *common.MOODS):
            self.mood = mood
            self._first_page()

    @rx.event
    def choose_frame(
        self, low_valence: float, high_valence: float, low_arousal: float, high_arousal: float
    ) -> None:
        """Show songs inside a frame of the map."""
        self.frame = Frame(True, low_valence, high_valence, low_arousal, high_arousal)
        self._first_page()

    @rx.event
    def clear_frame(self) -> None:
        """Show songs from the whole map again."""
        self.frame = Frame()
        self._first_page()

    @rx.event
    def show_all(self) -> None:
        """Drop every filter."""
        self.query, self.mood, self.frame = "", "", Frame()
        self._first_page()

    @rx.event
    def go_earlier(self) -> None:
        """Turn one page back."""
        self.page_number = max(1, self.page_number - 1)
        demo_b.fill_library(self)

    @rx.event
    def go_later(self) -> None:
        """Turn one page on."""
        if self.page_number * PAGE_SIZE < self.found:
            self.page_number += 1
            demo_b.fill_library(self)

    @rx.event
    def make_queue(self) -> Any:
        """Make a queue that fits the middle of the frame, and show it."""
        return rx.redirect(routes.QUEUE)

    @rx.event
    def start_pasting(self) -> None:
        """Open the form for lyrics."""
        self.is_pasting, self.paste_error, self.scored = True, "", ScoredLyrics()

    @rx.event
    def stop_pasting(self) -> None:
        """Close the form for lyrics."""
        self.is_pasting, self.scored = False, ScoredLyrics()

    @rx.event
    def score_lyrics(self, form: dict[str, Any]) -> None:
        """Store lyrics given by hand as a song and show what their words say."""
        demo_b.score_lyrics(self, form)

    def _first_page(self) -> None:
        self.page_number = 1
        demo_b.fill_library(self)

"""Owns what the Song page knows and does."""

from typing import Any

import reflex as rx

from ui import demo_b
from ui.charts.models import LyricLine
from ui.models import Failure, ScoredLyrics
from ui.pages.song.models import Neighbour, SongView, Why
from ui.state import AppState
from ui.text.en import common
from ui.text.en import song as words


class SongState(AppState):
    """The Song page's values: one song, its lines, the listener's own word on it."""

    is_loading: bool = True
    failure: Failure = Failure()
    song: SongView = SongView()
    lines: list[LyricLine] = []
    view: str = "lines"
    mine: str = ""
    why: Why = Why()
    near: list[Neighbour] = []

    is_pasting: bool = False
    is_scoring: bool = False
    paste_error: str = ""
    scored: ScoredLyrics = ScoredLyrics()

    @rx.var
    def is_plain(self) -> bool:
        """Return whether lyrics are shown without colours."""
        return self.view == "plain"

    @rx.event
    def load(self) -> None:
        """Fill the page when it opens; the song's id is the last part of the address."""
        demo_b.fill_song(self, self._song_id())
        self.is_loading = False

    @rx.event
    def choose_view(self, view: str) -> None:
        """Show lyrics by line or plain."""
        if view in words.VIEWS:
            self.view = view

    @rx.event
    def correct_mood(self, mood: str) -> None:
        """Note what the song is for this listener; the same mood again takes it back."""
        if mood not in common.MOODS:
            return
        if mood == self.mine:
            self.forget_correction()
            return
        self.mine = mood
        self.say(words.MINE_SAID[mood], kind=mood, can_undo=True)

    @rx.event
    def forget_correction(self) -> None:
        """Give the song its own mood back."""
        self.mine = ""
        self.say(words.MINE_GONE)

    @rx.event
    def play_next(self) -> None:
        """Put the song right after the current one."""
        self.say(words.NEXT_SAID, detail=self.song.title)

    @rx.event
    def add_to_queue(self) -> None:
        """Put the song at the end of the queue."""
        self.say(words.ADDED_SAID, detail=self.song.title)

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
        """Store these lyrics for the song and show what they say."""
        demo_b.score_lyrics(self, {**form, "title": self.song.title, "artist": self.song.artist})

    def _song_id(self) -> str:
        return self.router.url.path.rstrip("/").rpartition("/")[2]

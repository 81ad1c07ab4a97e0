"""Owns what the Queue page shows and how the queue is made and changed."""

from typing import Any

import reflex as rx

from ui import demo_b
from ui.models import CurvePoint, Failure, QueueRow, RibbonSong
from ui.pages.queue.models import Weight
from ui.pages.queue.push import PushState
from ui.state import AppState
from ui.text.en import common
from ui.text.en import queue as words


class QueueState(AppState):
    """The queue itself: its songs, its curve, why these."""

    is_loading: bool = True
    is_making: bool = False
    failure: Failure = Failure()
    has_songs: bool = True
    mood: str = ""
    name: str = ""
    summary: str = ""
    rows: list[QueueRow] = []
    played: list[QueueRow] = []
    shows_played: bool = False
    curve: list[CurvePoint] = []
    stops: list[RibbonSong] = []
    start_words: str = ""
    to_words: str = ""
    end_time: str = ""
    weights: list[Weight] = []
    confirm_clear: bool = False
    asks_how_now: bool = False

    @rx.var
    def heading(self) -> str:
        """Return the queue's name, or the page's while there is no queue."""
        return self.name or words.EMPTY_HEADING

    @rx.var
    def ribbon_spoken(self) -> str:
        """Return the curve as a sentence."""
        return words.RIBBON.format(start=self.start_words, to=self.to_words, n=len(self.stops))

    @rx.var
    def played_titles(self) -> str:
        """Return the titles of what was played, in order."""
        return ", ".join(row.title for row in self.played)

    @rx.event
    def load(self) -> Any:
        """Fill the page when it opens, and then the card that sends."""
        demo_b.fill_queue(self)
        self.is_loading = False
        return PushState.load

    @rx.event
    def choose_mood(self, mood: str) -> None:
        """Make a queue that fits one mood, or the mood now (empty)."""
        if mood == "" or mood in common.MOODS:
            self.mood = mood
            self.make()

    @rx.event
    def make(self) -> None:
        """Make a new queue for the chosen mood; locked songs keep their places."""
        demo_b.make_queue(self)

    @rx.event
    def move(self, ids: list[str]) -> None:
        """Put the songs in the order of `ids`; ids that do not match change nothing."""
        by_id = {row.id: row for row in self.rows}
        if sorted(ids) == sorted(by_id):
            self.rows = [by_id[i] for i in ids]

    @rx.event
    def act(self, item_id: str, what: str) -> None:
        """Lock a song in its place, unlock it, or remove it."""
        if what == "remove":
            self._remove(item_id)
        elif what == "lock":
            self._turn_lock(item_id)

    @rx.event
    def undo(self) -> None:
        """Put the song removed last back in its place."""
        demo_b.undo_remove(self)
        self.dismiss_notice()

    @rx.event
    def toggle_played(self) -> None:
        """Show or hide what was played."""
        self.shows_played = not self.shows_played

    @rx.event
    def ask_clear(self) -> None:
        """Ask before the queue is emptied."""
        self.confirm_clear = True

    @rx.event
    def keep(self) -> None:
        """Close the question and keep the queue."""
        self.confirm_clear = False

    @rx.event
    def clear(self) -> Any:
        """Empty the queue; what went wrong with sending it is of no use any more."""
        self.confirm_clear = False
        demo_b.clear_queue(self)
        self.say(words.CLEARED)
        return PushState.forget

    @rx.event
    def answer_how_now(self, mood: str) -> None:
        """Note how the listener feels after the queue."""
        if mood in common.MOODS:
            self.asks_how_now = False
            self.say(words.HOW_NOW_SAID, kind=mood)

    def _remove(self, item_id: str) -> None:
        gone = next((row for row in self.rows if row.id == item_id), None)
        if gone is None:
            return
        demo_b.remove(self, item_id)
        self.say(words.REMOVED, detail=gone.title, can_undo=True)

    def _turn_lock(self, item_id: str) -> None:
        row: Any = next((row for row in self.rows if row.id == item_id), None)
        if row is None:
            return
        row.locked = not row.locked
        self.say(words.LOCKED if row.locked else words.UNLOCKED, detail=row.title)

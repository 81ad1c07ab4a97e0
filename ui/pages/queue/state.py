"""Owns what the Queue page shows and how the queue is made and changed."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import reflex as rx

from assistant.moods import service as moods
from assistant.moods.schemas import MoodIn
from assistant.playback import service as playback
from assistant.playback.schemas import Reorder
from assistant.recommendations import service as recommendations
from assistant.recommendations.schemas import Goal
from ui.backend import ask, container, read, write
from ui.guard import guarded
from ui.models import CurvePoint, Failure, QueueRow, RibbonSong
from ui.pages.mood.places import CORNERS
from ui.pages.queue.models import Weight
from ui.pages.queue.push import PushState
from ui.pages.queue.reading import Shown, ids_of, queue_page
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
    _version: int = 0
    _queue_id: str = ""
    _removed: str = ""
    _answer: str = ""

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
    @guarded
    async def load(self) -> Any:
        """Fill the page when it opens, and then the card that sends."""
        self.confirm_clear = False
        self._show(await self._read())
        return PushState.load

    @rx.event
    def choose_mood(self, mood: str) -> Any:
        """Make a queue that fits one mood, or the mood now (empty)."""
        if mood != "" and mood not in common.MOODS:
            return None
        self.mood = mood
        return QueueState.make

    @rx.event(background=True)
    @guarded
    async def make(self) -> Any:
        """Make a new queue for the chosen mood; locked songs stay."""
        async with self:
            if self.is_making:
                return None
            self.is_making = True
            goal = Goal.model_validate({"mood": self.mood or None})
        parts = container()
        try:
            await ask(
                recommendations.make_queue,
                parts.open_uow,
                parts.engine,
                parts.stamps,
                await self._acting(),
                goal,
            )
            found = await self._read()
        finally:
            async with self:
                self.is_making = False
        async with self:
            self._show(found)
            self._removed = self._answer = ""
        return PushState.load

    @rx.event
    @guarded
    async def move(self, ids: list[str]) -> None:
        """Put the songs in the order of `ids`; ids that do not match change nothing."""
        by_id = {row.id: row for row in self.rows}
        if sorted(ids) != sorted(by_id):
            return
        wanted = [*ids_of(self.played), *(UUID(i) for i in ids)]
        await self._change(playback.reorder, Reorder(item_ids=wanted, version=self._version))

    @rx.event
    @guarded
    async def act(self, item_id: str, what: str) -> None:
        """Lock a song in its place, unlock it, or remove it."""
        row: Any = next((row for row in self.rows if row.id == item_id), None)
        if row is not None and what == "remove":
            await self._change(playback.remove_item, UUID(item_id), self._version)
            self._removed, self._answer = item_id, ""
            self.say(words.REMOVED, detail=row.title, can_undo=True)
        elif row is not None and what == "lock":
            await self._change(playback.set_locked, UUID(item_id), locked=not row.locked)
            self.say(words.UNLOCKED if row.locked else words.LOCKED, detail=row.title)

    @rx.event
    @guarded
    async def undo(self) -> None:
        """Take the last step back: the song removed last, or the answer to "how now?"."""
        removed, answer = self._removed, self._answer
        self._removed = self._answer = ""
        if removed:
            await self._change(playback.restore_item, UUID(removed))
        elif answer:
            await self._change(moods.delete, UUID(answer))
        self.dismiss_notice()

    @rx.event
    def press_key(self, key: str) -> Any:
        """Follow a single-key shortcut: U takes the last step back."""
        return QueueState.undo if key == "u" and (self._removed or self._answer) else None

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
    @guarded
    async def clear(self) -> Any:
        """Empty the queue; what went wrong with sending it is of no use any more."""
        self.confirm_clear = False
        await self._change(playback.clear)
        self._removed = self._answer = ""
        self.say(words.CLEARED)
        return PushState.forget

    @rx.event
    @guarded
    async def answer_how_now(self, mood: str) -> None:
        """Log how the listener feels after the queue."""
        if mood not in common.MOODS or not self._queue_id:
            return
        valence, arousal = CORNERS[mood]
        said = MoodIn(
            valence=valence,
            arousal=arousal,
            input="tap",
            prompt="after",
            queue_id=UUID(self._queue_id),
        )
        entry = await write(moods.record, container().vault, await self._acting(), said)
        self._removed, self._answer = "", str(entry.id)
        self._show(await self._read())
        self.say(words.HOW_NOW_SAID, kind=mood, can_undo=True)

    async def _change(self, service: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        """Call a service that changes something, and show what is there now, changed or not."""
        try:
            await write(service, await self._acting(), *args, **kwargs)
        finally:
            self._show(await self._read())

    async def _read(self) -> Shown:
        return await read(queue_page, await self._acting(), container().stamps.mood)

    def _show(self, found: Shown) -> None:
        """Show the queue as it was read."""
        self.is_loading = False
        self._queue_id, self._version = found.queue_id, found.version
        self.has_songs, self.strip = found.has_songs, found.strip
        self.name, self.summary = found.name, found.summary
        self.rows, self.played = found.rows, found.played
        self.curve, self.stops = found.curve, found.stops
        self.start_words, self.to_words = found.start_words, found.to_words
        self.end_time, self.weights = found.end_time, found.weights
        self.asks_how_now = found.asks_how_now

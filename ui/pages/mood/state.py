"""Owns what the Mood page knows and does: logging, taking back, the sheet, the intent."""

import time
from dataclasses import replace
from functools import partial
from typing import Any

import reflex as rx
from reflex.event import EventSpec

from analysis.affect import quadrant
from assistant.core.actor import Actor
from assistant.core.errors import NotFound, RuleViolated
from assistant.core.unit_of_work import UnitOfWork
from assistant.moods import service as moods
from assistant.moods.rules import named
from assistant.moods.schemas import MoodChange, MoodIn, MoodView
from assistant.recommendations import service as recommendations
from assistant.recommendations.schemas import Goal
from ui import routes
from ui.backend import ask, container, read, write
from ui.guard import guarded
from ui.models import Choice, CurvePoint, PadDraft, PadEntry, PadNow, Share
from ui.pages.mood import places, reading, sheets
from ui.pages.mood.models import NowCard, Sheet, Step, TodayEntry
from ui.state import AppState
from ui.text.en import mood as words

SAME_TAP_S = 1.0
"""So soon after a tap was taken in, the same tap again is the second half of a double click."""
STEPS_KEPT = 50


class MoodState(AppState):
    """The Mood page's values; every handler is named for what the listener does."""

    is_loaded: bool = False
    greeting: str = ""
    date_line: str = ""
    entries: list[PadEntry] = []
    now: PadNow = PadNow()
    draft: PadDraft = PadDraft()
    logged: int = 0
    card: NowCard = NowCard()
    shares: list[Share] = []
    today: list[TodayEntry] = []
    sheet: Sheet = Sheet()
    feelings: list[Choice] = []
    activities: list[Choice] = []
    intent: str = "calm"
    queue_length: str = ""
    curve: list[CurvePoint] = []
    is_making_queue: bool = False
    _steps: list[Step] = []
    _uncertainty: float = 1.0
    _tap: tuple[float, float, float] = (0.0, 0.0, 0.0)

    @rx.event
    @guarded
    async def load(self) -> None:
        """Fill the page when it opens."""
        actor = await self._acting()
        await self._read(actor)
        self.is_making_queue = False

    @rx.event
    @guarded
    async def press_key(self, key: str) -> None:
        """Follow a single-key shortcut: 1 to 5 log a step, U takes the last one back."""
        if key == "u":
            await self._take_back()
        elif key in ("1", "2", "3", "4", "5"):
            await self._log(*places.STEPS[int(key)], "tap")

    @rx.event
    @guarded
    async def log_step(self, step: int) -> None:
        """Log one of the five steps, 1 (rough) to 5 (great)."""
        if step in places.STEPS:
            await self._log(*places.STEPS[step], "tap")

    @rx.event
    @guarded
    async def log_quadrant(self, mood: str) -> None:
        """Log a quadrant with one tap."""
        if mood in places.CORNERS:
            await self._log(*places.CORNERS[mood], "tap")

    @rx.event
    @guarded
    async def log_exact(self, valence: float, arousal: float) -> None:
        """Log a place on the pad as it is; while an entry is changed, only move it there."""
        if self.sheet.entry_id:
            self._hold(valence, arousal)
        else:
            await self._log(valence, arousal, "pad")

    @rx.event
    @guarded
    async def move(self, valence: float, arousal: float) -> None:
        """Hold a place on the pad and open the sheet for it."""
        self._hold(valence, arousal)

    @rx.event
    @guarded
    async def open_sheet(self) -> None:
        """Open the sheet where the needle stands."""
        self._hold(self.now.v, self.now.a)

    @rx.event
    def close_sheet(self) -> None:
        """Close the sheet and let the needle go back."""
        self._put_sheet_away()

    @rx.event
    def toggle_feeling(self, key: str) -> None:
        """Pick or drop a word."""
        self.feelings = sheets.toggled(self.feelings, key)

    @rx.event
    def toggle_activity(self, key: str) -> None:
        """Pick or drop an activity."""
        self.activities = sheets.toggled(self.activities, key)

    @rx.event
    @guarded
    async def save_sheet(self, form: dict[str, Any]) -> None:
        """Log what the sheet says, or change the entry it was opened for."""
        if not self.sheet.open:
            return  # the second half of a double click
        actor = await self._acting()
        try:
            filled = sheets.filled(form, self.draft, self.sheet, self.feelings, self.activities)
            if self.sheet.entry_id:
                await self._change(actor, self.sheet.entry_id, filled.as_change(self.sheet))
            else:
                await self._record(actor, filled.as_entry())
        except RuleViolated as error:
            self.sheet = replace(self.sheet, problem=str(error))

    @rx.event
    @guarded
    async def undo(self) -> None:
        """Take the last step back: a log, a change or a deletion."""
        await self._take_back()

    @rx.event
    @guarded
    async def manage(self, entry_id: str, action: str) -> None:
        """Follow an entry's menu: ``"edit"`` or ``"delete"``."""
        actor = await self._acting()
        if action == "edit":
            view = await read(moods.get, container().vault, actor, sheets.id_of(entry_id))
            self._hold(view.valence, view.arousal, view)
        elif action == "delete":
            step = Step("delete", entry_id)
            await self._do(actor, partial(_delete, actor=actor, entry_id=entry_id), step)
            if self.sheet.entry_id == entry_id:
                self._put_sheet_away()
            self.say(words.DELETED, can_undo=True)

    @rx.event
    @guarded
    async def choose_intent(self, key: str) -> None:
        """Say what the music should do."""
        if key in words.INTENTS:
            self.intent = key
            self._plan()

    @rx.event(background=True)
    @guarded
    async def make_queue(self) -> EventSpec | None:
        """Make the queue and go to it."""
        async with self:
            if self.is_making_queue:
                return None
            actor, goal = await self._acting(), sheets.goal_of(self.intent)
            self.is_making_queue = True
        try:
            parts = container()
            make = recommendations.make_queue
            await ask(make, parts.open_uow, parts.engine, parts.stamps, actor, goal)
        finally:
            async with self:
                self.is_making_queue = False
        return rx.redirect(routes.QUEUE)

    async def _log(self, valence: float, arousal: float, how: str) -> None:
        """Log a place at once, unless it is the same tap's second click."""
        last_v, last_a, done = self._tap
        if (valence, arousal) == (last_v, last_a) and time.monotonic() - done < SAME_TAP_S:
            return
        entry = MoodIn.model_validate({"valence": valence, "arousal": arousal, "input": how})
        await self._record(await self._acting(), entry)
        self._tap = (valence, arousal, time.monotonic())

    async def _record(self, actor: Actor, entry: MoodIn) -> None:
        """Log an entry and say so."""
        vault = container().vault
        record = partial(moods.record, vault=vault, actor=actor, data=entry)
        view, page = await write(reading.after, record, vault, actor, lambda view: str(view.id))
        self._remember(Step("log", str(view.id)))
        self._show(page)
        self.logged += 1
        self._put_sheet_away()
        when = reading.logged_when(view, is_now=entry.recorded_at is None)
        said = f"{words.LOGGED} {places.said_of(view).lower()}"
        self.say(said, kind=reading.mood_of(view), detail=when, can_undo=True)

    async def _change(self, actor: Actor, entry_id: str, change: MoodChange) -> None:
        """Change an entry, keeping what it was for undo."""
        vault, which = container().vault, sheets.id_of(entry_id)
        before = sheets.as_it_was(await read(moods.get, vault, actor, which))
        make = partial(moods.change, vault=vault, actor=actor, entry_id=which, data=change)
        await self._do(actor, make, Step("change", entry_id, before))
        self._put_sheet_away()
        self.say(words.CHANGED, can_undo=True)

    async def _take_back(self) -> None:
        """Undo the last step that this page took."""
        actor = await self._acting()
        if not self._steps:
            self.say(words.NOTHING_TO_UNDO)
            return
        step = self._steps[-1]
        self._steps = self._steps[:-1]
        vault, which = container().vault, sheets.id_of(step.entry_id)
        if step.kind == "log":
            await self._do(actor, partial(_delete, actor=actor, entry_id=step.entry_id))
        elif step.kind == "delete":
            back = partial(moods.restore, vault=vault, actor=actor, entry_id=which)
            await self._do(actor, back)
        else:
            before = step.before or MoodChange()
            make = partial(moods.change, vault=vault, actor=actor, entry_id=which, data=before)
            await self._do(actor, make)
        self._tap = (0.0, 0.0, 0.0)
        self.say(words.TAKEN_BACK[step.kind])

    async def _do(self, actor: Actor, change: Any, step: Step | None = None) -> None:
        """Take a step in the log and show the page as it is then."""
        if step is not None:
            self._remember(step)
        undoable = self.undoable()
        try:
            _, page = await write(
                reading.after, change, container().vault, actor, lambda _: undoable
            )
        except NotFound:
            await self._read(actor)  # another tab was here first: show what there is
            raise
        self._show(page)

    async def _read(self, actor: Actor) -> None:
        """Read the page anew."""
        self._show(await read(reading.page_of, container().vault, actor, self.undoable()))

    def _remember(self, step: Step) -> None:
        self._steps = [*self._steps[1 - STEPS_KEPT :], step]

    def undoable(self) -> str:
        """Return the entry that *Undo* takes away, if its last step logged one."""
        last = self._steps[-1] if self._steps else None
        return last.entry_id if last and last.kind == "log" else ""

    def _show(self, page: reading.MoodPage) -> None:
        """Show what was read."""
        self.is_loaded = True
        self.greeting, self.date_line = page.greeting, page.date_line
        self.entries, self.today = page.entries, page.today
        self.now, self.card, self.shares = page.now, page.card, page.shares
        self._uncertainty = page.uncertainty
        self.mood_now = named(page.now.v, page.now.a) if page.now.known else ""
        self._plan()

    def _plan(self) -> None:
        """Draw the way from the mood now to where the intent leads."""
        self.curve = sheets.way(self.now, self._uncertainty, self.intent)
        self.queue_length = words.QUEUE_LENGTH.format(n=Goal().limit)

    def _hold(self, valence: float, arousal: float, entry: MoodView | None = None) -> None:
        """Hold a place; its quadrant chooses the words on offer.

        Args:
            entry: the entry to change, when the sheet opens for one.
        """
        v, a = sheets.on_plane(valence), sheets.on_plane(arousal)
        if entry is not None:
            self.sheet = sheets.for_entry(entry, self.sheet.version + 1)
            self.activities = sheets.activities_of(entry.activities)
            self.feelings = sheets.feelings_of(quadrant(v, a), entry.words)
        elif not self.sheet.open:
            self.sheet = Sheet(open=True, version=self.sheet.version + 1)
            self.activities = sheets.activities_of([])
            self.feelings = sheets.feelings_of(quadrant(v, a), [])
        elif quadrant(v, a) != quadrant(self.draft.v, self.draft.a):
            kept = [choice.key for choice in self.feelings if choice.on]
            self.feelings = sheets.feelings_of(quadrant(v, a), kept)
        self.draft = PadDraft(True, v, a)

    def _put_sheet_away(self) -> None:
        """Forget the sheet and the place held for it."""
        self.sheet = Sheet(version=self.sheet.version)
        self.draft = PadDraft()


def _delete(uow: UnitOfWork, actor: Actor, entry_id: str) -> None:
    """Delete an entry."""
    moods.delete(uow, actor, sheets.id_of(entry_id))

"""Owns what the Mood page knows and does: logging, taking back, the sheet, the intent."""

from typing import Any

import reflex as rx
from reflex.event import EventSpec

from ui import demo, routes
from ui.models import Choice, CurvePoint, PadDraft, PadEntry, PadNow, Share
from ui.pages.mood.models import NowCard, Sheet, TodayEntry
from ui.state import AppState
from ui.text.en import mood as words


def quadrant(valence: float, arousal: float) -> str:
    """Return the quadrant of a place on the pad."""
    if valence < 0:
        return "angry" if arousal >= 0 else "sad"
    return "happy" if arousal >= 0 else "relaxed"


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

    @rx.event
    def load(self) -> None:
        """Fill the page when it opens."""
        demo.fill_mood(self)

    @rx.event
    def press_key(self, key: str) -> None:
        """Follow a single-key shortcut: 1 to 5 log a step, U takes the last one back."""
        if key == "u":
            self.undo()
        elif key in "12345":
            self.log_step(int(key))

    @rx.event
    def log_step(self, step: int) -> None:
        """Log one of the five steps, 1 (rough) to 5 (great)."""
        demo.log(self, (step - 3) * 0.4, 0.0, words.STEPS[step - 1])

    @rx.event
    def log_quadrant(self, mood: str) -> None:
        """Log a quadrant with one tap."""
        valence = 0.5 if mood in {"happy", "relaxed"} else -0.5
        arousal = 0.5 if mood in {"happy", "angry"} else -0.5
        demo.log(self, valence, arousal, "")

    @rx.event
    def log_exact(self, valence: float, arousal: float) -> None:
        """Log a place on the pad as it is."""
        demo.log(self, valence, arousal, "")

    @rx.event
    def move(self, valence: float, arousal: float) -> None:
        """Hold a place on the pad and open the sheet for it."""
        self._hold(valence, arousal)

    def _hold(self, valence: float, arousal: float) -> None:
        """Hold a place; its quadrant chooses the words on offer."""
        before = quadrant(self.draft.v, self.draft.a) if self.sheet.open else ""
        self.draft = PadDraft(True, valence, arousal)
        if not self.sheet.open:
            self.sheet = Sheet(open=True, version=self.sheet.version + 1)
            self.activities = _choices(words.ACTIVITIES)
        if quadrant(valence, arousal) != before:
            self.feelings = _choices(words.FEELINGS[quadrant(valence, arousal)])

    @rx.event
    def open_sheet(self) -> None:
        """Open the sheet where the needle stands."""
        self._hold(self.now.v, self.now.a)

    @rx.event
    def close_sheet(self) -> None:
        """Close the sheet and let the needle go back."""
        self._put_sheet_away()

    def _put_sheet_away(self) -> None:
        """Forget the sheet and the place held for it."""
        self.sheet = Sheet(version=self.sheet.version)
        self.draft = PadDraft()

    @rx.event
    def toggle_feeling(self, key: str) -> None:
        """Pick or drop a word."""
        self.feelings = _toggled(self.feelings, key)

    @rx.event
    def toggle_activity(self, key: str) -> None:
        """Pick or drop an activity."""
        self.activities = _toggled(self.activities, key)

    @rx.event
    def save_sheet(self, form: dict[str, Any]) -> None:
        """Log what the sheet says, or change the entry it was opened for."""
        demo.save(self, str(form.get("note", "")), str(form.get("when", "")))

    @rx.event
    def undo(self) -> None:
        """Take the last logged mood back."""
        demo.undo(self)

    @rx.event
    def manage(self, entry_id: str, action: str) -> None:
        """Follow an entry's menu: ``"edit"`` or ``"delete"``."""
        demo.manage(self, entry_id, action)

    @rx.event
    def choose_intent(self, key: str) -> None:
        """Say what the music should do."""
        self.intent = key
        demo.plan(self)

    @rx.event
    def make_queue(self) -> EventSpec:
        """Make the queue and go to it."""
        return rx.redirect(routes.QUEUE)


def _choices(named: dict[str, str]) -> list[Choice]:
    """Return unpicked choices from keys and labels."""
    return [Choice(key, label) for key, label in named.items()]


def _toggled(choices: list[Choice], key: str) -> list[Choice]:
    """Return the choices with one of them turned round."""
    return [Choice(c.key, c.label, c.on != (c.key == key)) for c in choices]

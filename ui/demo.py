"""SCAFFOLDING, to be deleted when states call services: sample values to look at pages with."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ui.models import CurvePoint, NowPlaying, PadEntry, PadNow, Share
from ui.pages.mood.models import NowCard, TodayEntry

if TYPE_CHECKING:
    from ui.pages.mood.state import MoodState
    from ui.pages.sign_in.state import DoorState
    from ui.state import AppState


def fill_frame(state: AppState) -> None:
    """Give the frame a listener, a sample library and a current queue."""
    state.user_name = "Mara"
    state.is_signed_in = True
    state.is_admin = True
    state.sample_songs = 96
    state.is_sandbox = True
    state.mood_now = "angry"
    state.strip = NowPlaying(
        track_id="demo",
        title="Kite on the Ring Road",
        artist="Marisol Venn",
        cover_url="/favicon.svg",
        mood="happy",
        mood_label="Happy",
        percent=52,
        place="3 of 8",
    )


_DAY = (
    (0.46, -0.42, "08:10", "relaxed", "At ease", "slow coffee"),
    (0.54, 0.1, "11:20", "happy", "Content", "finished the letter"),
    (0.16, 0.42, "13:45", "happy", "Bright", "lunch outside with Jo"),
    (-0.02, 0.16, "16:05", "angry", "Edgy", "two meetings over each other"),
    (-0.34, 0.4, "18:20", "angry", "Restless", "traffic, late again"),
)
_ENDS = {
    "stay": (-0.34, 0.4),
    "lift": (0.55, 0.4),
    "calm": (0.56, -0.4),
    "release": (-0.2, 0.7),
    "focus": (0.25, -0.05),
}


def fill_mood(state: MoodState) -> None:
    """Give the Mood page one day."""
    if state.entries:
        return
    state.is_loaded = True
    state.greeting = "Good evening, Mara"
    state.date_line = "Friday 20 November, 18:42"
    state.entries = [
        PadEntry(str(i), v, a, mood, time, 0.3 + 0.12 * i)
        for i, (v, a, time, mood, *_) in enumerate(_DAY)
    ]
    state.today = [
        TodayEntry(str(i), time, mood, said, note, i == len(_DAY) - 1)
        for i, (_, _, time, mood, said, note) in reversed(list(enumerate(_DAY)))
    ]
    state.now = PadNow(True, -0.34, 0.4, 0.22, 0.17, "Restless, a little tense")
    state.card = NowCard(
        "Restless, a little tense",
        3,
        "From 2 things you logged today. 14 songs you played count for less, "
        "and lean the same way.",
    )
    state.shares = [
        Share("angry", "Angry", 46),
        Share("happy", "Happy", 27),
        Share("sad", "Sad", 16),
        Share("relaxed", "Relaxed", 11),
    ]
    plan(state)


def plan(state: MoodState) -> None:
    """Draw the way to the chosen intent."""
    ease = [i / 24 for i in range(25)]
    (v0, a0), (v1, a1) = (state.now.v, state.now.a), _ENDS[state.intent]
    state.curve = [
        CurvePoint(t, v0 + (v1 - v0) * t * t * (3 - 2 * t), a0 + (a1 - a0) * t * t * (3 - 2 * t))
        for t in ease
    ]
    state.queue_length = "about 31 min"


def log(state: MoodState, valence: float, arousal: float, said: str) -> None:
    """Pretend to log a mood."""
    mood = state_quadrant(valence, arousal)
    number = str(len(state.entries) + 10)
    state.entries = [*state.entries, PadEntry(number, valence, arousal, mood, "18:42", 1.0)]
    row = TodayEntry(number, "18:42", mood, said or mood.title(), "", True)
    before = [replace(entry, can_undo=False) for entry in state.today]
    state.today = [row, *before]
    state.now = PadNow(True, valence, arousal, 0.22, 0.17, row.words)
    state.card = replace(state.card, words=row.words)
    state.mood_now = mood
    state.logged += 1
    state._put_sheet_away()  # noqa: SLF001 - scaffolding
    state.say(f"Logged {row.words.lower()}", kind=mood, detail="18:42, now", can_undo=True)


def save(state: MoodState, note: str, when: str) -> None:
    """Pretend to save the sheet."""
    picked = [choice.label for choice in state.feelings if choice.on]
    log(state, state.draft.v, state.draft.a, ", ".join(picked))
    state.today = [replace(state.today[0], note=note or when), *state.today[1:]]


def undo(state: MoodState) -> None:
    """Pretend to take the last entry back."""
    if state.entries:
        manage(state, state.entries[-1].id, "delete")
        state.say("Taken back.")


def manage(state: MoodState, entry_id: str, action: str) -> None:
    """Pretend to change or delete an entry."""
    entry = next(e for e in state.entries if e.id == entry_id)
    if action == "edit":
        state._hold(entry.v, entry.a)  # noqa: SLF001 - scaffolding
        state.sheet = replace(state.sheet, entry_id=entry_id, note="traffic, late again")
        return
    state.entries = [e for e in state.entries if e.id != entry_id]
    state.today = [e for e in state.today if e.id != entry_id]
    if state.entries:
        last = state.entries[-1]
        state.now = replace(state.now, v=last.v, a=last.a)
    state.say("Deleted.")


def state_quadrant(valence: float, arousal: float) -> str:
    """Return the quadrant of a place on the pad."""
    if valence < 0:
        return "angry" if arousal >= 0 else "sad"
    return "happy" if arousal >= 0 else "relaxed"


def fill_door(state: DoorState) -> None:
    """Offer the sample and ask for a set-up code."""
    state.offers_sample = True
    state.asks_code = True

"""Owns the plain values of the Mood page."""

from dataclasses import dataclass
from typing import Literal

from assistant.moods.schemas import MoodChange


@dataclass
class TodayEntry:
    """One row of the Today list.

    Attributes:
        id: The entry's id.
        time: As printed, such as ``"18:20"``.
        mood: Its quadrant.
        words: What the listener called it, or the place on the pad in words.
        note: Activities and note in one line; may be empty.
        can_undo: Whether *Undo* takes exactly this entry back (the last one logged).
    """

    id: str = ""
    time: str = ""
    mood: str = ""
    words: str = ""
    note: str = ""
    can_undo: bool = False


@dataclass
class NowCard:
    """The mood now, in words.

    Attributes:
        words: One short phrase; empty when there is nothing to go by.
        certainty: Full dots of five.
        sources: What it comes from, one or two sentences.
    """

    words: str = ""
    certainty: int = 0
    sources: str = ""


@dataclass
class Sheet:
    """The precise log sheet.

    Attributes:
        open: Whether it is shown.
        entry_id: The entry it changes; empty for a new one.
        note: The note it starts with.
        when: Local date and time it starts with, ``YYYY-MM-DDTHH:MM``; empty means now.
        version: Grows with every opening, so that its fields start afresh.
        problem: What is wrong with what was sent; empty when nothing is.
    """

    open: bool = False
    entry_id: str = ""
    note: str = ""
    when: str = ""
    version: int = 0
    problem: str = ""


@dataclass(frozen=True)
class Step:
    """One step that *Undo* can take back.

    Attributes:
        kind: what was done.
        entry_id: the entry it was done to.
        before: of a change, what makes the entry what it was.
    """

    kind: Literal["log", "change", "delete"]
    entry_id: str
    before: MoodChange | None = None

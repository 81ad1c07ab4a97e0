"""Owns the plain values of the log."""

from dataclasses import dataclass, field

from ui.pages.mood.models import TodayEntry


@dataclass
class LogDay:
    """One day that has entries.

    Attributes:
        name: As printed, such as ``"Friday 20 November"``; with the year when it is another.
        rows: Its entries, newest first.
    """

    name: str = ""
    rows: list[TodayEntry] = field(default_factory=list)

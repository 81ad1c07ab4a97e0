"""Owns how a page of the mood log is read and laid out by days."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from assistant.core.actor import Actor
from assistant.core.crypto import Vault
from assistant.core.unit_of_work import UnitOfWork
from assistant.moods import service as moods
from assistant.moods import statistics
from ui.dates import day_words
from ui.pages.log.models import LogDay
from ui.pages.mood.reading import row_of
from ui.text.en import dates as calendar

PAGE_SIZE = 40


@dataclass(frozen=True, slots=True)
class LogPage:
    """One page of the log.

    Attributes:
        days: Its days, newest first.
        total: Entries of the whole log, or of the one day asked for.
        following: The cursor of the entries before these; empty at the end.
        day_name: The one day asked for, in words; empty for all.
    """

    days: list[LogDay]
    total: int
    following: str
    day_name: str


def day_in(text: str) -> date | None:
    """Return the day an address asks for; None for all, and for what is no day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def page_of(
    uow: UnitOfWork, vault: Vault, actor: Actor, day: date | None, cursor: str, undoable: str
) -> LogPage:
    """Read one page of the log.

    Args:
        uow: an open unit of work.
        vault: opens the notes.
        actor: whose log.
        day: the one day to show; all when None.
        cursor: where the page begins; empty for the newest entry.
        undoable: id of the entry that *Undo* would take back, if any.
    """
    only = day.year * 10_000 + day.month * 100 + day.day if day else None
    found = moods.list_entries(
        uow, vault, actor, limit=PAGE_SIZE, cursor=cursor or None, first_day=only, last_day=only
    )
    today = statistics.today(uow, actor)
    return LogPage(
        days=[
            LogDay(_name(statistics.day_of(number), today), [row_of(v, undoable) for v in views])
            for number, views in groupby(found.items, key=lambda view: view.local_day)
        ],
        total=found.total or 0,
        following=found.cursor or "",
        day_name=_name(day, today) if day else "",
    )


def _name(day: date, today: date) -> str:
    return f"{calendar.WEEKDAYS[day.weekday()]} {day_words(day, year=day.year != today.year)}"

"""Owns how the log and the history of a period become what the Stats page draws."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from assistant.core.actor import Actor
from assistant.core.unit_of_work import UnitOfWork
from assistant.insights import service as insights
from assistant.insights.schemas import HeardWhen
from assistant.moods import statistics as moods
from assistant.moods.schemas import Bucket, CalendarDay, Counted, Group
from assistant.moods.schemas import HourCell as HourOfWeek
from ui.charts.models import Day, HourCell, MoodListeningRow, Place, TrendPoint
from ui.components.mood import QUADRANTS
from ui.dates import day_words
from ui.models import Share
from ui.pages.stats.models import WordCount
from ui.pages.stats.steps import name_of, steps_of, tick_of
from ui.shares import share_rows, whole_percents

Period = Literal["week", "month", "year", "all"]
_DAYS: dict[str, int] = {"week": 7, "month": 30, "year": 365}
_BY_DAY, _BY_WEEK = 45, 2 * 366
_CALENDAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything the page draws of one period; each field is a variable of its state."""

    entries: int
    listens: int
    group: Group
    first_day: str
    last_day: str
    today: str
    span_words: tuple[str, str]
    days: list[Day]
    trend: list[TrendPoint]
    places: list[Place]
    hours: list[HourCell]
    listening: list[MoodListeningRow]
    listening_says: list[str]
    listening_note: str
    shares: list[Share]
    words_used: list[WordCount]


def picture_of(uow: UnitOfWork, actor: Actor, period: Period, mood_stamp: str) -> Picture:
    """Read one period that ends today.

    Args:
        uow: an open unit of work.
        actor: whose log.
        period: the last 7, 30 or 365 days, or everything (30 years at most).
        mood_stamp: the mood model that counts.
    """
    last = moods.today(uow, actor)
    first = _first(uow, actor, period, last)
    shown_from = max(first, last - _CALENDAR)
    logged = moods.calendar(uow, actor, shown_from, last)
    group = _group(first if first < shown_from else logged[0].day if logged else last, last)
    found = moods.statistics(uow, actor, first, last, group)
    heard = insights.listening_by_mood(uow, actor, first, last, mood_stamp)
    with_year = first.year != last.year
    return Picture(
        entries=found.count,
        listens=heard.heard + heard.unknown,
        group=group,
        first_day=shown_from.isoformat(),
        last_day=last.isoformat(),
        today=last.isoformat(),
        span_words=(day_words(first, year=with_year), day_words(last, year=with_year)),
        days=[_day(day) for day in logged],
        trend=_trend(found.buckets, group, first, last),
        places=[Place(round(v, 3), round(a, 3)) for v, a in moods.places(uow, actor, first, last)],
        hours=[_hour(cell) for cell in found.hours],
        listening=[
            _row(row) for row in sorted(heard.by_mood, key=lambda r: QUADRANTS.index(r.mood))
        ],
        listening_says=[c.sentence for c in heard.correlations if c.lag == 0 and c.r is not None],
        listening_note=heard.note,
        shares=share_rows(dict(found.shares) if found.count else {}),
        words_used=[_word(word) for word in found.words],
    )


def _first(uow: UnitOfWork, actor: Actor, period: Period, last: date) -> date:
    if period != "all":
        return last - timedelta(days=_DAYS[period] - 1)
    oldest = moods.first_day(uow, actor) or last
    return max(min(oldest, last), last - moods.LONGEST)


def _group(begins: date, last: date) -> Group:
    """How fine the line is, by how long it is: it begins with the first entry."""
    days = (last - begins).days + 1
    if days <= _BY_DAY:
        return "day"
    return "week" if days <= _BY_WEEK else "month"


def _trend(buckets: list[Bucket], group: Group, first: date, last: date) -> list[TrendPoint]:
    """One point for each step; steps without entries are gaps, and none begins the line."""
    by_start = {bucket.starts: bucket for bucket in buckets}
    if not by_start:
        return []
    steps = [step for step in steps_of(first, last, group) if step >= min(by_start)]
    points = []
    for step in steps:
        name, tick = name_of(step, group, last), tick_of(step, group, len(steps))
        bucket = by_start.get(step)
        if bucket is None:
            points.append(TrendPoint(name, tick))
            continue
        points.append(
            TrendPoint(
                name,
                tick,
                round(bucket.valence, 3),
                round(bucket.arousal, 3),
                round(bucket.valence_low, 3),
                round(bucket.valence_high, 3),
                bucket.count,
            )
        )
    return points


def _day(day: CalendarDay) -> Day:
    return Day(day.day.isoformat(), round(day.valence, 3), round(day.arousal, 3), day.count)


def _hour(cell: HourOfWeek) -> HourCell:
    return HourCell(
        cell.weekday, cell.hour, round(cell.valence, 3), round(cell.arousal, 3), cell.count
    )


def _row(row: HeardWhen) -> MoodListeningRow:
    """Whole per cents of what was heard in a mood; zeros below five songs, which is said."""
    if row.shares is None:
        return MoodListeningRow(row.mood, row.heard)
    whole = whole_percents({str(mood): share for mood, share in row.shares.items()})
    return MoodListeningRow(
        row.mood, row.heard, whole["angry"], whole["happy"], whole["sad"], whole["relaxed"]
    )


def _word(word: Counted) -> WordCount:
    return WordCount(word.name, word.mood or "", word.count)

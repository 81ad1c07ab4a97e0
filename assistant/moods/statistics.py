"""What the mood log says of a period: means, shares, hours, words, a calendar."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from statistics import fmean
from uuid import UUID

from analysis.affect import MOODS, Mood, quadrant
from assistant.accounts import service as accounts
from assistant.core.actor import Actor
from assistant.core.errors import RuleViolated
from assistant.core.local_time import local_parts
from assistant.core.unit_of_work import UnitOfWork
from assistant.models.moods import MoodEntry
from assistant.moods import repository
from assistant.moods.schemas import Bucket, CalendarDay, Counted, Group, HourCell, Statistics

LONGEST = timedelta(days=366 * 30)
_Z80 = 1.2816
_PRIOR_SD = 0.4


def statistics(
    uow: UnitOfWork, actor: Actor, first: date | None, last: date | None, group: Group
) -> Statistics:
    """Sum up the actor's entries between two local days, both included.

    The band of a bucket is the 80% interval of its mean, mean ± 1.28 s/√n, with s at least a
    prior of 0.4 below five entries.

    Raises:
        RuleViolated: the period ends before it begins, or is longer than 30 years.
    """
    user_id = actor.require_user("mood:read")
    first, last = _period(uow, user_id, first, last)
    days = (_number(first), _number(last))
    entries = repository.of_days(uow.db, user_id, *days)
    moods = [quadrant(e.valence, e.arousal) for e in entries]
    return Statistics(
        from_day=first, to_day=last, group=group, count=len(entries),
        days=len({e.local_day for e in entries}),
        valence=fmean(e.valence for e in entries) if entries else None,
        arousal=fmean(e.arousal for e in entries) if entries else None,
        shares={m: moods.count(m) / len(moods) if moods else 0.0 for m in MOODS},
        buckets=_buckets(entries, group),
        words=_counted(uow, user_id, "word", days),
        activities=_counted(uow, user_id, "activity", days),
        hours=_hours(entries),
    )  # fmt: skip


def calendar(
    uow: UnitOfWork, actor: Actor, first: date | None, last: date | None
) -> list[CalendarDay]:
    """The mean mood of each day that has entries."""
    user_id = actor.require_user("mood:read")
    first, last = _period(uow, user_id, first, last)
    entries = repository.of_days(uow.db, user_id, _number(first), _number(last))
    return [
        CalendarDay(day=day, count=len(found), valence=v, arousal=a, mood=quadrant(v, a))
        for day, found in _by(entries, "day")
        for v, a in [_mean(found)]
    ]


def places(uow: UnitOfWork, actor: Actor, first: date, last: date) -> list[tuple[float, float]]:
    """Valence and arousal of every entry between two local days, oldest first."""
    entries = repository.of_days(
        uow.db, actor.require_user("mood:read"), _number(first), _number(last)
    )
    return [(e.valence, e.arousal) for e in entries]


def first_day(uow: UnitOfWork, actor: Actor) -> date | None:
    """The local day of the actor's oldest entry."""
    oldest = repository.first_day_of(uow.db, actor.require_user("mood:read"))
    return day_of(oldest) if oldest else None


def today(uow: UnitOfWork, actor: Actor) -> date:
    """The day it is where the actor lives."""
    return _today(uow, actor.require_user("mood:read"))


def day_of(number: int) -> date:
    """A date of a number yyyymmdd."""
    return date(number // 10_000, number // 100 % 100, number % 100)


def _period(
    uow: UnitOfWork, user_id: UUID, first: date | None, last: date | None
) -> tuple[date, date]:
    last = last or _today(uow, user_id)
    if first is None:
        oldest = repository.first_day_of(uow.db, user_id)
        first = min(last, day_of(oldest)) if oldest else last
    if first > last:
        raise RuleViolated("period_backwards", "The period ends before it begins.", pointer="/to")
    if last - first > LONGEST:
        raise RuleViolated("period_too_long", "Ask for at most 30 years.", pointer="/from")
    return first, last


def _today(uow: UnitOfWork, user_id: UUID) -> date:
    return day_of(local_parts(uow.now, accounts.time_zone_of(uow, user_id))[1])


def _number(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day


def _start(day: date, group: Group) -> date:
    if group == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if group == "month" else day


def _by(entries: Iterable[MoodEntry], group: Group) -> list[tuple[date, list[MoodEntry]]]:
    found: dict[date, list[MoodEntry]] = defaultdict(list)
    for entry in entries:
        found[_start(day_of(entry.local_day), group)].append(entry)
    return sorted(found.items())


def _mean(entries: Sequence[MoodEntry]) -> tuple[float, float]:
    return fmean(e.valence for e in entries), fmean(e.arousal for e in entries)


def _buckets(entries: Sequence[MoodEntry], group: Group) -> list[Bucket]:
    buckets = []
    for starts, found in _by(entries, group):
        v, a = _mean(found)
        half = _Z80 * _spread([e.valence for e in found]) / math.sqrt(len(found))
        buckets.append(
            Bucket(
                starts=starts, count=len(found), valence=v, arousal=a, mood=quadrant(v, a),
                valence_low=max(-1.0, v - half), valence_high=min(1.0, v + half),
            )
        )  # fmt: skip
    return buckets


def _spread(values: Sequence[float]) -> float:
    mean = fmean(values)
    n = len(values)
    s = math.sqrt(sum((x - mean) ** 2 for x in values) / (n - 1)) if n > 1 else 0.0
    return s if n >= 5 else max(s, _PRIOR_SD)


def _hours(entries: Sequence[MoodEntry]) -> list[HourCell]:
    cells: dict[tuple[int, int], list[MoodEntry]] = defaultdict(list)
    for entry in entries:
        cells[day_of(entry.local_day).weekday(), entry.local_hour].append(entry)
    return [
        HourCell(weekday=weekday, hour=hour, count=len(found), valence=v, arousal=a,
                 mood=quadrant(v, a))
        for (weekday, hour), found in sorted(cells.items())
        for v, a in [_mean(found)]
    ]  # fmt: skip


def _counted(uow: UnitOfWork, user_id: UUID, kind: str, days: tuple[int, int]) -> list[Counted]:
    counted = []
    for tag, number in repository.tag_counts(uow.db, user_id, kind, days):
        placed = tag.valence is not None and tag.arousal is not None
        mood: Mood | None = quadrant(tag.valence or 0, tag.arousal or 0) if placed else None
        counted.append(Counted(name=tag.name, mood=mood, count=number))
    return counted

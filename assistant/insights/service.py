"""Use case of insights: mood against listening."""

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
from assistant.insights import repository, wording
from assistant.insights.rules import (
    MIN_DAYS,
    MIN_HEARD,
    Felt,
    Heard,
    day_of,
    link,
    nearest,
    number_of,
)
from assistant.insights.schemas import Axis, Correlation, HeardWhen, ListeningInsight

LONGEST = timedelta(days=366 * 30)
_DAY = timedelta(days=1)
_AXES: tuple[Axis, ...] = ("valence", "arousal")
_LAGS = (-1, 0, 1)


def listening_by_mood(
    uow: UnitOfWork, actor: Actor, first_day: date | None, last_day: date | None, stamp: str
) -> ListeningInsight:
    """Compare what the actor said they felt with the mood of what they heard.

    A play belongs to the entry closest in time, within two hours, and counts once. Correlations
    are of daily means, of the days from `first_day` to `last_day`, both included.

    Args:
        uow: an open unit of work.
        actor: whose mood and listening.
        first_day: a local day; that of the oldest entry when None.
        last_day: a local day; today when None.
        stamp: the mood model that counts.

    Raises:
        RuleViolated: the period ends before it begins, or is longer than 30 years.
    """
    user_id = actor.require_user("mood:read", "music:read")
    first, last = _period(uow, user_id, first_day, last_day)
    entries = repository.felt(uow.db, user_id, number_of(first), number_of(last))
    around = (number_of(_shift(first, -1)), number_of(_shift(last, 1)))
    plays = repository.heard(uow.db, user_id, *around, stamp)
    within = [p for p in plays if number_of(first) <= p.local_day <= number_of(last)]
    return ListeningInsight(
        from_day=first, to_day=last, entries=len(entries),
        heard=sum(p.valence is not None for p in within),
        unknown=sum(p.valence is None for p in within),
        by_mood=_by_mood(entries, plays), correlations=_correlations(entries, plays),
        note=wording.NOTE,
    )  # fmt: skip


def _by_mood(entries: Sequence[Felt], plays: Iterable[Heard]) -> list[HeardWhen]:
    near: dict[Mood, list[Mood | None]] = {mood: [] for mood in MOODS}
    for play in plays:
        entry = nearest(play.at, entries)
        if entry is not None:
            near[quadrant(entry.valence, entry.arousal)].append(_mood_of(play))
    felt = [quadrant(entry.valence, entry.arousal) for entry in entries]
    return [_heard_when(mood, felt.count(mood), near[mood]) for mood in MOODS]


def _heard_when(mood: Mood, entries: int, plays: Sequence[Mood | None]) -> HeardWhen:
    known = [song for song in plays if song is not None]
    heard = len(known)
    shares = {m: known.count(m) / heard for m in MOODS} if heard >= MIN_HEARD else None
    return HeardWhen(
        mood=mood, entries=entries, heard=heard, unknown=len(plays) - heard, shares=shares,
        missing=max(0, MIN_HEARD - heard), sentence=wording.of_shares(mood, heard, shares),
    )  # fmt: skip


def _mood_of(play: Heard) -> Mood | None:
    if play.valence is None or play.arousal is None:
        return None
    return quadrant(play.valence, play.arousal)


def _correlations(entries: Sequence[Felt], plays: Sequence[Heard]) -> list[Correlation]:
    known = [play for play in plays if play.valence is not None]
    found = []
    for axis in _AXES:
        felt, heard = _daily(entries, axis), _daily(known, axis)
        for lag in _LAGS:
            linked = link(felt, heard, lag)
            found.append(
                Correlation(
                    axis=axis, lag=lag, days=linked.n, r=linked.r, low=linked.low,
                    high=linked.high, missing=max(0, MIN_DAYS - linked.n),
                    sentence=wording.of_link(axis, lag, linked),
                )
            )  # fmt: skip
    return found


def _daily(rows: Iterable[Felt | Heard], axis: Axis) -> dict[date, float]:
    days: dict[int, list[float]] = defaultdict(list)
    for row in rows:
        days[row.local_day].append(float(getattr(row, axis)))
    return {day_of(number): fmean(values) for number, values in days.items()}


def _period(
    uow: UnitOfWork, user_id: UUID, first: date | None, last: date | None
) -> tuple[date, date]:
    if last is None:
        last = day_of(local_parts(uow.now, accounts.time_zone_of(uow, user_id))[1])
    if first is None:
        oldest = repository.first_day_of(uow.db, user_id)
        first = min(last, day_of(oldest)) if oldest else last
    if first > last:
        raise RuleViolated("period_backwards", "The period ends before it begins.", pointer="/to")
    if last - first > LONGEST:
        raise RuleViolated("period_too_long", "Ask for at most 30 years.", pointer="/from")
    return first, last


def _shift(day: date, days: int) -> date:
    try:
        return day + days * _DAY
    except OverflowError:  # the first and the last day there are
        return day

"""Arithmetic of insights: which entry a play belongs to, and how two series move together."""

import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

WINDOW = timedelta(hours=2)
MIN_HEARD = 5
MIN_DAYS = 10
_Z90 = 1.6449
_NEARLY_ONE = 1 - 1e-12  # where r is 1, Fisher's z has no end
_FLAT = 1e-9  # a spread below this is rounding


class Felt(NamedTuple):
    """An entry: when, on which local day (yyyymmdd), where on the plane."""

    at: datetime
    local_day: int
    valence: float
    arousal: float


class Heard(NamedTuple):
    """A play: when, on which local day (yyyymmdd), and the song's place; None is not known."""

    at: datetime
    local_day: int
    valence: float | None
    arousal: float | None


@dataclass(frozen=True, slots=True)
class Link:
    """A correlation of `n` pairs with its 90% interval; all None where it is not defined."""

    n: int
    r: float | None = None
    low: float | None = None
    high: float | None = None


def nearest(at: datetime, entries: Sequence[Felt]) -> Felt | None:
    """The entry closest in time, within `WINDOW`; the earlier of two at the same distance.

    Args:
        at: when something was heard.
        entries: oldest first.
    """
    place = bisect_left(entries, at, key=lambda entry: entry.at)
    close = entries[max(0, place - 1) : place + 1]
    found = min(close, key=lambda entry: abs(entry.at - at), default=None)
    return found if found is not None and abs(found.at - at) <= WINDOW else None


def day_of(number: int) -> date:
    """A date of a number yyyymmdd."""
    return date(number // 10_000, number // 100 % 100, number % 100)


def number_of(day: date) -> int:
    """A number yyyymmdd of a date."""
    return day.year * 10_000 + day.month * 100 + day.day


def link(felt: Mapping[date, float], heard: Mapping[date, float], lag: int) -> Link:
    """Correlate what was felt on each day with what was heard `lag` days later.

    Pearson's r over the days that have both; its 90% interval by Fisher's z transformation,
    tanh(artanh r ± 1.645 / √(n - 3)).

    Args:
        felt: daily means.
        heard: daily means of the same axis.
        lag: in days; negative is earlier.
    """
    later = ((day, day + timedelta(days=lag)) for day in felt)
    pairs = [(felt[day], heard[other]) for day, other in later if other in heard]
    n = len(pairs)
    if n < MIN_DAYS:
        return Link(n)
    r = _pearson(pairs)
    if r is None:
        return Link(n)
    z = math.atanh(max(-_NEARLY_ONE, min(_NEARLY_ONE, r)))
    half = _Z90 / math.sqrt(n - 3)
    return Link(n, r, math.tanh(z - half), math.tanh(z + half))


def _pearson(pairs: Sequence[tuple[float, float]]) -> float | None:
    n = len(pairs)
    mean_x, mean_y = sum(x for x, _ in pairs) / n, sum(y for _, y in pairs) / n
    xx = sum((x - mean_x) ** 2 for x, _ in pairs)
    yy = sum((y - mean_y) ** 2 for _, y in pairs)
    if math.sqrt(xx / n) < _FLAT or math.sqrt(yy / n) < _FLAT:
        return None
    xy = sum((x - mean_x) * (y - mean_y) for x, y in pairs)
    return max(-1.0, min(1.0, xy / math.sqrt(xx * yy)))

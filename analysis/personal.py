"""A listener's personal shift: how songs tend to feel to them other than the model says.

Every correction leaves a residual on the plane, corrected less predicted. It is explained at three
levels, each by what the level above left over and each shrunken by n / (n + k), as in empirical
Bayes (Efron and Morris, 1975), so that few corrections move little:

    shift of a song  =  listener  +  mean of its genres  +  its first artist

    listener  =  sum of residuals                / (n + K_LISTENER)
    genre     =  sum of (residual - listener)    / (n + K_GENRE)     over songs of the genre
    artist    =  sum of (what is left of those)  / (n + K_ARTIST)    over songs of the artist

The sum is cut at `CAP` on each axis. A song the listener corrected is what they said, unshifted.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from analysis.affect import Six, from_shares

K_LISTENER, K_GENRE, K_ARTIST = 16.0, 6.0, 4.0
CAP = 0.5
_EDGE, _TINY = 0.98, 1e-3
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Corrected:
    """A song the listener corrected.

    Attributes:
        valence: what they said less what was predicted, -2 to 2.
        arousal: the same.
        artist: the first artist's id, '' when there is none.
        genres: keys of its genres.
    """

    valence: float
    arousal: float
    artist: str = ""
    genres: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Shift:
    """What was learnt of a listener; all points are (valence, arousal)."""

    listener: Point = (0.0, 0.0)
    genres: dict[str, Point] = field(default_factory=dict)
    artists: dict[str, Point] = field(default_factory=dict)
    corrections: int = 0

    def of(self, artist: str = "", genres: Iterable[str] = ()) -> Point:
        """The shift of one song, each axis within `CAP`."""
        rows = [self.genres[genre] for genre in genres if genre in self.genres]
        by_genre = _mean(rows)
        by_artist = self.artists.get(artist, (0.0, 0.0))
        v, a = (sum(axis) for axis in zip(self.listener, by_genre, by_artist, strict=True))
        return _within(v, CAP), _within(a, CAP)


def learn(corrected: Sequence[Corrected]) -> Shift:
    """Learn a listener's shift from all their corrections; without any it is none at all."""
    if not corrected:
        return Shift()
    left = [(c.valence, c.arousal) for c in corrected]
    listener = _shrunken(left, K_LISTENER)
    left = [_less(one, listener) for one in left]
    genres = _levels([c.genres for c in corrected], left, K_GENRE)
    left = [
        _less(one, _mean([genres[g] for g in c.genres]))
        for c, one in zip(corrected, left, strict=True)
    ]
    artists = _levels([[c.artist] if c.artist else [] for c in corrected], left, K_ARTIST)
    return Shift(listener, genres, artists, len(corrected))


def shifted(six: Six, by: Point) -> Six:
    """Move a mood on the plane; its shares follow and keep their odds ratio.

    The two axes are the margins of the table of shares, and what the plane does not say about
    them, how they hang together, stays: the happy share solves Plackett's (1965) quadratic.
    """
    if by == (0.0, 0.0):
        return six
    v = (1 + _within(six.valence + by[0], _EDGE)) / 2
    a = (1 + _within(six.arousal + by[1], _EDGE)) / 2
    h, s, an, r = (max(x, _TINY) for x in (six.happy, six.sad, six.angry, six.relaxed))
    odds = h * s / (an * r)
    b = 1 + (odds - 1) * (v + a)
    happy = 2 * odds * v * a / (b + math.sqrt(max(0.0, b * b - 4 * odds * (odds - 1) * v * a)))
    rest = (1 - v - a + happy, a - happy, v - happy)
    return from_shares(happy, *(max(0.0, x) for x in rest))


def _levels(keys: Sequence[Sequence[str]], left: Sequence[Point], k: float) -> dict[str, Point]:
    grouped: dict[str, list[Point]] = defaultdict(list)
    for of_song, one in zip(keys, left, strict=True):
        for key in of_song:
            grouped[key].append(one)
    return {key: _shrunken(rows, k) for key, rows in grouped.items()}


def _shrunken(rows: Sequence[Point], k: float) -> Point:
    v, a = (sum(axis) for axis in zip(*rows, strict=True))
    return v / (len(rows) + k), a / (len(rows) + k)


def _mean(rows: Sequence[Point]) -> Point:
    if not rows:
        return 0.0, 0.0
    v, a = (sum(axis) / len(rows) for axis in zip(*rows, strict=True))
    return v, a


def _less(one: Point, other: Point) -> Point:
    return one[0] - other[0], one[1] - other[1]


def _within(x: float, bound: float) -> float:
    return max(-bound, min(bound, x))

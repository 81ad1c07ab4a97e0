"""The blend: one vector per song whose dot product is the whole score, weights chosen per query.

A song is stored as   [lyric | A m | A |m|^2 | A popularity | A freshness]   (dims + 9 numbers)
and a query asks with [wl q  | 2 wm t / A | -wm / A | wp / A | wf / A], so that their product plus
the constant -wm |t|^2 is exactly

    wl cos(q, lyric) - wm |t - m|^2 + wp popularity + wf freshness.

q and lyric have length 1; m and t are `mood_part`s. It is the usual reduction of a distance to an
inner product: |t - m|^2 = |t|^2 - 2 t.m + |m|^2. Never quantise it to 8 bits: the small
coordinates vanish.
"""

import math
from typing import NamedTuple

import numpy as np

from vectorstore.errors import InvalidRequest
from vectorstore.types import Hit, SearchRequest, Six, Vector

SCALE = 0.2
"""A: keeps the appended numbers below the lyric's, which keeps approximate indexes accurate."""
EXTRA = 9
OLDEST_YEAR, NEWEST_YEAR, UNKNOWN_FRESHNESS = 1950, 2050, 0.5


class Contributions(NamedTuple):
    """What each part added to a score; they sum to it."""

    lyric: float
    mood: float
    popularity: float
    freshness: float


def freshness(year: int | None) -> float:
    """Linear in the year, 0 at 1950 to 1 at 2050, clipped; unknown lies in the middle.

    A fixed scale, not "age": it does not change while the song lies in the store, and a linear
    one ranks the same however the scale is chosen.
    """
    if year is None:
        return UNKNOWN_FRESHNESS
    return min(1.0, max(0.0, (year - OLDEST_YEAR) / (NEWEST_YEAR - OLDEST_YEAR)))


def mood_part(six: Six) -> Vector:
    """The (6,) coordinates that compare moods: happy, sad, angry, relaxed, (v+1)/2, (a+1)/2.

    All lie in [0, 1]; the squared distance of two moods lies in [0, 4].
    """
    valence, arousal, happy, sad, angry, relaxed = six
    return np.array(
        [happy, sad, angry, relaxed, (valence + 1) / 2, (arousal + 1) / 2], dtype=np.float32
    )


def unit(vector: Vector) -> Vector:
    """The vector at length 1; all zeros stay zeros."""
    wide = np.asarray(vector, dtype=np.float64)
    largest = float(np.abs(wide).max(initial=0.0))
    if largest == 0:
        return np.asarray(vector, dtype=np.float32)
    wide = wide / largest  # first by the largest: squares of tiny or huge numbers get lost
    return np.asarray(wide / np.linalg.norm(wide), dtype=np.float32)


def stored(lyric: Vector, six: Six, popularity: float, freshness: float) -> Vector:
    """A song's (dims + 9,) vector. All inputs finite and checked before."""
    m = mood_part(six)
    tail = np.array([m @ m, popularity, freshness], dtype=np.float32)
    return np.concatenate([unit(lyric), SCALE * m, SCALE * tail]).astype(np.float32, copy=False)


def asked(request: SearchRequest, dims: int) -> tuple[Vector, float]:
    """A query's (dims + 9,) vector, and the constant to add to every product.

    Raises:
        InvalidRequest: the taste has another length, a number is not finite, or a taste of
            all zeros, which has no direction.
    """
    w = request.weights
    if not all(map(math.isfinite, (w.lyric, w.mood, w.popularity, w.freshness))):
        raise InvalidRequest("The weights of a search must be finite numbers.")
    head = (
        np.zeros(dims, dtype=np.float32)
        if request.taste is None
        else w.lyric * _taste(request.taste, dims)
    )
    wm = w.mood if request.mood is not None else 0.0
    t = _target(request.mood) if request.mood is not None else np.zeros(6, dtype=np.float32)
    tail = np.array([-wm, w.popularity, w.freshness], dtype=np.float32)
    vector = np.concatenate([head, 2 * wm * t / SCALE, tail / SCALE]).astype(np.float32, copy=False)
    return vector, -wm * float(t @ t)


def lyric_of(vector: Vector) -> Vector:
    """The lyric part of a stored vector."""
    return np.asarray(vector[:-EXTRA], dtype=np.float32)


def contributions(hit: Hit, request: SearchRequest) -> Contributions:
    """Take a hit's score apart, to tell a listener why a song came."""
    w = request.weights
    mood = 0.0
    if request.mood is not None:
        gap = mood_part(request.mood) - mood_part(hit.six)
        mood = -w.mood * float(gap @ gap)
    popularity, fresh = w.popularity * hit.popularity, w.freshness * hit.freshness
    lyric = hit.score - mood - popularity - fresh if request.taste is not None else 0.0
    return Contributions(lyric, mood, popularity, fresh)


def _taste(taste: Vector, dims: int) -> Vector:
    vector = np.asarray(taste, dtype=np.float32)
    if vector.shape != (dims,):
        raise InvalidRequest(
            f"The taste has the shape {vector.shape}, this generation needs ({dims},). "
            "Use the model the generation was built with."
        )
    if not np.isfinite(vector).all() or not vector.any():
        raise InvalidRequest("The taste must hold finite numbers, not all of them zero.")
    return unit(vector)


def _target(six: Six) -> Vector:
    numbers: tuple[float, ...] = six  # a caller without a type checker may send fewer
    if len(numbers) != 6 or not all(map(math.isfinite, numbers)):
        raise InvalidRequest("The mood of a search must be six finite numbers.")
    return mood_part(six)

"""Songs for the tests, and the answer worked out the long way."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

import numpy as np
import pytest

from vectorstore.base import VectorStore
from vectorstore.types import Hit, SearchRequest, Six, SongPoint, Vector, point_id

DIMS = 24
GENRES = ("pop", "rock", "jazz")


def track(number: int) -> UUID:
    return UUID(int=number + 1)


def six_of(valence: float, arousal: float) -> Six:
    v, a = valence, arousal
    return (
        v,
        a,
        (1 + v) * (1 + a) / 4,
        (1 - v) * (1 - a) / 4,
        (1 - v) * (1 + a) / 4,
        (1 + v) * (1 - a) / 4,
    )


def song(
    number: int,
    *,
    owner: str = "",
    lyric: Vector | None = None,
    six: Six | None = None,
    popularity: float | None = None,
    **payload: Any,
) -> SongPoint:
    """A song that differs from every other, the same each time."""
    rng = np.random.default_rng([number, len(owner)])
    vector = rng.standard_normal(DIMS).astype(np.float32)
    valence, arousal, common, fresh = rng.uniform(-1, 1, 4)
    return SongPoint(
        id=point_id(track(number), owner),
        track_id=track(number),
        owner_key=owner,
        lyric=vector if lyric is None else lyric,
        six=six or six_of(valence, arousal),
        popularity=abs(common) if popularity is None else popularity,
        freshness=abs(fresh),
        payload={
            "genre": [GENRES[number % 3], "all"],
            "artist": [f"artist-{number % 7}"],
            "explicit": number % 2,
            "year": 1960 + number % 60,
            "language": ("en", "fr", "de")[number % 3],
        }
        | payload,
    )


def songs(n: int) -> list[SongPoint]:
    return [song(i) for i in range(n)]


def score(point: SongPoint, request: SearchRequest) -> float:
    """The formula of the design, term by term, in double precision."""
    w, total = request.weights, 0.0
    if request.taste is not None:
        q, x = request.taste.astype(float), point.lyric.astype(float)
        if x.any():
            total += w.lyric * float(q @ x / (np.linalg.norm(q) * np.linalg.norm(x)))
    if request.mood is not None:
        total -= w.mood * sum(
            (t - m) ** 2 for t, m in zip(axes(request.mood), axes(point.six), strict=True)
        )
    return total + w.popularity * point.popularity + w.freshness * point.freshness


def axes(six: Six) -> list[float]:
    valence, arousal, happy, sad, angry, relaxed = six
    return [happy, sad, angry, relaxed, (valence + 1) / 2, (arousal + 1) / 2]


def assert_best(
    store: VectorStore,
    hits: Sequence[Hit],
    points: Sequence[SongPoint],
    request: SearchRequest,
    fits: Callable[[SongPoint], bool] = lambda _: True,
) -> None:
    """The hits are the best of these songs in order, each with its score.

    Songs may change places only when their scores differ by less than the engine's numbers can
    tell: its own rounding, or that of the 16 bits a server stores.
    """
    truth = {p.id: score(p, request) for p in points if fits(p)}
    expected = sorted(truth.values(), reverse=True)[: request.limit]
    w = request.weights
    size = max(1.0, abs(w.lyric) + 4 * abs(w.mood) + abs(w.popularity) + abs(w.freshness))
    close = size * (1e-4 if store.capabilities().vector_bits == 32 else 1e-3)
    assert {hit.id for hit in hits} <= truth.keys()
    assert len({hit.id for hit in hits}) == len(hits) == len(expected)
    assert [truth[hit.id] for hit in hits] == pytest.approx(expected, abs=close)
    assert [hit.score for hit in hits] == pytest.approx([truth[h.id] for h in hits], abs=close)

"""Recommending by example: from liked and disliked songs to the search that finds their kin.

Qdrant's average-vector strategy: the mean of the positives, moved away from the negatives by
half of their mean. Its own query cannot be used, since the examples are weighted and the blend
of a recommendation has its own weights.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from uuid import UUID

import numpy as np

from vectorstore.errors import InvalidRequest
from vectorstore.types import RecommendRequest, Record, SearchFilter, SearchRequest, Six, Vector

AWAY = 0.5
"""Pull of the negatives against the positives: the average-vector strategy's 2p - n."""


def check(request: RecommendRequest) -> None:
    """Refuse a request without a usable positive example.

    Raises:
        InvalidRequest: no positive, or a weight that is not above 0.
    """
    weights = [*request.positives.values(), *request.negatives.values()]
    if not request.positives or not all(math.isfinite(w) and w > 0 for w in weights):
        raise InvalidRequest("Give at least one positive example, each with a weight above 0.")


def to_search(request: RecommendRequest, known: Mapping[UUID, Record]) -> SearchRequest | None:
    """The search for a recommendation; None when no positive example is stored.

    Args:
        request: checked before.
        known: the examples' records with vectors, by track.
    """
    likes = {t: w for t, w in request.positives.items() if t in known}
    if not likes:
        return None
    dislikes = {t: w for t, w in request.negatives.items() if t in known}
    taste = _mean_lyric(known, likes)
    if dislikes:
        taste = taste - AWAY * _mean_lyric(known, dislikes)
    return SearchRequest(
        taste=taste if taste.any() else None,
        mood=_mean_mood(known, likes),
        weights=request.weights,
        filter=_without(request.filter, [*request.positives, *request.negatives]),
        limit=request.limit,
        with_vectors=request.with_vectors,
        diversity=request.diversity,
    )


def _mean_lyric(known: Mapping[UUID, Record], weights: Mapping[UUID, float]) -> Vector:
    rows = np.stack([np.asarray(known[t].lyric, dtype=np.float32) for t in weights])
    return np.asarray(np.average(rows, axis=0, weights=list(weights.values())), dtype=np.float32)


def _mean_mood(known: Mapping[UUID, Record], weights: Mapping[UUID, float]) -> Six:
    rows = np.array([known[t].six for t in weights])
    v, a, h, s, an, r = np.average(rows, axis=0, weights=list(weights.values())).tolist()
    return v, a, h, s, an, r


def _without(wanted: SearchFilter, tracks: Iterable[UUID]) -> SearchFilter:
    return replace(wanted, exclude_track_ids=[*wanted.exclude_track_ids, *tracks])

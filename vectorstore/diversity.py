"""Chooses a varied few out of many candidates: maximal marginal relevance.

Carbonell and Goldstein (SIGIR 1998): next comes the candidate with the largest
(1 - diversity) * relevance - diversity * (similarity to the nearest one already chosen).
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from vectorstore.errors import InvalidRequest
from vectorstore.types import Hit, SearchRequest

CANDIDATES = 200
"""Songs a varied choice is made from, at least; enough that the best varied few are among them."""
MOST_VARIED = 500


def wider(request: SearchRequest) -> SearchRequest:
    """The plain search that brings the candidates for a varied one.

    Raises:
        InvalidRequest: the diversity is out of range, or the limit too high for it.
    """
    if not 0 <= request.diversity <= 1 or not 1 <= request.limit <= MOST_VARIED:
        raise InvalidRequest(
            f"Diversity lies from 0 to 1 and chooses 1 to {MOST_VARIED} songs, "
            f"not {request.diversity} and {request.limit}."
        )
    candidates = max(CANDIDATES, 2 * request.limit)
    return replace(request, limit=candidates, with_vectors=True, diversity=0.0)


def varied(candidates: Sequence[Hit], request: SearchRequest) -> list[Hit]:
    """The varied few a request asks for, out of what `wider` brought."""
    if not candidates:
        return []
    vectors = np.stack([np.asarray(hit.lyric, dtype=np.float32) for hit in candidates])
    order = mmr([hit.score for hit in candidates], vectors, request.limit, request.diversity)
    chosen = [candidates[i] for i in order]
    return chosen if request.with_vectors else [replace(hit, lyric=None) for hit in chosen]


def mmr(
    relevance: Sequence[float] | NDArray[np.floating],
    vectors: Sequence[NDArray[np.float32]] | NDArray[np.float32],
    k: int,
    diversity: float,
) -> list[int]:
    """Pick `k` candidates, most wanted first.

    Args:
        relevance: (n,) scores of any range; they are scaled to 0..1 over the candidates, which
            makes them comparable with a cosine.
        vectors: (n, dims) of length 1, in the order of the scores.
        k: how many; all candidates when there are fewer.
        diversity: 0 keeps the order of the scores, 1 looks at unlikeness alone.

    Returns:
        Positions in the input. Among equals the earlier one comes first.

    Raises:
        InvalidRequest: shapes that do not fit, or numbers out of range.
    """
    scores = np.asarray(relevance, dtype=np.float64)
    if not len(scores):
        return []
    matrix = np.asarray(vectors, dtype=np.float32).reshape(len(scores), -1)
    if scores.ndim != 1 or not np.isfinite(scores).all() or not np.isfinite(matrix).all():
        raise InvalidRequest("Diversity needs one finite score and one finite vector each.")
    if not 0 <= diversity <= 1 or k < 0:
        raise InvalidRequest("Diversity lies from 0 to 1, and k is 0 or more.")
    wanted = (1 - diversity) * _scaled(scores)
    chosen = [int(np.argmax(_scaled(scores)))]
    nearest = np.full(len(scores), -np.inf)
    while len(chosen) < min(k, len(scores)):
        np.maximum(nearest, matrix @ matrix[chosen[-1]], out=nearest)
        left = wanted - diversity * nearest
        left[chosen] = -np.inf
        chosen.append(int(np.argmax(left)))
    return chosen[:k]


def _scaled(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    low, high = float(scores.min()), float(scores.max())
    if high == low:
        return np.ones_like(scores)
    return (scores - low) / (high - low)

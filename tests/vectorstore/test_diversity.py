"""Maximal marginal relevance."""

import numpy as np
import pytest

from vectorstore.diversity import mmr
from vectorstore.errors import InvalidRequest

EAST, NORTH = [1.0, 0.0], [0.0, 1.0]
NEARLY_EAST = [0.99, 0.141]
VECTORS = np.array([EAST, NEARLY_EAST, NORTH], dtype=np.float32)


def test_without_diversity_the_scores_decide() -> None:
    assert mmr([5.0, 9.0, -3.0], VECTORS, 3, 0.0) == [1, 0, 2]


def test_with_diversity_the_unlike_comes_before_the_near_double() -> None:
    assert mmr([1.0, 0.9, 0.5], VECTORS, 3, 0.5) == [0, 2, 1]
    assert mmr([1.0, 0.9, 0.5], VECTORS, 2, 0.1) == [0, 1]


def test_the_range_of_the_scores_does_not_matter() -> None:
    scores = np.array([1.0, 0.9, 0.5])
    for scaled in (1000 * scores, scores - 50, 0.001 * scores + 7):
        assert mmr(scaled, VECTORS, 3, 0.5) == mmr(scores, VECTORS, 3, 0.5)


def test_every_step_takes_the_best_that_is_left() -> None:
    rng = np.random.default_rng(5)
    vectors = rng.standard_normal((40, 8)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    scores = rng.random(40)
    relevance = (scores - scores.min()) / (scores.max() - scores.min())
    chosen = mmr(scores, vectors, 12, 0.4)
    assert len(set(chosen)) == 12
    assert chosen[0] == int(scores.argmax())
    for step in range(1, 12):
        worth = {
            i: 0.6 * relevance[i] - 0.4 * max(float(vectors[i] @ vectors[c]) for c in chosen[:step])
            for i in range(40)
            if i not in chosen[:step]
        }
        assert chosen[step] == max(worth, key=lambda i: worth[i])


def test_few_and_equal_candidates() -> None:
    assert mmr([], [], 5, 0.5) == []
    assert mmr([2.0], [np.array(EAST, np.float32)], 5, 0.5) == [0]
    assert mmr([1.0, 1.0, 1.0], VECTORS, 1, 0.0) == [0]
    assert mmr([1.0, 1.0, 1.0], VECTORS, 0, 0.0) == []


@pytest.mark.parametrize(
    "scores, diversity, k",
    [([1.0, float("nan"), 0.0], 0.5, 1), ([1.0, 1.0, 1.0], 1.5, 1), ([1.0, 1.0, 1.0], 0.5, -1)],
)
def test_what_means_nothing_is_refused(scores: list[float], diversity: float, k: int) -> None:
    with pytest.raises(InvalidRequest):
        mmr(scores, VECTORS, k, diversity)

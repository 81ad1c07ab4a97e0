"""The recipe on a small space: lines are chosen, evidence adds up, the fold is exact."""

import numpy as np
import pytest

from analysis.affect import MOODS
from analysis.training.features import SongStates
from analysis.training.fitting import Linear
from analysis.training.recipe import Evidence, Recipe, supporting_lines, train
from analysis.training.targets import GOEMOTIONS, XED, soft_target

WIDTH = 8
RNG = np.random.default_rng(11)


def near(mood: int, count: int, noise: float = 0.3) -> np.ndarray:
    """Return features around one mood's corner, in both halves as in two layers."""
    corner = np.tile(np.eye(4)[mood], 2)
    return (corner + RNG.normal(scale=noise, size=(count, WIDTH))).astype(np.float32)


def evidence() -> Evidence:
    moods = np.repeat(np.arange(4), 40)
    shares = np.eye(4, dtype=np.float32)
    emotions = np.concatenate([near(m, 40) for m in range(4)])
    songs = np.concatenate([near(m, 5) for m in range(4) for _ in range(10)])
    pieces = np.full(len(songs), 7, dtype=np.float32)
    return Evidence(
        emotions=[(emotions, shares[moods])],
        valence=(emotions, np.array([0.8, -0.8, -0.8, 0.8], np.float32)[moods][:, None]),
        songs=SongStates(songs * 7, pieces, np.repeat(np.arange(40), 5), 40),
        labels=shares[np.repeat(np.arange(4), 10)],
        prompts=[np.eye(4, dtype=np.float32)[[m]] for m in range(4)],
    )


def test_the_folded_head_names_the_moods() -> None:
    head = train(evidence(), Recipe())
    fresh = np.concatenate([near(m, 25) for m in range(4)])
    assert (head.scores(fresh).argmax(axis=1) == np.repeat(np.arange(4), 25)).mean() > 0.95


def test_the_lines_that_support_the_label_are_kept() -> None:
    head = Linear(np.eye(4, dtype=np.float32) * 5, np.zeros(4, np.float32))
    lines = np.eye(4, dtype=np.float32)[[0, 1, 0, 2, 1, 1, 3, 1]]
    songs = SongStates(lines * 3, np.full(8, 3, np.float32), np.array([0] * 4 + [1] * 4), 2)
    kept = supporting_lines(songs, head, np.eye(4, dtype=np.float32)[[0, 1]], 0.5)
    assert kept.tolist() == [True, False, True, False, True, True, False, False]


@pytest.mark.parametrize(
    "labels, table, shares",
    [
        (["joy"], GOEMOTIONS, [1, 0, 0, 0]),
        (["fear"], GOEMOTIONS, [0, 0.4, 0.6, 0]),
        (["love"], GOEMOTIONS, [0.4, 0, 0, 0.6]),
        (["joy", "sadness"], XED, [0.5, 0.5, 0, 0]),
        (["trust", "surprise"], XED, [0, 0, 0, 1]),
    ],
)
def test_labels_become_shares(
    labels: list[str], table: dict[str, dict[str, float]], shares: list[float]
) -> None:
    got = soft_target(labels, table)
    assert got is not None
    np.testing.assert_allclose(got, shares, atol=1e-6)


def test_labels_that_say_nothing_give_none() -> None:
    assert soft_target(["neutral", "curiosity"], GOEMOTIONS) is None
    assert set(GOEMOTIONS) == set(XED) == set(MOODS)

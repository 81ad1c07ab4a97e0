"""The recipe on a small space: evidence adds up at its stated weights."""

from dataclasses import replace

import numpy as np
import pytest

from analysis.affect import MOODS
from analysis.training.features import SongStates
from analysis.training.recipe import Evidence, Recipe, train
from analysis.training.sources import plain_lines
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
        lines=(np.concatenate([near(m, 10) for m in range(4)]), shares[np.repeat(range(4), 10)]),
        emotions=[(emotions, shares[moods])],
        valence=(emotions, np.array([0.8, -0.8, -0.8, 0.8], np.float32)[moods][:, None]),
        songs=SongStates(songs * 7, pieces, np.repeat(np.arange(40), 5), 40),
    )


LEVEL = Recipe(lift=(0, 0, 0, 0))


def test_the_folded_head_names_the_moods() -> None:
    head = train(evidence(), LEVEL)
    fresh = np.concatenate([near(m, 25) for m in range(4)])
    assert (head.scores(fresh).argmax(axis=1) == np.repeat(np.arange(4), 25)).mean() > 0.95


def test_an_average_song_scores_nothing_but_the_lift() -> None:
    found = evidence()
    head = train(found, replace(LEVEL, lift=(0.8, 0, -0.1, 0)))
    np.testing.assert_allclose(head.neutral(), [0.8, 0, -0.1, 0], atol=1e-4)
    np.testing.assert_allclose(head.centre, found.songs.means().mean(axis=0), atol=1e-6)


def test_evidence_adds_up_at_its_stated_weight_and_unit_spread() -> None:
    found, alone = evidence(), replace(LEVEL, general_weight=0, valence_weight=0)
    songs = found.songs.means()
    lines = train(found, alone)
    assert lines.scores(songs).std(axis=0).mean() == pytest.approx(1, abs=1e-4)
    general = train(found, replace(alone, general_weight=2)).weight - lines.weight
    both = train(found, replace(alone, general_weight=2, valence_weight=0.5)).weight
    valence = train(found, replace(alone, valence_weight=0.5)).weight - lines.weight
    np.testing.assert_allclose(both, lines.weight + general + valence, atol=1e-4)
    assert ((songs - songs.mean(0)) @ general).std(axis=0).mean() == pytest.approx(2, abs=1e-3)
    np.testing.assert_allclose(valence[:, 0], -valence[:, 1], atol=1e-6)
    np.testing.assert_allclose(valence[:, 0], valence[:, 3], atol=1e-6)


def test_the_plain_lines_are_ours_many_and_balanced() -> None:
    lines = plain_lines()
    assert lines.targets.sum(axis=0).tolist() == [130, 130, 130, 130]
    assert len(set(lines.texts)) == 520


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

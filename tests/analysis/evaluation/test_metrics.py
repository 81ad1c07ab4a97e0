"""The figures against scikit-learn's and against values worked out by hand."""

import numpy as np
import pytest
from sklearn.metrics import confusion_matrix, f1_score, roc_auc_score

from analysis.evaluation import metrics
from analysis.evaluation.metrics import every_song_once

RNG = np.random.default_rng(7)
SONGS = 60
COUNTS = RNG.integers(0, 4, size=(5, SONGS)).astype(float)
"""Five samples: how often each of sixty songs is in it."""


def drawn(values: np.ndarray, sample: int) -> np.ndarray:
    """Write a sample out: each song as often as it is in it."""
    return np.repeat(values, COUNTS[sample].astype(int))


def test_auc_counts_pairs_and_halves_ties() -> None:
    scores = np.array([0.1, 0.4, 0.4, 0.8])
    positive = np.array([False, False, True, True])
    once = every_song_once(4)
    assert metrics.auc(scores, positive, once) == [(1 + 0.5 + 1 + 1) / 4]
    assert metrics.auc(-scores, positive, once) == [0.5 / 4]


def test_auc_of_samples_is_that_of_the_songs_written_out() -> None:
    scores, positive = RNG.integers(0, 9, SONGS) / 9, RNG.random(SONGS) < 0.4
    expected = [roc_auc_score(drawn(positive, n), drawn(scores, n)) for n in range(5)]
    assert metrics.auc(scores, positive, COUNTS) == pytest.approx(expected)


def test_auc_of_one_kind_is_nothing() -> None:
    assert np.isnan(metrics.auc(np.array([1.0, 2]), np.array([True, True]), every_song_once(2)))


def test_confusion_and_macro_f1_of_samples() -> None:
    true, taken = RNG.integers(0, 3, SONGS), RNG.integers(0, 4, SONGS)  # 3 is "unknown"
    table = metrics.confusion(true, taken, (3, 4), COUNTS)
    for n in range(5):
        one, other = drawn(true, n), drawn(taken, n)
        assert table[n].tolist() == confusion_matrix(one, other, labels=range(4))[:3].tolist()
        expected = f1_score(one, other, labels=range(3), average="macro")
        assert metrics.macro_f1(table)[n] == pytest.approx(expected)


def test_macro_f1_leaves_out_a_mood_that_a_sample_neither_has_nor_names() -> None:
    assert metrics.macro_f1(np.array([[[3.0, 1, 0], [0, 0, 0], [0, 0, 0]]])) == pytest.approx(
        (2 * 3 / (3 + 4) + 0) / 2
    )


def test_calibration_error_is_the_mean_gap() -> None:
    confidence = np.array([0.95, 0.95, 0.55, 0.55])
    correct = np.array([True, True, True, False])
    found = metrics.calibration_error(confidence, correct, every_song_once(4))
    assert found == pytest.approx((0.05 + 0.05) / 2)
    twice = np.array([[2.0, 0, 0, 1], [0, 0, 1, 1]])
    found = metrics.calibration_error(confidence, correct, twice)
    assert found == pytest.approx([(2 * 0.05 + 0.55) / 3, 0.05])


def test_correlation_of_samples() -> None:
    x, y = RNG.normal(size=SONGS), RNG.normal(size=SONGS)
    expected = [np.corrcoef(drawn(x, n), drawn(y, n))[0, 1] for n in range(5)]
    assert metrics.pearson(x, y, COUNTS) == pytest.approx(expected)


def test_correlation_with_what_does_not_vary_is_nothing() -> None:
    assert np.isnan(metrics.pearson(np.full(3, 0.1), np.array([1.0, 2, 3]), every_song_once(3)))

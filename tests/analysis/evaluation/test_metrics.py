"""The figures against values worked out by hand."""

import numpy as np
import pytest

from analysis.evaluation.figures import four_moods, happy_or_sad
from analysis.evaluation.metrics import auc, calibration_error, pearson


def test_auc_counts_pairs_and_halves_ties() -> None:
    scores = np.array([0.1, 0.4, 0.4, 0.8])
    assert auc(scores, np.array([False, False, True, True])) == (1 + 0.5 + 1 + 1) / 4
    assert auc(-scores, np.array([False, False, True, True])) == 0.5 / 4


def test_auc_of_one_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="positives and negatives"):
        auc(np.array([1.0]), np.array([True]))


def test_calibration_error_is_the_mean_gap() -> None:
    confidence = np.array([0.95, 0.95, 0.55, 0.55])
    correct = np.array([True, True, True, False])
    assert calibration_error(confidence, correct) == pytest.approx((0.05 + 0.05) / 2)


def test_correlation() -> None:
    assert pearson(np.array([1.0, 2, 3]), np.array([2.0, 4, 6])) == pytest.approx(1)


def test_an_unknown_mood_counts_as_wrong() -> None:
    shares = np.array(
        [[0.7, 0.1, 0.1, 0.1], [0.25] * 4, [0.1, 0.1, 0.7, 0.1], [0.1, 0.1, 0.1, 0.7]]
    )
    figures = four_moods(shares, np.array([0, 1, 2, 3]))
    assert (figures["accuracy"], figures["known"]) == (0.75, 0.75)


def test_happy_or_sad_is_judged_by_valence() -> None:
    shares = np.array([[0.3, 0.1, 0.1, 0.5], [0.4, 0.5, 0.1, 0.0]])
    figures = happy_or_sad(shares, np.array([0, 1]))
    assert (figures["accuracy"], figures["auc_valence"]) == (1.0, 1.0)

"""What is measured of a set: its own labels only, unknown ones wrong, each figure with an interval."""

import numpy as np
import pytest

from analysis.evaluation.figures import Predicted, Truth, measure
from analysis.evaluation.metrics import mean
from analysis.evaluation.resampling import Figure, with_intervals

NAN = np.nan
KNOWN_ALL = np.ones(4, dtype=bool)


def moods(*labels: int) -> Truth:
    return Truth(np.array(labels), np.full(len(labels), NAN), np.full(len(labels), NAN))


def test_an_unknown_mood_counts_as_wrong_and_has_no_confidence() -> None:
    shares = np.array(
        [[0.7, 0.1, 0.1, 0.1], [0.9, 0.1, 0, 0], [0.1, 0.1, 0.7, 0.1], [0.1, 0.1, 0.1, 0.7]]
    )
    known = np.array([True, False, True, True])
    found = measure(moods(0, 0, 2, 3), Predicted(known, shares))
    assert (found.figures["accuracy"].value, found.known) == (0.75, 0.75)
    assert found.figures["calibration_error"].value == pytest.approx(2 / 9)
    assert found.figures["confidence"].value == pytest.approx(7 / 9)  # of three moods
    assert found.confusion is not None
    assert (found.confusion.moods, found.confusion.counts) == (
        ("happy", "angry", "relaxed"),
        [[1, 0, 0, 1], [0, 1, 0, 0], [0, 0, 1, 0]],
    )
    assert [share.value for share in found.confusion.shares[0]] == [0.5, 0, 0, 0.5]


def test_two_labels_share_what_the_other_moods_had() -> None:
    shares = np.array([[0.3, 0.1, 0.1, 0.5], [0.2, 0.3, 0.5, 0], [0, 0.1, 0, 0.9], [0, 0, 1, 0]])
    found = measure(moods(0, 1, 1, 0), Predicted(KNOWN_ALL, shares))
    assert found.figures["accuracy"].value == 1  # the last is a tie, and goes to the first
    gaps = (1 - 0.75) + (1 - 0.6) + 0 + (1 - 0.5)
    assert found.figures["calibration_error"].value == pytest.approx(gaps / 4)
    assert found.figures["auc_valence"].value == 0.25  # of all four shares
    # Happy and sad differ in both at once: one area says it all.
    assert {name for name in found.figures if name.startswith("auc")} == {"auc_valence"}


def test_one_label_and_nothing_said_of_the_plane_measures_nothing() -> None:
    found = measure(moods(1, 1), Predicted(KNOWN_ALL[:2], np.full((2, 4), 0.25)))
    assert (found.figures, found.confusion) == ({}, None)


def test_the_plane_is_measured_where_it_is_said() -> None:
    truth = Truth(np.full(4, -1), np.array([0.1, 0.5, NAN, -0.3]), np.full(4, NAN))
    given = np.array([0.2, 0.1, 0.9, -0.4])
    found = measure(truth, Predicted(KNOWN_ALL, np.full((4, 4), 0.25), given, given))
    r = np.corrcoef([0.1, 0.5, -0.3], [0.2, 0.1, -0.4])[0, 1]
    assert list(found.figures) == ["r_valence"]
    assert found.figures["r_valence"].value == pytest.approx(r)


def test_an_interval_is_that_of_the_binomial_and_the_same_every_time() -> None:
    correct = np.arange(400) % 5 > 1  # 240 of 400
    one, other = (
        with_intervals(lambda w: {"accuracy": mean(correct, w)}, 400)["accuracy"] for _ in range(2)
    )
    half = 1.96 * np.sqrt(0.6 * 0.4 / 400)
    assert (one, one.value) == (other, 0.6)
    assert one.low == pytest.approx(0.6 - half, abs=0.006)
    assert one.high == pytest.approx(0.6 + half, abs=0.006)


def test_an_interval_holds_its_figure_and_a_figure_that_is_not_there_is_left_out() -> None:
    upwards = with_intervals(
        lambda w: {"odd": np.where((w == 1).all(axis=1), 0.1, 0.3), "none": np.full(len(w), NAN)}, 9
    )
    assert upwards == {"odd": Figure(0.1, 0.1, 0.3)}
    assert upwards["odd"].as_json() == {"value": 0.1, "low": 0.1, "high": 0.3}


def test_large_sets_are_resampled_in_parts() -> None:
    flags = np.arange(30_000) % 2 == 0
    found = with_intervals(lambda w: {"share": mean(flags, w)}, 30_000, resamples=200)["share"]
    assert found.value == 0.5
    assert found.low == pytest.approx(0.494, abs=0.002)
    assert found.high == pytest.approx(0.506, abs=0.002)

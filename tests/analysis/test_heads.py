"""The head's arithmetic: leaving a line out is exact."""

import numpy as np

from analysis.heads import MoodHead, line_weights, softmax

RNG = np.random.default_rng(3)


def head(features: int = 8) -> MoodHead:
    return MoodHead(
        layers=(6,),
        weight=RNG.normal(size=(features, 4)).astype(np.float32),
        bias=RNG.normal(size=4).astype(np.float32),
        centre=np.zeros(features, np.float32),
        temperature=2.0,
        line_temperature=3.0,
    )


def test_shares_sum_to_one_and_survive_large_scores() -> None:
    shares = softmax(np.array([[1e4, 0, -1e4, 0], [1, 1, 1, 1]], np.float32), 2.0)
    assert shares.tolist() == [[1, 0, 0, 0], [0.25, 0.25, 0.25, 0.25]]


def test_a_songs_scores_are_the_mean_of_its_lines() -> None:
    one, sums, pieces = head(), RNG.normal(size=(5, 8)).astype(np.float32), np.arange(1.0, 6.0)
    pieces = pieces.astype(np.float32)
    song = one.scores((sums.sum(0) / pieces.sum())[None])
    lines = one.scores(sums / pieces[:, None])
    np.testing.assert_allclose(song[0], pieces @ lines / pieces.sum(), atol=1e-5)


def test_the_weight_is_what_the_song_loses_without_the_line() -> None:
    scores = np.array([[4, 0, 0, 0], [2, 0, 0, 0], [0, 3, 0, 0]], np.float32)
    pieces = np.array([5, 5, 5], np.float32)
    weights = line_weights(scores, pieces, 1.0)
    full = softmax(scores.mean(0), 1.0)[0]
    losses = [full - softmax(np.delete(scores, i, 0).mean(0), 1.0)[0] for i in range(3)]
    np.testing.assert_allclose(weights[1], losses[1] / losses[0], atol=1e-5)
    assert weights[0] == 1
    assert weights[2] == 0  # leaving it out would make the song happier


def test_a_single_line_speaks_for_its_song() -> None:
    only = line_weights(np.ones((1, 4), np.float32), np.ones(1, np.float32), 1.0)
    assert only.tolist() == [1]


def test_equal_lines_that_change_nothing_weigh_nothing() -> None:
    same = line_weights(np.ones((3, 4), np.float32), np.ones(3, np.float32), 1.0)
    assert same.tolist() == [0, 0, 0]

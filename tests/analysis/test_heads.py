"""The head's arithmetic: what a line contributes is exact."""

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
        doubt=0.2,
    )


def test_shares_sum_to_one_and_survive_large_scores() -> None:
    shares = softmax(np.array([[1e4, 0, -1e4, 0], [1, 1, 1, 1]], np.float32), 2.0)
    assert shares.tolist() == [[1, 0, 0, 0], [0.25, 0.25, 0.25, 0.25]]


def test_doubt_gives_every_mood_its_part() -> None:
    sure = np.array([[1e4, 0, 0, 0]], np.float32)
    np.testing.assert_allclose(head().song_shares(sure), [[0.85, 0.05, 0.05, 0.05]], atol=1e-6)
    np.testing.assert_allclose(head().line_shares(sure).sum(), 1, atol=1e-6)


def test_a_songs_scores_are_the_mean_of_its_lines() -> None:
    one, sums, pieces = head(), RNG.normal(size=(5, 8)).astype(np.float32), np.arange(1.0, 6.0)
    pieces = pieces.astype(np.float32)
    song = one.scores((sums.sum(0) / pieces.sum())[None])
    lines = one.scores(sums / pieces[:, None])
    np.testing.assert_allclose(song[0], pieces @ lines / pieces.sum(), atol=1e-5)


def test_the_weight_is_the_contribution_to_the_songs_log_odds() -> None:
    scores = np.array([[4, 0, 0, 0], [2, 0, 0, 0], [0, 3, 0, 0], [2, 2, 2, 2]], np.float32)
    song = softmax(scores.mean(0), 1.0)
    weights = line_weights(scores, np.array([5, 5, 5, 5], np.float32), song)
    np.testing.assert_allclose(weights, [1, 0.5, 0, 0], atol=1e-6)


def test_a_longer_line_says_more() -> None:
    scores = np.array([[1, 0, 0, 0], [1, 0, 0, 0]], np.float32)
    weights = line_weights(scores, np.array([4, 8], np.float32), np.array([0.7, 0.1, 0.1, 0.1]))
    assert weights.tolist() == [0.5, 1]


def test_the_weights_are_true_to_a_small_step() -> None:
    """The log-odds change by what the weight says when a line gives way to an average one."""
    scores = RNG.normal(size=(6, 4)).astype(np.float32)
    song = softmax(scores.mean(0), 1.0)
    top = int(song.argmax())
    weights = line_weights(scores, np.ones(6, np.float32), song)

    def log_odds(lines: np.ndarray) -> float:
        share = softmax(lines.mean(0).astype(np.float32), 1.0)[top]
        return float(np.log(share / (1 - share)))

    step = 1e-2
    losses = []
    for line in range(6):
        fainter = scores.astype(np.float64)
        fainter[line] *= 1 - step
        losses.append(max(log_odds(scores.astype(np.float64)) - log_odds(fainter), 0))
    np.testing.assert_allclose(weights, np.array(losses) / max(losses), atol=0.05)


def test_lines_that_say_nothing_weigh_nothing() -> None:
    same = line_weights(np.zeros((3, 4), np.float32), np.ones(3, np.float32), np.full(4, 0.25))
    assert same.tolist() == [0, 0, 0]

"""Training the sentence head on a small space."""

from dataclasses import replace

import numpy as np

from analysis.training.sentences import SentenceRecipe, train_sentences

SMALL = SentenceRecipe(layers=(0,), components=3, slope_ridge=1, points=150, ridge=0.01, sample=100)
RNG = np.random.default_rng(4)
FEATURES = RNG.normal(size=(400, 3)).astype(np.float32)
PLANE = np.stack([0.3 * np.tanh(FEATURES[:, 0]), 0.3 * np.cos(2 * FEATURES[:, 1])], axis=1).astype(
    np.float32
)


def test_what_no_line_can_follow_is_learned_too() -> None:
    head = train_sentences(FEATURES[:300], PLANE[:300], SMALL)
    said = head.predict(FEATURES[300:])
    r = [np.corrcoef(said[:, n], PLANE[300:, n])[0, 1] for n in (0, 1)]
    assert min(r) > 0.8


def test_the_head_is_what_half_precision_holds() -> None:
    head = train_sentences(FEATURES, PLANE, SMALL)
    for part in (head.centre, head.basis, head.points, head.weight, head.mean):
        np.testing.assert_array_equal(part, part.astype(np.float16).astype(np.float32))


def test_the_components_together_and_each_slope_have_their_shares_of_the_spread() -> None:
    head = train_sentences(FEATURES, PLANE, replace(SMALL, slope_share=0.25))
    spread = ((FEATURES - head.centre) @ head.basis).var(axis=0)
    np.testing.assert_allclose(spread[3:] / spread[:3].sum(), [0.25, 0.25], rtol=0.01)


def test_a_seed_is_a_head() -> None:
    one, same, other = (train_sentences(FEATURES, PLANE, replace(SMALL, seed=n)) for n in (0, 0, 1))
    assert one.weight.tobytes() == same.weight.tobytes()
    assert one.points.tobytes() != other.points.tobytes()


def test_fewer_texts_than_points_are_all_points() -> None:
    head = train_sentences(FEATURES[:40], PLANE[:40], SMALL)
    assert head.points.shape == (40, 5)

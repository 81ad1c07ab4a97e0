"""Fitting: the optimum, the pull of the prior, equal say for rare moods."""

import numpy as np

from analysis.training.fitting import Linear, balance, fit

RNG = np.random.default_rng(5)


def test_rare_moods_get_as_much_weight() -> None:
    targets = np.eye(4, dtype=np.float32)[[0, 0, 0, 1, 2, 3]]
    weights = balance(targets)
    np.testing.assert_allclose(weights @ targets, [1.5, 1.5, 1.5, 1.5], atol=1e-5)


def test_separable_texts_are_separated() -> None:
    moods = RNG.integers(0, 4, 200)
    features = (np.eye(4)[moods] + RNG.normal(scale=0.1, size=(200, 4))).astype(np.float32)
    head = fit(features, np.eye(4, dtype=np.float32)[moods], l2=1e-3)
    assert (head(features).argmax(axis=1) == moods).mean() == 1


def test_a_strong_pull_keeps_the_prior() -> None:
    prior = Linear(RNG.normal(size=(3, 4)).astype(np.float32), np.zeros(4, np.float32))
    features = RNG.normal(size=(50, 3)).astype(np.float32)
    targets = np.eye(4, dtype=np.float32)[RNG.integers(0, 4, 50)]
    near = fit(features, targets, l2=1e4, prior=prior)
    np.testing.assert_allclose(near.weight, prior.weight, atol=1e-3)


def test_the_same_data_give_the_same_head() -> None:
    features = RNG.normal(size=(60, 5)).astype(np.float32)
    targets = np.eye(4, dtype=np.float32)[RNG.integers(0, 4, 60)]
    one, two = (fit(features, targets, l2=0.01) for _ in range(2))
    assert one.weight.tobytes() == two.weight.tobytes()

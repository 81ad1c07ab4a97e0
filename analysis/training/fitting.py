"""Fitting a linear softmax head: soft targets, weighted examples, pulled towards a prior."""

from dataclasses import dataclass

import numpy as np
import torch

from analysis.heads import Array


@dataclass(frozen=True, slots=True)
class Linear:
    """Scores = features @ weight + bias; weight (features, 4), bias (4,)."""

    weight: Array
    bias: Array

    def __call__(self, features: Array) -> Array:
        """Return (n, 4) scores."""
        return np.asarray(features @ self.weight + self.bias, dtype=np.float32)


def balance(targets: Array) -> Array:
    """Return example weights under which the four moods have equal total weight, mean 1."""
    share = targets.sum(axis=0) / targets.sum()
    weights = targets @ (1 / np.maximum(share, 1e-6))
    return np.asarray(weights / weights.mean(), dtype=np.float32)


def fit(features: Array, targets: Array, *, l2: float, prior: Linear | None = None) -> Linear:
    """Minimise class-balanced cross-entropy + l2/2 · |weight − prior|² by L-BFGS.

    Args:
        features: (n, f) centred features.
        targets: (n, 4) soft targets, rows sum to 1.
        l2: strength of the pull towards the prior; per example, so it does not depend on n.
        prior: where to start and what to stay near; zero without one.
    """
    x, y, w = (
        torch.from_numpy(np.asarray(a, np.float32)) for a in (features, targets, balance(targets))
    )
    at = prior or Linear(np.zeros((x.shape[1], 4), np.float32), np.zeros(4, np.float32))
    home = torch.from_numpy(at.weight)
    weight = home.clone().requires_grad_()
    bias = torch.from_numpy(at.bias).clone().requires_grad_()
    optimiser = torch.optim.LBFGS([weight, bias], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        log_shares = torch.log_softmax(x @ weight + bias, dim=-1)
        value = -(w * (y * log_shares).sum(-1)).mean() + l2 / 2 * ((weight - home) ** 2).sum()
        value.backward()  # type: ignore[no-untyped-call]
        return value

    optimiser.step(loss)  # type: ignore[no-untyped-call]
    return Linear(weight.detach().numpy(), bias.detach().numpy())

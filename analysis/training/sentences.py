"""The recipe of the sentence head: kernel ridge regression on EmoBank, small enough to ship.

The space in which texts are alike or not: the principal components of their states, and beside
them the two slopes along which a ridge regression sees valence and arousal, made wide enough to
count. Without the slopes r is .02 lower: most of what the components hold is topic.
"""

from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.heads import Array
from analysis.sentences import SentenceHead, likeness


@dataclass(frozen=True, slots=True)
class SentenceRecipe:
    """What can be chosen; chosen by cross-validation on EmoBank's training part.

    Attributes:
        layers: hidden states that make up the features.
        components: principal components kept.
        slope_ridge: penalty of the linear regression that gives the two slopes.
        slope_share: variance along each slope, where all the components together have 1.
        points: how many texts of the training part the head keeps as places.
        ridge: penalty of the kernel regression.
        jitter: added to the diagonal, so that points close to each other do no harm.
        sample: texts whose median squared distance is the unit of likeness.
        seed: of the choice of points and sample.
    """

    layers: tuple[int, ...] = (4, 5, 6)
    components: int = 128
    slope_ridge: float = 100.0
    slope_share: float = 0.1
    points: int = 2_000
    ridge: float = 1.0
    jitter: float = 1e-4
    sample: int = 500
    seed: int = 0

    def as_json(self) -> dict[str, object]:
        """Return the choices as JSON values."""
        return asdict(self)


def train_sentences(features: Array, plane: Array, recipe: SentenceRecipe) -> SentenceHead:
    """Fit the head, rounded to half precision part by part: each is fitted to the rounded ones.

    Args:
        features: (n, f) mean states of texts.
        plane: (n, 2) their valence and arousal.
        recipe: how.
    """
    rng = np.random.default_rng(recipe.seed)
    centre, mean = _half(features.mean(axis=0)), plane.mean(axis=0)
    centred = np.asarray(features - centre, dtype=np.float32)
    basis = _basis(centred, plane - mean, recipe)
    some = centred[rng.choice(len(centred), min(recipe.sample, len(centred)), replace=False)]
    basis = _half(basis / np.float32(np.sqrt(_median_distance(some @ basis))))
    placed = np.asarray(centred @ basis, dtype=np.float32)
    chosen = rng.choice(len(placed), min(recipe.points, len(placed)), replace=False)
    points = _half(placed[chosen])
    near = likeness(placed, points).astype(np.float64)
    gram = near.T @ near + recipe.ridge * likeness(points, points)
    gram += recipe.jitter * np.eye(len(points))
    weight = np.linalg.solve(gram, near.T @ (plane - mean))
    return SentenceHead(
        layers=recipe.layers,
        centre=centre,
        basis=basis,
        points=points,
        weight=_half(weight),
        mean=_half(mean),
    )


def _basis(centred: Array, plane: Array, recipe: SentenceRecipe) -> Array:
    """Return (features, components + 2) directions: principal components, then the two slopes."""
    scatter = centred.T.astype(np.float64) @ centred
    spread, directions = np.linalg.eigh(scatter)
    kept = slice(-recipe.components, None)
    penalty = recipe.slope_ridge * np.eye(len(scatter))
    slopes = np.linalg.solve(scatter + penalty, centred.T @ plane)
    own = (slopes * (scatter @ slopes)).sum(axis=0)  # squared, along each slope
    slopes *= np.sqrt(recipe.slope_share * spread[kept].sum() / own)
    return np.concatenate([directions[:, kept], slopes], axis=1).astype(np.float32)


def _median_distance(places: NDArray[np.floating]) -> float:
    """Return the median squared distance of places to each other."""
    squared = ((places[:, None] - places) ** 2).sum(axis=-1)
    return float(np.median(squared[np.triu_indices(len(places), 1)]))


def _half(values: NDArray[np.floating]) -> Array:
    """Round to what half precision holds."""
    return np.asarray(values, dtype=np.float16).astype(np.float32)

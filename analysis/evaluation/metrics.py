"""The figures: accuracy, area under the ROC curve, calibration error, correlation."""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.floating]
Flags = NDArray[np.bool_]


def auc(scores: Numbers, positive: Flags) -> float:
    """Return the chance that a positive scores above a negative; ties count half.

    Args:
        scores: (n,) any scale.
        positive: (n,) both kinds must occur.

    Raises:
        ValueError: one kind is missing.
    """
    up, down = int(positive.sum()), int((~positive).sum())
    if not up or not down:
        raise ValueError("auc needs positives and negatives")
    values, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)
    rank_of_value = np.cumsum(counts) - (counts - 1) / 2  # mean rank of equal values, from 1
    ranks = rank_of_value[inverse] if len(values) else inverse
    return float((ranks[positive].sum() - up * (up + 1) / 2) / (up * down))


def calibration_error(confidence: Numbers, correct: Flags, bins: int = 10) -> float:
    """Return the expected calibration error over equal-width bins of confidence in (0, 1]."""
    which = np.clip(np.ceil(confidence * bins).astype(int) - 1, 0, bins - 1)
    gaps = [
        (which == b).mean() * abs(confidence[which == b].mean() - correct[which == b].mean())
        for b in range(bins)
        if (which == b).any()
    ]
    return float(sum(gaps))


def pearson(one: Numbers, other: Numbers) -> float:
    """Return the correlation of two rows of numbers."""
    return float(np.corrcoef(one, other)[0, 1])

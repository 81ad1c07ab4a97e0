"""The figures of weighted songs: means, confusion, F1, area under the ROC curve, calibration, r.

Every figure takes `weights` (samples, n): how often each song counts in each of several samples.
So a figure and its thousand bootstrap resamples are one matrix product. A figure that a sample
does not have (one kind is missing, nothing varies) is NaN there.
"""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.floating]
Flags = NDArray[np.bool_]
Indices = NDArray[np.integer]


def every_song_once(songs: int) -> Numbers:
    """Return the (1, n) weights of the set as it is."""
    return np.ones((1, songs))


def mean(values: Numbers | Flags, weights: Numbers) -> Numbers:
    """Return the (samples,) mean of (n,) values; of flags it is the share that is true."""
    return over(weights @ values, weights.sum(axis=1))


def confusion(
    true: Indices, predicted: Indices, shape: tuple[int, int], weights: Numbers
) -> Numbers:
    """Count songs by what they are and what they are taken for.

    Args:
        true: (n,) rows, from 0.
        predicted: (n,) columns, from 0.
        shape: how many rows and columns there are.
        weights: (samples, n).

    Returns:
        (samples, rows, columns) counts.
    """
    cells = np.zeros((len(true), shape[0] * shape[1]))
    cells[np.arange(len(true)), true * shape[1] + predicted] = 1
    return np.asarray((weights @ cells).reshape(-1, *shape))


def macro_f1(table: Numbers) -> Numbers:
    """Return the (samples,) mean F1 of the moods that a sample has or names.

    Args:
        table: (samples, moods, moods or more) counts; further columns are right for no mood.
    """
    kinds = table.shape[1]
    right = np.diagonal(table, axis1=1, axis2=2)
    said = table[:, :, :kinds].sum(axis=1) + table.sum(axis=2)
    return _mean_of_those_there(over(2 * right, said))


def auc(scores: Numbers, positive: Flags, weights: Numbers) -> Numbers:
    """Return the (samples,) chance that a positive scores above a negative; ties count half.

    Args:
        scores: (n,) any scale.
        positive: (n,) which songs are positives.
        weights: (samples, n).
    """
    order = np.argsort(scores, kind="stable")
    firsts = np.flatnonzero(np.diff(scores[order], prepend=np.nan) != 0)  # one step a score
    steps = np.add.reduceat(weights[:, order] * positive[order], firsts, axis=1)
    falls = np.add.reduceat(weights[:, order] * ~positive[order], firsts, axis=1)
    below = falls.cumsum(axis=1) - falls / 2
    return over((steps * below).sum(axis=1), steps.sum(axis=1) * falls.sum(axis=1))


def calibration_error(
    confidence: Numbers, correct: Flags, weights: Numbers, bins: int = 10
) -> Numbers:
    """Return the (samples,) expected calibration error over equal-width bins of (0, 1].

    Guo et al. 2017: the gap between confidence and accuracy, averaged over bins by their songs.
    """
    which = np.clip(np.ceil(confidence * bins).astype(int) - 1, 0, bins - 1)
    gaps = np.zeros((len(confidence), bins))
    gaps[np.arange(len(confidence)), which] = confidence - correct
    return over(np.abs(weights @ gaps).sum(axis=1), weights.sum(axis=1))


def pearson(one: Numbers, other: Numbers, weights: Numbers) -> Numbers:
    """Return the (samples,) correlation of two rows of numbers."""
    x, y = one - one.mean(), other - other.mean()
    n, sx, sy = weights.sum(axis=1), weights @ x, weights @ y
    spread_x = n * (weights @ x**2) - sx**2
    spread_y = n * (weights @ y**2) - sy**2
    tiny = 1e-12 * n**2  # what rounding leaves of numbers that do not vary
    varies = (spread_x > tiny) & (spread_y > tiny)
    together = n * (weights @ (x * y)) - sx * sy
    return over(together, np.where(varies, np.sqrt(np.abs(spread_x * spread_y)), 0))


def over(one: Numbers, other: Numbers) -> Numbers:
    """Divide; NaN where there is nothing to divide by."""
    nothing = np.full(np.shape(one), np.nan)
    return np.asarray(np.divide(one, other, out=nothing, where=other != 0))


def _mean_of_those_there(rows: Numbers) -> Numbers:
    there = ~np.isnan(rows)
    return over(np.where(there, rows, 0).sum(axis=1), there.sum(axis=1).astype(float))

"""From predicted shares to the figures of a set; the same for the model and for a baseline."""

import numpy as np
from numpy.typing import NDArray

from analysis.affect import MOODS
from analysis.evaluation.metrics import auc, calibration_error

Shares = NDArray[np.floating]
Moods = NDArray[np.int64]
Figures = dict[str, float]

PLEASANT = np.array([1, -1, -1, 1])
ENERGETIC = np.array([1, -1, 1, -1])
_SAD, _RELAXED = MOODS.index("sad"), MOODS.index("relaxed")


def four_moods(shares: Shares, moods: Moods) -> Figures:
    """Return the figures of a set with all four moods.

    Args:
        shares: (n, 4); a row of equal shares stands for an unknown mood and counts as wrong.
        moods: (n,) true index into `MOODS`.
    """
    known = ~np.isclose(shares, 0.25).all(axis=1)
    correct = (shares.argmax(axis=1) == moods) & known
    calmer = shares[:, _RELAXED] - shares[:, _SAD]
    calm = (moods == _SAD) | (moods == _RELAXED)
    return {
        "songs": float(len(moods)),
        "known": float(known.mean()),
        "accuracy": float(correct.mean()),
        "auc_valence": auc(shares @ PLEASANT, PLEASANT[moods] > 0),
        "auc_arousal": auc(shares @ ENERGETIC, ENERGETIC[moods] > 0),
        "auc_sad_relaxed": auc(calmer[calm], moods[calm] == _RELAXED),
        "confidence": float(shares.max(axis=1).mean()),
        "calibration_error": calibration_error(shares.max(axis=1), correct),
    }


def happy_or_sad(shares: Shares, moods: Moods) -> Figures:
    """Return the figures of a set with happy and sad songs only, judged by the sign of valence."""
    valence = shares @ PLEASANT
    known = ~np.isclose(shares, 0.25).all(axis=1)
    happy = moods == MOODS.index("happy")
    correct = ((valence > 0) == happy) & known
    return {
        "songs": float(len(moods)),
        "known": float(known.mean()),
        "accuracy": float(correct.mean()),
        "auc_valence": auc(valence, happy),
        "calibration_error": calibration_error((1 + np.abs(valence)) / 2, correct),
    }

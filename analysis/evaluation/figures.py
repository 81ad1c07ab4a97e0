"""From what a method predicted to the figures of a set; the same for the model and a baseline."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.affect import MOODS, Mood
from analysis.evaluation import metrics
from analysis.evaluation.metrics import Flags, Indices, Numbers
from analysis.evaluation.resampling import RESAMPLES, Figure, with_intervals

UNLABELLED = -1
PLEASANT = np.array([1, -1, -1, 1])
ENERGETIC = np.array([1, -1, 1, -1])
_SAD, _RELAXED = MOODS.index("sad"), MOODS.index("relaxed")


@dataclass(frozen=True, slots=True)
class Truth:
    """What a set says of its n songs.

    Attributes:
        moods: (n,) index into `MOODS`, -1 where a song has no label.
        valence: (n,) in [-1, 1], NaN where nothing is said.
        arousal: (n,) the same.
    """

    moods: NDArray[np.int64]
    valence: Numbers
    arousal: Numbers

    @property
    def labels(self) -> tuple[Mood, ...]:
        """The moods that occur, in the order of `MOODS`."""
        return tuple(m for n, m in enumerate(MOODS) if (self.moods == n).any())


@dataclass(frozen=True, slots=True)
class Predicted:
    """What a method says of n songs.

    Attributes:
        known: (n,) whether it names a mood at all.
        shares: (n, 4) mood vectors; of no meaning where unknown; None when it gives none.
        valence: (n,) in [-1, 1], 0 where unknown; None when it gives none.
        arousal: (n,) the same.
    """

    known: Flags
    shares: Numbers | None = None
    valence: Numbers | None = None
    arousal: Numbers | None = None


@dataclass(frozen=True, slots=True)
class Confusion:
    """How songs of each mood are taken.

    Attributes:
        moods: rows, and all columns but the last, which is "unknown".
        counts: songs.
        shares: of the row's songs, with their intervals.
    """

    moods: tuple[Mood, ...]
    counts: list[list[int]]
    shares: list[list[Figure]]

    def as_json(self) -> dict[str, Any]:
        """Return the table as JSON values."""
        shares = [[share.as_json() for share in row] for row in self.shares]
        return {
            "moods": list(self.moods),
            "columns": [*self.moods, "unknown"],
            "counts": self.counts,
            "shares": shares,
        }


@dataclass(frozen=True, slots=True)
class Measured:
    """One method on one set.

    Attributes:
        songs: how many were looked at.
        known: share of them whose mood it names.
        figures: by name: accuracy, macro_f1, auc_valence, auc_arousal, auc_sad_relaxed,
            calibration_error, confidence, r_valence, r_arousal; those the set allows.
        confusion: None without labels.
    """

    songs: int
    known: float
    figures: dict[str, Figure] = field(default_factory=dict)
    confusion: Confusion | None = None

    def as_json(self) -> dict[str, Any]:
        """Return everything as JSON values."""
        figures = {name: figure.as_json() for name, figure in self.figures.items()}
        said = {"songs": self.songs, "known": round(self.known, 4), **figures}
        return said | ({"confusion": self.confusion.as_json()} if self.confusion else {})


def measure(truth: Truth, predicted: Predicted, *, resamples: int = RESAMPLES) -> Measured:
    """Return all the figures that a set and a method allow.

    The shares are renormalised over the moods that occur in the set, and the strongest of those
    is what a song is taken for. An unknown mood counts as wrong; it has no confidence, so the
    calibration error is that of the known ones. In r an unknown one counts as neutral.
    """
    figures: dict[str, Figure] = {}
    table = None
    labelled = np.flatnonzero(truth.moods != UNLABELLED)
    if predicted.shares is not None and len(truth.labels) > 1:
        choice = _Choice(truth, predicted, labelled)
        found = with_intervals(choice.figures, len(labelled), resamples=resamples)
        table = choice.table(found)
        figures |= {name: figure for name, figure in found.items() if not name.startswith("cell")}
    for name, said, given in (
        ("r_valence", truth.valence, predicted.valence),
        ("r_arousal", truth.arousal, predicted.arousal),
    ):
        if given is not None and (rows := np.flatnonzero(~np.isnan(said))).size:
            figures |= correlation(name, said[rows], given[rows], resamples=resamples)
    known = float(predicted.known.mean())
    return Measured(len(truth.moods), known, figures, table)


def correlation(
    name: str, said: Numbers, given: Numbers, *, resamples: int = RESAMPLES
) -> dict[str, Figure]:
    """Return the correlation under a name; nothing when one of the two does not vary."""
    return with_intervals(
        lambda weights: {name: metrics.pearson(said, given, weights)},
        len(said),
        resamples=resamples,
    )


class _Choice:
    """What songs with labels are taken for, among the moods of the set."""

    def __init__(self, truth: Truth, predicted: Predicted, rows: Indices) -> None:
        assert predicted.shares is not None  # noqa: S101 - the caller asked
        self.labels = truth.labels
        columns = [MOODS.index(mood) for mood in self.labels]
        self._moods, self._known = truth.moods[rows], predicted.known[rows]
        self._four = np.where(self._known[:, None], predicted.shares[rows], 0.25)
        shares = renormalised(self._four[:, columns])
        self._true = np.searchsorted(columns, self._moods)
        self._taken = np.where(self._known, shares.argmax(axis=1), len(columns))
        self._correct = self._taken == self._true
        self._confidence = shares.max(axis=1)

    def figures(self, weights: Numbers) -> dict[str, Numbers]:
        """Return every figure, and the confusion's cells as shares of their row."""
        kinds = len(self.labels)
        counts = metrics.confusion(self._true, self._taken, (kinds, kinds + 1), weights)
        known = weights * self._known
        found = {
            "accuracy": metrics.mean(self._correct, weights),
            "macro_f1": metrics.macro_f1(counts),
            **self._areas(weights),
            "calibration_error": metrics.calibration_error(self._confidence, self._correct, known),
            "confidence": metrics.mean(self._confidence, known),
        }
        rows = counts.sum(axis=2)
        for row in range(kinds):
            for column in range(kinds + 1):
                found[f"cell {row} {column}"] = metrics.over(counts[:, row, column], rows[:, row])
        return found

    def table(self, found: dict[str, Figure]) -> Confusion:
        """Return the confusion, its shares with their intervals."""
        kinds = len(self.labels)
        whole = metrics.every_song_once(len(self._true))
        counts = metrics.confusion(self._true, self._taken, (kinds, kinds + 1), whole)[0]
        shares = [[found[f"cell {r} {c}"] for c in range(kinds + 1)] for r in range(kinds)]
        return Confusion(self.labels, counts.astype(int).tolist(), shares)

    def _areas(self, weights: Numbers) -> dict[str, Numbers]:
        """Return the areas under the ROC curve whose two sides occur.

        Where energy divides the songs just as valence does (happy and sad) it is left out.
        """
        found = {}
        pleasant, energetic = PLEASANT[self._moods] > 0, ENERGETIC[self._moods] > 0
        if len(set(pleasant)) > 1:
            found["auc_valence"] = metrics.auc(self._four @ PLEASANT, pleasant, weights)
        if len(set(energetic)) > 1 and len(set(pleasant ^ energetic)) > 1:
            found["auc_arousal"] = metrics.auc(self._four @ ENERGETIC, energetic, weights)
        if {"sad", "relaxed"} <= set(self.labels):
            calm = (self._moods == _SAD) | (self._moods == _RELAXED)
            calmer = (self._four[:, _RELAXED] - self._four[:, _SAD])[calm]
            up = self._moods[calm] == _RELAXED
            found["auc_sad_relaxed"] = metrics.auc(calmer, up, weights[:, calm])
        return found


def renormalised(shares: Numbers) -> Numbers:
    """Scale rows to sum 1; equal shares where nothing is left of a row."""
    total = shares.sum(axis=1, keepdims=True)
    equal = np.full(shares.shape, 1 / shares.shape[1])
    return np.asarray(np.divide(shares, total, out=equal, where=total > 0))

"""How sure a figure is: its value, and where 95% of a thousand resamples of the songs put it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from analysis.evaluation.metrics import Numbers, every_song_once

RESAMPLES = 1_000
SEED = 0
_LEVEL = (2.5, 97.5)
_CELLS = 2_000_000  # weights made at a time: 16 MB


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure.

    Attributes:
        value: of the set as it is.
        low: lower end of the 95% interval; None when no interval was taken.
        high: upper end.
    """

    value: float
    low: float | None = None
    high: float | None = None

    def as_json(self) -> float | dict[str, float]:
        """Return the figure as a JSON value with four decimals."""
        if self.low is None or self.high is None:
            return round(self.value, 4)
        ends = {"value": self.value, "low": self.low, "high": self.high}
        return {name: round(number, 4) for name, number in ends.items()}


def with_intervals(
    figures: Callable[[Numbers], Mapping[str, Numbers]],
    songs: int,
    *,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> dict[str, Figure]:
    """Take figures of a set and of resamples of it, songs drawn with replacement.

    The interval is the percentile interval (Efron 1979). Resampling makes a calibration error
    larger on average, so its interval leans upwards; it is widened to hold the figure itself.

    Args:
        figures: from (samples, n) weights to (samples,) values by name.
        songs: how many songs there are, 1 or more.
        resamples: how many to draw.
        seed: of the draws.

    Returns:
        Figures by name; one that the set itself does not have is left out.
    """
    rng = np.random.default_rng(seed)
    at_once = max(1, _CELLS // songs)
    parts = [min(at_once, resamples - start) for start in range(0, resamples, at_once)]
    taken = [figures(every_song_once(songs))]
    taken += [figures(_draw(rng, samples, songs)) for samples in parts]
    return {
        name: figure
        for name in taken[0]
        if (figure := _figure(np.concatenate([part[name] for part in taken]))) is not None
    }


def _draw(rng: np.random.Generator, samples: int, songs: int) -> Numbers:
    chosen = rng.integers(songs, size=(samples, songs)) + np.arange(samples)[:, None] * songs
    counts = np.bincount(chosen.ravel(), minlength=samples * songs)
    return counts.reshape(samples, songs).astype(float)


def _figure(values: Numbers) -> Figure | None:
    """Make a figure of its value, which comes first, and those of the resamples."""
    value, drawn = float(values[0]), values[1:][~np.isnan(values[1:])]
    if np.isnan(value):
        return None
    if not len(drawn):
        return Figure(value)
    low, high = np.percentile(drawn, _LEVEL)
    return Figure(value, min(float(low), value), max(float(high), value))

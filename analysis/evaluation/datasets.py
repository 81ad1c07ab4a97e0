"""The sets that only measure: labelled lyrics nobody may train on, and EmoBank's dev part."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.affect import MOODS
from analysis.evaluation.figures import Truth
from analysis.training.sources import SONGS_FILE, read_rows

NJU_FILE = "lyrics-dev/nju_train.jsonl"
MUSICMOOD_FILE = "lyrics-dev/musicmood_train.jsonl"
EMOBANK_DEV_FILE = "emotion/emobank_dev.jsonl"


@dataclass(frozen=True, slots=True)
class Lyrics:
    """Songs with one mood each.

    Attributes:
        texts: n lyrics.
        moods: (n,) index into `MOODS`.
    """

    texts: Sequence[str]
    moods: NDArray[np.int64]

    @property
    def truth(self) -> Truth:
        """The labels as measuring takes them."""
        nothing = np.full(len(self.moods), np.nan)
        return Truth(self.moods, nothing, nothing)


def nju(folder: Path) -> Lyrics:
    """Read NJU: 400 songs, 100 of each mood."""
    return _lyrics(folder, NJU_FILE, "label")


def musicmood(folder: Path) -> Lyrics:
    """Read musicmood: 1,000 songs, happy or sad."""
    return _lyrics(folder, MUSICMOOD_FILE, "label")


def originals(folder: Path) -> Lyrics:
    """Read the original songs as a stress test: their words were written to mislead."""
    return _lyrics(folder, SONGS_FILE, "mood")


def emobank(folder: Path) -> tuple[list[str], NDArray[np.float64], NDArray[np.float64]]:
    """Read texts, valence and arousal of EmoBank's dev part."""
    rows = read_rows(folder, EMOBANK_DEV_FILE)
    return (
        [r["text"] for r in rows],
        np.array([r["v"] for r in rows]),
        np.array([r["a"] for r in rows]),
    )


def _lyrics(folder: Path, name: str, label: str) -> Lyrics:
    rows = read_rows(folder, name)
    return Lyrics([r["text"] for r in rows], np.array([MOODS.index(r[label]) for r in rows]))

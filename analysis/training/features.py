"""Features for training and evaluation, made by the code that makes them at run time."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.encoders.minilm import MiniLM
from analysis.encoders.texts import encode_units, in_parts
from analysis.heads import Array
from analysis.preprocessing import prepare


@dataclass(frozen=True, slots=True)
class SongStates:
    """The lines of songs after the encoder.

    Attributes:
        sums: (lines, features) states summed over each different line.
        pieces: (lines,) pieces summed.
        owner: (lines,) the song each line belongs to.
        songs: how many songs there are.
    """

    sums: Array
    pieces: Array
    owner: NDArray[np.int64]
    songs: int

    def lines(self) -> Array:
        """Return (lines, features) mean states of the lines."""
        return np.asarray(self.sums / np.maximum(self.pieces, 1)[:, None])

    def means(self, kept: NDArray[np.bool_] | None = None) -> Array:
        """Return (songs, features) mean states of the songs, over the kept lines only."""
        mask = np.ones(len(self.owner), dtype=bool) if kept is None else kept
        sums = np.zeros((self.songs, self.sums.shape[1]), dtype=np.float32)
        pieces = np.zeros(self.songs, dtype=np.float32)
        np.add.at(sums, self.owner[mask], self.sums[mask])
        np.add.at(pieces, self.owner[mask], self.pieces[mask])
        return np.asarray(sums / np.maximum(pieces, 1)[:, None])


def encode_songs(encoder: MiniLM, texts: Sequence[str], layers: Sequence[int]) -> SongStates:
    """Return the states of the different lines of songs."""
    units = [list(prepare(text).units) for text in texts]
    states = [encode_units(encoder, part, layers) for part in in_parts(units)]
    return SongStates(
        sums=np.concatenate([s.sums.reshape(len(s.pieces), -1) for s in states]),
        pieces=np.concatenate([s.pieces for s in states]),
        owner=np.repeat(np.arange(len(texts)), [len(lines) for lines in units]),
        songs=len(texts),
    )

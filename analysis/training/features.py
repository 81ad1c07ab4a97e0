"""Features for training and evaluation, made by the code that makes them at run time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from analysis.cleaning import clean_line
from analysis.encoders.minilm import MiniLM, States
from analysis.encoders.windows import Unit, pack
from analysis.heads import Array
from analysis.preprocessing import count_words, prepare

T = TypeVar("T")

_CHUNK = 2_048
_EMPTY = "."  # a text of nothing but marks still has a row


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


def encode_texts(encoder: MiniLM, texts: Sequence[str], layers: Sequence[int]) -> Array:
    """Return (n, len(layers) · 384) mean states of short texts."""
    rows = [
        _encode_units(encoder, [[_one_line(t)] for t in part], layers) for part in _parts(texts)
    ]
    return np.concatenate(
        [
            states.sums.reshape(len(states.pieces), -1) / np.maximum(states.pieces, 1)[:, None]
            for states in rows
        ]
    )


def encode_songs(encoder: MiniLM, texts: Sequence[str], layers: Sequence[int]) -> SongStates:
    """Return the states of the different lines of songs."""
    units = [list(prepare(text).units) for text in texts]
    states = [_encode_units(encoder, part, layers) for part in _parts(units)]
    return SongStates(
        sums=np.concatenate([s.sums.reshape(len(s.pieces), -1) for s in states]),
        pieces=np.concatenate([s.pieces for s in states]),
        owner=np.repeat(np.arange(len(texts)), [len(lines) for lines in units]),
        songs=len(texts),
    )


def _one_line(text: str) -> str:
    return " ".join(filter(None, map(clean_line, text.splitlines()))) or _EMPTY


def _parts(items: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), _CHUNK):
        yield items[start : start + _CHUNK]


def _encode_units(encoder: MiniLM, songs: Sequence[Sequence[str]], layers: Sequence[int]) -> States:
    flat = [unit for units in songs for unit in units]
    pieces = encoder.tokenize(flat)
    windows, first = [], 0
    for text, units in enumerate(songs):
        ids = pieces[first : first + len(units)]
        lines = [Unit(p, count_words(u)) for p, u in zip(ids, units, strict=True)]
        windows += pack(lines, text, first)
        first += len(units)
    return encoder.encode(windows, len(flat), layers)

"""Scoring versions of one text: each different window goes through the encoder once."""

from collections.abc import Sequence

import numpy as np

from analysis.encoders.minilm import MiniLM
from analysis.encoders.windows import Unit, Window, pack
from analysis.heads import Array, MoodHead
from analysis.preprocessing import Prepared, count_words, prepare
from analysis.scorers.assemble import Song, song_score
from analysis.types import SongScore


class AlikeTexts:
    """Scores texts that have most of their lines in common, and remembers their windows.

    A text without one of its lines has the windows before that line in common with the whole text,
    and after it those that begin with the same line. So n lines of one text, left out one by one,
    need about 2 n windows, not n times those of the text.
    """

    def __init__(self, encoder: MiniLM, head: MoodHead) -> None:
        """Begin without windows."""
        self._encoder, self._head = encoder, head
        self._units: dict[str, Unit] = {}
        self._rows: dict[bytes, int] = {}
        self._sums: list[Array] = []
        self._pieces: list[Array] = []
        self._means: list[Array] = []

    @property
    def windows(self) -> int:
        """How many windows went through the encoder."""
        return len(self._rows)

    def __call__(self, texts: Sequence[str]) -> list[SongScore]:
        """Score texts as the scorer would, without lines; an unknown one has no embedding."""
        prepared = [prepare(text) for text in texts]
        windows = [self._pack(one) for one in prepared]
        self._read([window for own in windows for window in own])
        return [
            song_score(self._song(one, own), self._head, lines=False)
            for one, own in zip(prepared, windows, strict=True)
        ]

    def _pack(self, prepared: Prepared) -> list[Window]:
        if prepared.reason is not None:
            return []
        new = [words for words in prepared.units if words not in self._units]
        for words, ids in zip(new, self._encoder.tokenize(new), strict=True):
            self._units[words] = Unit(ids, count_words(words))
        return pack([self._units[words] for words in prepared.units], 0, 0)

    def _read(self, windows: Sequence[Window]) -> None:
        new: list[Window] = []
        for window in windows:
            key = window.pieces.tobytes()
            if key not in self._rows:
                self._rows[key] = len(self._rows)
                owners = np.full(len(window.pieces), len(new))
                new.append(Window(window.pieces, owners, 0))
        if new:
            states = self._encoder.encode(new, len(new), self._head.layers)
            self._sums += list(states.sums)
            self._pieces += list(states.pieces)
            self._means += list(states.windows)

    def _song(self, prepared: Prepared, windows: Sequence[Window]) -> Song:
        """A song's windows in place of its lines: without lines only their sum is asked for."""
        rows = [self._rows[window.pieces.tobytes()] for window in windows]
        return Song(
            prepared,
            sums=np.array([self._sums[row] for row in rows]),
            pieces=np.array([self._pieces[row] for row in rows]),
            windows=np.array([self._means[row] for row in rows]),
        )

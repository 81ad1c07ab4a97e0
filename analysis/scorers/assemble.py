"""Putting a song's score together from the states of its lines."""

from dataclasses import dataclass

import numpy as np

from analysis.affect import MOODS, Six, from_shares
from analysis.heads import Array, MoodHead, line_weights
from analysis.preprocessing import Prepared
from analysis.types import LineScore, SongScore


@dataclass(frozen=True, slots=True)
class Song:
    """One text after the encoder.

    Attributes:
        prepared: its lines and the verdict on it.
        sums: (units, layers, 384) states summed over each different line.
        pieces: (units,) pieces summed; 0 for a line beyond the last window.
        windows: (windows, 384) pooled last layer of its windows.
    """

    prepared: Prepared
    sums: Array
    pieces: Array
    windows: Array


def song_score(song: Song, head: MoodHead, *, lines: bool) -> SongScore:
    """Return the score of one text; the mood is left out where its reason says so."""
    prepared = song.prepared
    embedding = _embedding(song.windows)
    if prepared.reason is not None:
        return SongScore(
            known=False,
            reason=prepared.reason,
            six=None,
            confidence=None,
            language=prepared.language,
            lines=(),
            embedding=embedding,
        )
    # Every line of 20 words has pieces: the encoder spells what it does not know as one.
    mean = song.sums.sum(axis=0).reshape(1, -1) / song.pieces.sum()
    shares = head.song_shares(head.scores(mean))[0]
    six = _six(shares)
    return SongScore(
        known=True,
        reason=None,
        six=six,
        confidence=max(six.shares.values()),
        language=prepared.language,
        lines=_lines(song, head, shares) if lines else (),
        embedding=embedding,
    )


def _embedding(windows: Array) -> Array | None:
    """Average the windows and scale to unit length."""
    if not len(windows):
        return None
    mean = windows.mean(axis=0)
    return np.asarray(mean / np.linalg.norm(mean), dtype=np.float32)


def _lines(song: Song, head: MoodHead, shares: Array) -> tuple[LineScore, ...]:
    read = np.flatnonzero(song.pieces)
    pieces = song.pieces[read]
    features = song.sums[read].reshape(len(read), -1) / pieces[:, None]
    scores = head.scores(features)
    sixes = [_six(row) for row in head.line_shares(scores)]
    weights = line_weights(scores - head.neutral(), pieces, shares)
    at = {int(unit): row for row, unit in enumerate(read)}
    return tuple(
        LineScore(line.number, line.start, line.end, sixes[row], float(weights[row]))
        for line in song.prepared.lines
        if (row := at.get(line.unit)) is not None
    )


def _six(shares: Array) -> Six:
    return from_shares(**dict(zip(MOODS, shares.tolist(), strict=True)))

"""Packing the lines of songs into windows the encoder reads whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.preprocessing import MAX_WINDOWS, WINDOW_PIECES, WINDOW_WORDS


@dataclass(frozen=True, slots=True)
class Unit:
    """A line as the encoder sees it: word pieces and how many words they spell."""

    pieces: Sequence[int]
    words: int


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of one text.

    Attributes:
        pieces: word pieces, without the special ones; at most `WINDOW_PIECES`.
        owners: for every piece, the line it belongs to, counted over all texts of a call.
        text: index of the text in the call.
    """

    pieces: NDArray[np.int64]
    owners: NDArray[np.int64]
    text: int


def pack(units: Iterable[Unit], text: int, first_owner: int) -> list[Window]:
    """Fill windows with whole lines, about 45 words and at most 112 pieces each.

    A line longer than a window is cut. What does not fit into `MAX_WINDOWS` is left out.

    Args:
        units: the different lines of one text.
        text: index of that text in the call.
        first_owner: number of its first line over all texts of the call.
    """
    windows: list[Window] = []
    pieces: list[int] = []
    owners: list[int] = []
    words = 0

    def flush() -> None:
        nonlocal words
        if pieces:
            windows.append(Window(np.array(pieces), np.array(owners), text))
        pieces.clear()
        owners.clear()
        words = 0

    for owner, unit in enumerate(units, first_owner):
        full = words + unit.words > WINDOW_WORDS or len(pieces) + len(unit.pieces) > WINDOW_PIECES
        if full:
            flush()
        if len(windows) >= MAX_WINDOWS:
            return windows[:MAX_WINDOWS]
        for start in range(0, len(unit.pieces), WINDOW_PIECES):
            if pieces and start:
                flush()
            part = unit.pieces[start : start + WINDOW_PIECES]
            pieces.extend(part)
            owners.extend([owner] * len(part))
        words += unit.words
    flush()
    return windows[:MAX_WINDOWS]

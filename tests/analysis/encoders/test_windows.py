"""Packing lines into windows."""

import numpy as np

from analysis.encoders.windows import Unit, pack
from analysis.preprocessing import MAX_WINDOWS, WINDOW_PIECES, WINDOW_WORDS


def unit(pieces: int, words: int, first: int = 1_000) -> Unit:
    return Unit(list(range(first, first + pieces)), words)


def test_lines_share_a_window_up_to_its_words() -> None:
    windows = pack([unit(10, 20), unit(10, 20), unit(10, 20)], text=3, first_owner=7)
    assert [w.owners.tolist() for w in windows] == [[7] * 10 + [8] * 10, [9] * 10]
    assert {w.text for w in windows} == {3}


def test_a_line_longer_than_a_window_is_cut_and_loses_nothing() -> None:
    long = unit(250, 200)
    windows = pack([unit(5, 3), long, unit(5, 3)], text=0, first_owner=0)
    assert all(len(w.pieces) <= WINDOW_PIECES for w in windows)
    of_long = np.concatenate([w.pieces[w.owners == 1] for w in windows])
    assert of_long.tolist() == list(long.pieces)
    assert windows[-1].owners[-1] == 2


def test_work_is_bounded() -> None:
    windows = pack([unit(60, WINDOW_WORDS)] * 1_000, text=0, first_owner=0)
    assert len(windows) == MAX_WINDOWS


def test_nothing_gives_no_window() -> None:
    assert pack([], text=0, first_owner=0) == []
    assert pack([Unit([], 0)], text=0, first_owner=0) == []

"""Mean states of texts, made the same way when heads are trained and when they are used."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from analysis.cleaning import clean_line
from analysis.encoders.minilm import MiniLM, States
from analysis.encoders.windows import Unit, pack
from analysis.preprocessing import MAX_CHARS, count_words

T = TypeVar("T")

CHUNK = 2_048  # texts per pass
_EMPTY = "."  # a text of nothing but marks still has a row


def encode_texts(
    encoder: MiniLM, texts: Sequence[str], layers: Sequence[int]
) -> NDArray[np.float32]:
    """Return (n, len(layers) · 384) mean states of short texts, each read as one line."""
    rows = [
        encode_units(encoder, [[_one_line(t)] for t in part], layers) for part in in_parts(texts)
    ]
    return np.concatenate(
        [
            states.sums.reshape(len(states.pieces), -1) / np.maximum(states.pieces, 1)[:, None]
            for states in rows
        ]
    )


def encode_units(encoder: MiniLM, texts: Sequence[Sequence[str]], layers: Sequence[int]) -> States:
    """Return the states of the lines of texts, each text packed into windows of its own."""
    flat = [unit for units in texts for unit in units]
    pieces = encoder.tokenize(flat)
    windows, first = [], 0
    for text, units in enumerate(texts):
        ids = pieces[first : first + len(units)]
        lines = [Unit(p, count_words(u)) for p, u in zip(ids, units, strict=True)]
        windows += pack(lines, text, first)
        first += len(units)
    return encoder.encode(windows, len(flat), layers)


def in_parts(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """Cut into parts that one pass takes."""
    for start in range(0, len(items), CHUNK):
        yield items[start : start + CHUNK]


def _one_line(text: str) -> str:
    return " ".join(filter(None, map(clean_line, text[:MAX_CHARS].splitlines()))) or _EMPTY

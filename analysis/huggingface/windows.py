"""Cutting the lines of songs into windows of text that a model with any tokenizer reads whole."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from analysis.preprocessing import MAX_WINDOWS, WINDOW_WORDS, count_words

Offsets = Sequence[tuple[int, int]]  # of each piece, the characters it stands for


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text for one row of a batch.

    Attributes:
        text: whole lines, or a part of a long one.
        pieces: about how many pieces it has, special ones left out.
    """

    text: str
    pieces: int


@dataclass(frozen=True, slots=True)
class Cut:
    """The windows of one text.

    Attributes:
        windows: in order, at most `MAX_WINDOWS`.
        units: how many of the different lines are in them, from the first.
    """

    windows: tuple[Stretch, ...]
    units: int


def cut(units: Sequence[str], offsets: Sequence[Offsets], budget: int) -> Cut:
    """Fill windows with whole lines, about 45 words and at most `budget` pieces each.

    Args:
        units: the different lines of a text.
        offsets: of each line, its pieces.
        budget: pieces a window may have, special ones left out.
    """
    windows: list[Stretch] = []
    texts: list[str] = []
    pieces = words = done = 0
    for unit, places in zip(units, offsets, strict=True):
        for part in split(unit, places, budget):
            own = count_words(part.text)
            if texts and (words + own > WINDOW_WORDS or pieces + part.pieces > budget):
                windows.append(Stretch(" ".join(texts), pieces))
                texts, pieces, words = [], 0, 0
                if len(windows) == MAX_WINDOWS:
                    return Cut(tuple(windows), done)
            texts.append(part.text)
            pieces += part.pieces
            words += own
        done += 1
    if texts:
        windows.append(Stretch(" ".join(texts), pieces))
    return Cut(tuple(windows), done)


def split(unit: str, places: Offsets, budget: int) -> list[Stretch]:
    """Cut a line that is longer than a window; a line without pieces counts as one."""
    if len(places) <= budget:
        return [Stretch(unit, max(1, len(places)))]
    starts = [places[i][0] for i in range(0, len(places), budget)]
    ends = [*starts[1:], len(unit)]
    rest = [min(budget, len(places) - i) for i in range(0, len(places), budget)]
    return [Stretch(unit[a:b], n) for a, b, n in zip(starts, ends, rest, strict=True)]


def batches(lengths: Sequence[int], budget: int) -> Iterator[list[int]]:
    """Group rows, shortest first, so that rows times the longest stay within a budget.

    Args:
        lengths: pieces of each row.
        budget: pieces in a batch, padding included; a longer row comes alone.
    """
    batch: list[int] = []
    for i in _by_length(lengths):
        if batch and (len(batch) + 1) * lengths[i] > budget:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


def _by_length(lengths: Sequence[int]) -> Iterable[int]:
    return sorted(range(len(lengths)), key=lambda i: lengths[i])

"""A labelled file: JSON lines with lyrics and what they are said to be, read with its bad lines."""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from analysis.affect import MOODS
from analysis.evaluation.figures import UNLABELLED, Truth

BAD_NAMED = 100  # bad lines that are kept by number; the others are counted
_TEXT, _LABEL = ("text", "lyrics"), ("label", "mood")
_PLANE = {"valence": ("valence", "v"), "arousal": ("arousal", "a")}


class LabelledError(ValueError):
    """A file that nothing can be measured on; the message says why."""


class _BadLineError(ValueError):
    """What is wrong with one line."""


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that was left out.

    Attributes:
        line: its number, from 1.
        problem: what is wrong with it.
    """

    line: int
    problem: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """What could be read.

    Attributes:
        texts: n lyrics.
        truth: what is said of them.
        bad_lines: how many lines were left out.
        bad: the first of them.
    """

    texts: list[str]
    truth: Truth
    bad_lines: int = 0
    bad: tuple[BadLine, ...] = ()


@dataclass(frozen=True, slots=True)
class _Row:
    text: str
    mood: int
    valence: float
    arousal: float


def read_labelled(path: Path) -> Labelled:
    """Read a file of labelled lyrics.

    A line is an object with "text" (or "lyrics") and "label" (or "mood": happy, sad, angry or
    relaxed), or "v" and "a" (or "valence", "arousal") in [-1, 1], or all of them.

    Raises:
        LabelledError: nothing can be measured on it: no usable line, or one label and no v or a.
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return _checked(_labelled(file))


def _labelled(lines: Iterable[bytes]) -> Labelled:
    rows: list[_Row] = []
    bad: list[BadLine] = []
    bad_lines = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            rows.append(_row(line.removeprefix(b"\xef\xbb\xbf")))
        except _BadLineError as error:
            bad_lines += 1
            if len(bad) < BAD_NAMED:
                bad.append(BadLine(number, str(error)))
    truth = Truth(
        np.array([row.mood for row in rows], dtype=np.int64),
        np.array([row.valence for row in rows]),
        np.array([row.arousal for row in rows]),
    )
    return Labelled([row.text for row in rows], truth, bad_lines, tuple(bad))


def _checked(found: Labelled) -> Labelled:
    if not found.texts:
        if not found.bad:
            raise LabelledError("the file is empty")
        first = found.bad[0]
        raise LabelledError(
            f"none of its {found.bad_lines:,} lines can be used; line {first.line}: {first.problem}"
        )
    no_plane = bool(np.isnan([found.truth.valence, found.truth.arousal]).all())
    if no_plane and len(found.truth.labels) == 1:
        only = found.truth.labels[0]
        raise LabelledError(f"its only label is {only}; at least two moods are needed to measure")
    return found


def _row(line: bytes) -> _Row:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:  # the second where it is nested without end
        raise _BadLineError("is no JSON") from error
    if not isinstance(row, dict):
        raise _BadLineError("is no JSON object")
    text = _first(row, _TEXT)
    if not isinstance(text, str):
        raise _BadLineError('has no "text"')
    mood = _mood(_first(row, _LABEL))
    plane = {name: _coordinate(keys, _first(row, keys)) for name, keys in _PLANE.items()}
    if mood == UNLABELLED and all(math.isnan(value) for value in plane.values()):
        raise _BadLineError('has neither "label" nor "v" and "a"')
    return _Row(text, mood, **plane)


def _first(row: dict[str, Any], keys: Iterable[str]) -> Any:
    return next((row[key] for key in keys if row.get(key) is not None), None)


def _mood(label: Any) -> int:
    if label is None:
        return UNLABELLED
    name = label.strip().lower() if isinstance(label, str) else label
    if name not in MOODS:
        shown = json.dumps(label)[:40]  # escaped: a terminal must not obey a file
        raise _BadLineError(f"has the label {shown}; it must be one of {', '.join(MOODS)}")
    return MOODS.index(name)


def _coordinate(keys: tuple[str, ...], value: Any) -> float:
    if value is None:
        return math.nan
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not -1 <= value <= 1:
        raise _BadLineError(f'has a "{keys[1]}" that is no number from -1 to 1')
    return float(value)

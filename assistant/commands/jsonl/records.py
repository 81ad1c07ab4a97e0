"""A line of a catalogue: what it holds, what is wrong with it, and the record written for it."""

import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.types import SongScore

MAX_LINE = 8 * 1024 * 1024
"""Bytes; no song is longer than some thousands, and a line has to fit into memory."""
MAX_DEPTH = 100
"""Lists and objects within each other; what is read must also be written, on any stack."""

RESULTS = (
    "happy", "sad", "angry", "relaxed", "valence", "arousal", "confidence", "known", "reason",
    "model",
)  # fmt: skip
_DETAILS = {
    "line_too_large": f"The line is longer than {MAX_LINE // 1024 // 1024} MiB.",
    "no_json": "The line is no JSON.",
    "too_deep": f"Lists and objects of the line are more than {MAX_DEPTH} deep.",
    "no_object": 'The line is no JSON object such as {"text": "…"}.',
    "no_text": 'The line has no "text".',
    "text_no_string": 'The "text" of the line is no string.',
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the input that is not blank.

    Attributes:
        number: of the line, blank ones counted, from 1.
        fields: its JSON object; what is left of it where the line is of no use.
        problem: stable code of why it cannot be scored; None when it can.
    """

    number: int
    fields: dict[str, Any]
    problem: str | None = None

    @property
    def text(self) -> str:
        """The lyrics; only of a row without a problem."""
        return str(self.fields["text"])

    def refusal(self) -> dict[str, Any]:
        """The record of a line that cannot be scored: its number, its id if any, and why."""
        code = self.problem or ""
        error = {"code": code, "detail": _DETAILS[code]}
        given = {"id": self.fields["id"]} if "id" in self.fields else {}
        return {**given, "line": self.number, "error": error}

    def made(self, record: dict[str, Any]) -> bool:
        """Say whether a record that was read back can be this row's."""
        if self.problem is not None:
            return record == self.refusal()
        return "known" in record and _given(record) == _given(self.fields)


def read_row(line: bytes, number: int) -> Row:
    """Read one line; never raises.

    Args:
        line: JSON, at most `MAX_LINE` bytes or it counts as too large.
        number: of the line in the input, from 1.
    """
    if len(line) > MAX_LINE:
        return Row(number, {}, "line_too_large")
    try:
        fields = json.loads(line, parse_constant=_refuse, parse_float=_finite)
    except (ValueError, RecursionError):  # the second where it is nested without end
        return Row(number, {}, "no_json")
    if line.count(b"[") + line.count(b"{") > MAX_DEPTH and _depth(fields) > MAX_DEPTH:
        return Row(number, {}, "too_deep")
    if not isinstance(fields, dict):
        return Row(number, {}, "no_object")
    if "text" not in fields:
        return Row(number, fields, "no_text")
    if not isinstance(fields["text"], str):
        return Row(number, fields, "text_no_string")
    return Row(number, fields)


def to_json(record: dict[str, Any]) -> str:
    """One line of JSON; escaped where it holds half a character, which no encoding can write."""
    line = json.dumps(record, ensure_ascii=False)
    try:
        line.encode()
    except UnicodeEncodeError:
        return json.dumps(record)
    return line


def results(score: "SongScore") -> dict[str, Any]:
    """What a score says about a song, as JSON values."""
    six = score.six
    names = ("happy", "sad", "angry", "relaxed", "valence", "arousal")
    moods = {name: getattr(six, name) if six else None for name in names}
    return {**moods, "confidence": score.confidence, "known": score.known, "reason": score.reason}


def _given(record: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name not in RESULTS}


def _depth(value: Any) -> int:
    depth, level = 0, [value]
    while level := [inner for inner in level if isinstance(inner, dict | list)]:
        level = [x for y in level for x in (y.values() if isinstance(y, dict) else y)]
        depth += 1
    return depth


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _finite(number: str) -> float:
    value = float(number)
    if math.isinf(value):
        raise ValueError(number)
    return value

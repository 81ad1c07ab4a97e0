"""Lines of a score as they are stored: numbers and offsets, never a second copy of the text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.affect import MOODS, Mood, Six, from_shares, from_valence_arousal
from analysis.fusion import Evidence
from assistant.engine.types import ScoredLine

NAMED: dict[Mood, Six] = {  # the middle of each quadrant's words, not its far corner
    "happy": from_valence_arousal(0.6, 0.5),
    "sad": from_valence_arousal(-0.6, -0.4),
    "angry": from_valence_arousal(-0.6, 0.6),
    "relaxed": from_valence_arousal(0.6, -0.5),
}
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class StoredLine:
    """A scored line: where it stands in the text, and how strongly it speaks (0-1)."""

    number: int
    start: int
    end: int
    six: Six
    weight: float


def pack_lines(lines: Iterable[ScoredLine]) -> list[list[float]]:
    """Lines as stored: [number, start, end, happy, sad, angry, relaxed, weight]."""
    return [
        [
            line.number, line.start, line.end,
            *(round(line.six.shares[mood], _DIGITS) for mood in MOODS),
            round(line.weight, _DIGITS),
        ]
        for line in lines
    ]  # fmt: skip


def unpack_lines(stored: Iterable[Sequence[Any]]) -> list[StoredLine]:
    """Lines as they were packed."""
    return [
        StoredLine(int(row[0]), int(row[1]), int(row[2]), from_shares(*row[3:7]), float(row[7]))
        for row in stored
    ]


def pack_evidence(parts: Iterable[Evidence], confidence: float | None) -> list[dict[str, Any]]:
    """The parts of a mood as stored; `confidence` is that of the words alone."""
    return [
        {
            "kind": part.kind, "label": part.label, "weight": round(part.weight, _DIGITS),
            "share": round(part.share, _DIGITS),
            "shares": [part.six.shares[mood] for mood in MOODS],
            **({"confidence": confidence} if part.kind == "words" else {}),
        }
        for part in parts
    ]  # fmt: skip


def unpack_evidence(stored: Iterable[dict[str, Any]]) -> list[Evidence]:
    """Parts as they were packed."""
    return [
        Evidence(
            part["kind"], part["label"], from_shares(*part["shares"]), part["weight"],
            part["share"],
        )
        for part in stored
    ]  # fmt: skip


def strongest(lines: Iterable[StoredLine], toward: Mood) -> StoredLine | None:
    """The line that speaks most for a mood; the first of equally strong ones."""
    return max(lines, key=lambda line: line.weight * line.six.shares[toward], default=None)

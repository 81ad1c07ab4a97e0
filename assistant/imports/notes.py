"""What became of rows, in spans: a million rows with one fate are one note."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

Outcome = Literal["added", "merged", "skipped", "refused"]


@dataclass(frozen=True, slots=True)
class Note:
    """Rows next to each other that met one fate.

    Attributes:
        first: number of the first row, from 1.
        last: number of the last row.
        excerpt: what may be shown of the first.
    """

    first: int
    last: int
    outcome: Outcome
    reason: str = ""
    excerpt: str = ""


def spans(notes: Iterable[Note]) -> list[Note]:
    """Notes in the order of their rows, neighbours of one fate as one."""
    made: list[Note] = []
    for note in sorted(notes, key=lambda n: n.first):
        last = made[-1] if made else None
        if last is not None and goes_on(last, note):
            made[-1] = replace(last, last=note.last)
        else:
            made.append(note)
    return made


def goes_on(last: Note, note: Note) -> bool:
    """Whether a note's rows come right after another's and met the same fate."""
    same = (last.outcome, last.reason, last.excerpt) == (note.outcome, note.reason, note.excerpt)
    return same and note.first == last.last + 1

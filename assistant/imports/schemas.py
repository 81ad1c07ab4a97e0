"""What an import looks like from outside."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, cast
from uuid import UUID

from pydantic import BaseModel, Field

from assistant.lyrics import service as lyrics
from assistant.models.base import SHARED

ImportState = Literal["waiting", "running", "done", "failed", "cancelled", "undone"]


@dataclass
class Counts:
    """What became of every row: `read` is the sum of all others but `mended`.

    Attributes:
        added: new songs, or plays that nobody had reported.
        merged: songs that were known and gained something (lyrics, facts, a place in the library);
            plays that another source had reported.
        skipped: nothing to do, by reason: "already_here", "repeated" (twice in the file), "short".
        refused: rows that are no song and no play, by reason.
        mended: single values that made no sense and were left out, by column.
    """

    read: int = 0
    added: int = 0
    merged: int = 0
    skipped: dict[str, int] = field(default_factory=dict)
    refused: dict[str, int] = field(default_factory=dict)
    mended: dict[str, int] = field(default_factory=dict)

    @staticmethod
    def count(group: dict[str, int], reason: str, more: int = 1) -> None:
        """Some more of a reason."""
        if more:
            group[reason] = group.get(reason, 0) + more


@dataclass(frozen=True, slots=True)
class Target:
    """Whose a file's songs become.

    Attributes:
        user_id: whose library and history they enter; None for nobody's.
        owner_key: whose catalogue new songs and all lyrics belong to: '' everybody's.
        max_bytes: the longest lyrics taken.
        import_id: names the import, for its undoing.
    """

    user_id: UUID | None
    owner_key: str = SHARED
    max_bytes: int = lyrics.MAX_BYTES
    import_id: UUID | None = None


class ImportView(BaseModel):
    """How far an import is, and what became of its rows."""

    id: UUID
    file_name: str
    format: str = ""
    state: ImportState
    read: int = 0
    added: int = 0
    merged: int = 0
    skipped: dict[str, int] = {}
    refused: dict[str, int] = {}
    mended: dict[str, int] = {}
    created_at: datetime
    undone_at: datetime | None = None
    job_id: UUID | None = Field(None, description="of the job that reads or undoes it now")


class RejectView(BaseModel):
    """Rows that were refused: their numbers in the file (from 1), why, and how they begin."""

    row_no: int
    row_to: int
    reason: str
    excerpt: str


class ImportStarted(BaseModel):
    """The answer to a file: the job that reads it, and where its account will be."""

    job_id: UUID
    import_id: UUID


def counts_of(stored: dict[str, Any]) -> Counts:
    """Counts as they were stored."""
    return Counts(**cast("dict[str, Any]", {k: stored[k] for k in stored}))

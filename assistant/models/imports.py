"""Tables of imports: each run with its counts, and what became of its rows."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from assistant.models.base import Created, id_key, json, ref, text, time


class ImportRun(Created, table=True):
    """One file given to Attune, and how far reading it came."""

    __tablename__ = "import_run"
    __table_args__ = (Index(None, "user_id", "created_at"),)

    id: UUID = id_key()
    user_id: UUID = ref("app_user.id")
    file_name: str = text(255)
    file_sha256: str = text(64)
    format: str = text(200, default="")
    state: str = text(16, default="waiting")
    cursor: int = 0
    counts: dict[str, Any] = json(default_factory=dict)
    undone_at: datetime | None = time(default=None)


class ImportNote(SQLModel, table=True):
    """What became of rows next to each other that no report of a play tells of."""

    __tablename__ = "import_note"

    import_id: UUID = ref("import_run.id", primary_key=True)
    row_no: int = Field(primary_key=True)
    row_to: int
    outcome: str = text(16)
    reason: str = text(64, default="")
    excerpt: str = text(300, default="")

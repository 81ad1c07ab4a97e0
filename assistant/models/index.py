"""Tables of the vector index: its builds, their history, and the changes that must reach it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy import text as sql
from sqlmodel import Field, SQLModel

from assistant.core.columns import BigId, Id
from assistant.models.base import Created, id_key, json, ref, text, time

_ACTIVE = sql("state = 'active'")


class IndexGeneration(Created, table=True):
    """One build of the vector store; at most one is active.

    Changes up to `applied_seq` are in it; those up to `settled_seq` would survive a power cut.
    `job_id` is the job that builds it, so that a job that was killed finds it again.
    `params_sha` covers the preprocessing and how a point is made. `switches` says whether the
    build ends by answering searches or waits to be compared. `written` points took `write_s`
    seconds, over all its runs. `comparison` holds ids and figures, `health` what the last look
    at it found.
    """

    __tablename__ = "index_generation"
    __table_args__ = (
        Index(
            "uq_index_generation_active",
            "state",
            unique=True,
            sqlite_where=_ACTIVE,
            postgresql_where=_ACTIVE,
        ),
    )

    id: UUID = id_key()
    number: int = Field(unique=True)
    name: str = text(120, unique=True)
    mood_stamp: str = text(200)
    embedding_stamp: str = text(200)
    params_sha: str = text(64, default="")
    dims: int
    state: str = text(16, default="building")
    cursor: str = text(80, default="")
    applied_seq: int = Field(default=0, sa_type=BigId)
    settled_seq: int = Field(default=0, sa_type=BigId)
    count: int = 0
    written: int = 0
    write_s: float = 0.0
    switches: bool = True
    checks: dict[str, Any] = json(default_factory=dict)
    comparison: dict[str, Any] = json(default_factory=dict)
    health: dict[str, Any] = json(default_factory=dict)
    job_id: UUID | None = Field(default=None, sa_type=Id)
    started_by: UUID | None = ref("app_user.id", on_delete="SET NULL", default=None)
    activated_at: datetime | None = time(default=None)


class IndexEvent(Created, table=True):
    """What happened to a generation, who wanted it, and by which way; never changed."""

    __tablename__ = "index_event"

    id: UUID = id_key()
    number: int = Field(index=True)
    what: str = text(16)
    user_id: UUID | None = ref("app_user.id", on_delete="SET NULL", default=None)
    via: str = text(8)
    details: dict[str, Any] = json(default_factory=dict)


class IndexChange(SQLModel, table=True):
    """The outbox of the index: which song's point must be written or removed, in order."""

    __tablename__ = "index_change"
    __table_args__ = ({"sqlite_autoincrement": True},)

    seq: int | None = Field(default=None, primary_key=True, sa_type=BigId)
    track_id: UUID = Field(sa_type=Id)
    owner_key: str = text(36)
    op: str = text(8)

"""The table of jobs: background work as its listener sees it (DBOS keeps the machinery)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy import text as sql
from sqlmodel import Field

from assistant.models.base import Created, id_key, json, ref, text, time

ACTIVE_STATES = ("waiting", "running")
_ACTIVE = sql("state IN ('waiting', 'running')")


class Job(Created, table=True):
    """A piece of work with counts; `args` and `result` hold ids and counts only."""

    __tablename__ = "job"
    __table_args__ = (
        Index(
            "uq_job_active",
            "kind",
            "dedupe_key",
            unique=True,
            sqlite_where=_ACTIVE,
            postgresql_where=_ACTIVE,
        ),
        Index(None, "user_id", "created_at"),
    )

    id: UUID = id_key()
    user_id: UUID | None = ref("app_user.id", default=None)
    kind: str = text(64)
    dedupe_key: str = text(200)
    args: dict[str, Any] = json(default_factory=dict)
    state: str = text(16, default="waiting")
    done: int = 0
    total: int | None = None
    unit: str = text(32, default="")
    message: str = text(300, default="")
    result: dict[str, Any] | None = json(default=None)
    cancel_requested: bool = Field(default=False)
    started_at: datetime | None = time(default=None)
    ended_at: datetime | None = time(default=None)

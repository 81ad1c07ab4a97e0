"""Tables of background work: jobs as their listener sees them, and which workers live.

DBOS keeps the machinery under the jobs in tables of its own.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy import text as sql
from sqlmodel import Field, SQLModel

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


class WorkerLease(SQLModel, table=True):
    """What one worker process holds until a time: its name, or the care of the song index.

    `holder` is a run of a worker, never used again; another of the same `origin` follows it at
    once. `model` is what a worker is set to. `until` is by the database's clock, so that the
    clocks of hosts need not agree.
    """

    __tablename__ = "worker_lease"

    name: str = text(120, primary_key=True)
    holder: str = text(120)
    origin: str = text(120)
    model: str = text(401, default="")
    until: datetime = time()

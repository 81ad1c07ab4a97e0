"""The table of the audit log: who did what to what, from where. Only ever added to."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from assistant.core.columns import BigId, Id
from assistant.models.base import json, text, time


class AuditEvent(SQLModel, table=True):
    """One deed. Neither id is a foreign key: a row outlives its people, as an opaque id.

    `actor_id` is who did it, null for a stranger and for Attune itself; `subject_id` whom it
    concerns; `address` where the actor was. The database itself refuses to remove a row, and to
    change its time or verb (triggers of migration 0001).
    """

    __tablename__ = "audit_event"
    __table_args__ = (
        Index(None, "at", "id"),
        Index(None, "subject_id", "at"),
        Index(None, "actor_id", "at"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=BigId)
    at: datetime = time()
    actor_id: UUID | None = Field(default=None, sa_type=Id)
    subject_id: UUID | None = Field(default=None, sa_type=Id)
    verb: str = text(64)
    object: str = text(120, default="")
    address: str | None = text(64, default=None)
    detail: dict[str, Any] = json(default_factory=dict)

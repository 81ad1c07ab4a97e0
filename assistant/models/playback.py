"""Tables of the queue, which is the truth, and of its pushes to players elsewhere."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy import text as sql
from sqlmodel import SQLModel

from assistant.models.base import Created, SixColumns, id_key, json, ref, six_checks, text, time

_ACTIVE = sql("state = 'active'")


class Queue(Created, SixColumns, table=True):
    """Songs to be heard, with the mood they aim at; a listener has one active queue."""

    __tablename__ = "queue"
    __table_args__ = (
        *six_checks(),
        Index(
            "uq_queue_active",
            "user_id",
            unique=True,
            sqlite_where=_ACTIVE,
            postgresql_where=_ACTIVE,
        ),
    )

    id: UUID = id_key()
    user_id: UUID = ref("app_user.id")
    kind: str = text(16)
    goal: dict[str, Any] = json(default_factory=dict)
    seed: int = 0
    version: int = 1
    state: str = text(16, default="active")


class QueueItem(SQLModel, table=True):
    """A song in a queue; positions leave gaps so that a move changes one row."""

    __tablename__ = "queue_item"
    __table_args__ = (Index(None, "queue_id", "position"),)

    id: UUID = id_key()
    queue_id: UUID = ref("queue.id")
    position: int
    track_id: UUID = ref("track.id", index=True)
    recommendation_id: UUID | None = ref("recommendation.id", on_delete="SET NULL", default=None)
    locked: bool = False
    played_at: datetime | None = time(default=None)
    outcome: str | None = text(16, default=None)


class Push(Created, table=True):
    """One sending of a queue to a target; its id is the job's."""

    __tablename__ = "push"

    id: UUID = id_key()
    queue_id: UUID = ref("queue.id", index=True)
    user_id: UUID = ref("app_user.id", index=True)
    target: str = text(24)
    device_id: str | None = text(128, default=None)
    playlist_ref: str | None = text(128, default=None)


class PushItem(SQLModel, table=True):
    """How far one song of a push came; written as `sending` before it is sent."""

    __tablename__ = "push_item"

    push_id: UUID = ref("push.id", primary_key=True)
    queue_item_id: UUID = ref("queue_item.id", primary_key=True, index=True)
    position: int = 0
    uri: str | None = text(200, default=None)
    state: str = text(16, default="waiting")
    reason: str | None = text(64, default=None)
    at: datetime = time()

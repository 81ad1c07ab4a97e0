"""All SQL of the queue."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from assistant.models.playback import Queue, QueueItem
from assistant.models.recommendations import Recommendation

STEP = 1024  # room for a move between two neighbours
REMOVED = "removed"


def active(db: Session, user_id: UUID) -> Queue | None:
    """A listener's current queue, read afresh."""
    query = select(Queue).where(Queue.user_id == user_id, Queue.state == "active")
    return db.exec(query.execution_options(populate_existing=True)).first()


def add(db: Session, queue: Queue) -> None:
    """Insert a queue."""
    db.add(queue)
    db.flush()


def items_of(db: Session, queue_id: UUID) -> list[QueueItem]:
    """The items of a queue in order, removed ones left out."""
    query = select(QueueItem).where(
        QueueItem.queue_id == queue_id,
        func.coalesce(QueueItem.outcome, "") != REMOVED,
    )
    return list(db.exec(query.order_by(col(QueueItem.position), col(QueueItem.id))))


def find_item(db: Session, queue_id: UUID, item_id: UUID) -> QueueItem | None:
    """One item of a queue, removed ones too."""
    query = select(QueueItem).where(QueueItem.queue_id == queue_id, QueueItem.id == item_id)
    return db.exec(query).first()


def add_items(db: Session, items: Sequence[QueueItem]) -> None:
    """Insert items."""
    db.add_all(items)
    db.flush()


def bump(db: Session, queue_id: UUID, version: int | None) -> bool:
    """Raise a queue's version; False when it is not the one expected."""
    statement = update(Queue).where(col(Queue.id) == queue_id)
    if version is not None:
        statement = statement.where(col(Queue.version) == version)
    result = db.execute(statement.values(version=Queue.version + 1))
    return bool(result.rowcount)  # type: ignore[attr-defined]


def retire(db: Session, user_id: UUID) -> None:
    """Make a listener's current queue a past one."""
    db.execute(
        update(Queue)
        .where(col(Queue.user_id) == user_id, col(Queue.state) == "active")
        .values(state="past")
    )


def recommendations_of(db: Session, ids: Sequence[UUID]) -> dict[UUID, Recommendation]:
    """The recommendations that items came from."""
    rows = db.exec(select(Recommendation).where(col(Recommendation.id).in_(ids)))
    return {row.id: row for row in rows}


def mark_played(db: Session, item: QueueItem, at: datetime | None) -> None:
    """Note when an item was heard, or take that back."""
    item.played_at = at
    db.flush()

"""All SQL of pushes."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from assistant.models.jobs import ACTIVE_STATES, Job
from assistant.models.playback import Push, PushItem, Queue, QueueItem


def lock_queue(db: Session, queue_id: UUID) -> None:
    """Let one transaction at a time begin a push of a queue."""
    db.exec(select(Queue.id).where(Queue.id == queue_id).with_for_update()).first()


def add(db: Session, push: Push, items: Sequence[PushItem]) -> None:
    """Insert a push with its songs."""
    db.add(push)
    db.flush()
    db.add_all(items)
    db.flush()


def find(db: Session, push_id: UUID, user_id: UUID) -> Push | None:
    """A listener's push, read afresh."""
    query = select(Push).where(Push.id == push_id, Push.user_id == user_id)
    return db.exec(query.execution_options(populate_existing=True)).first()


def list_of_queue(db: Session, queue_id: UUID) -> list[Push]:
    """The pushes of a queue, newest first."""
    query = select(Push).where(Push.queue_id == queue_id)
    return list(db.exec(query.order_by(col(Push.created_at).desc(), col(Push.id).desc())))


def items_of(db: Session, push_id: UUID) -> list[PushItem]:
    """The songs of a push in order, read afresh."""
    query = select(PushItem).where(PushItem.push_id == push_id)
    fresh = query.order_by(col(PushItem.position)).execution_options(populate_existing=True)
    return list(db.exec(fresh))


def queue_items(db: Session, ids: Collection[UUID]) -> dict[UUID, QueueItem]:
    """Items of queues by id, removed ones too."""
    found = db.exec(select(QueueItem).where(col(QueueItem.id).in_(ids)))
    return {item.id: item for item in found}


def change_item(
    db: Session, push_id: UUID, item_id: UUID, *, expected: Sequence[str], **values: Any
) -> bool:
    """Set columns of a song that is in one of the expected states; False when it is in none."""
    statement = update(PushItem).where(
        col(PushItem.push_id) == push_id,
        col(PushItem.queue_item_id) == item_id,
        col(PushItem.state).in_(expected),
    )
    return bool(db.execute(statement.values(**values)).rowcount)  # type: ignore[attr-defined]


def change_all(db: Session, push_id: UUID, *, expected: Sequence[str], **values: Any) -> int:
    """Set columns of all songs of a push that are in the expected states; how many."""
    statement = update(PushItem).where(
        col(PushItem.push_id) == push_id, col(PushItem.state).in_(expected)
    )
    return int(db.execute(statement.values(**values)).rowcount)  # type: ignore[attr-defined]


def set_playlist(db: Session, push_id: UUID, playlist_ref: str) -> None:
    """Note which playlist a push fills."""
    db.execute(update(Push).where(col(Push.id) == push_id).values(playlist_ref=playlist_ref))


def in_the_making(db: Session, item_ids: Collection[UUID]) -> set[UUID]:
    """Items that a job is about to send."""
    query = (
        select(PushItem.queue_item_id)
        .join(Push, col(Push.id) == col(PushItem.push_id))
        .join(Job, col(Job.id) == col(Push.id))
        .where(
            col(PushItem.queue_item_id).in_(item_ids),
            col(PushItem.state).in_(("waiting", "sending")),
            col(Job.state).in_(ACTIVE_STATES),
            col(Push.target) == "spotify_queue",
        )
    )
    return set(db.exec(query))


def in_state(
    db: Session, item_ids: Collection[UUID], target: str, states: Sequence[str]
) -> set[UUID]:
    """Items that some push to a target left in one of these states."""
    query = (
        select(PushItem.queue_item_id)
        .join(Push, col(Push.id) == col(PushItem.push_id))
        .where(
            col(PushItem.queue_item_id).in_(item_ids),
            col(PushItem.state).in_(states),
            col(Push.target) == target,
        )
    )
    return set(db.exec(query))


def playlists_of(db: Session, user_id: UUID) -> set[str]:
    """The playlists that a listener's pushes filled."""
    query = select(Push.playlist_ref).where(Push.user_id == user_id)
    return {ref for ref in db.exec(query) if ref}


def mark_played(db: Session, item_id: UUID, at: datetime) -> None:
    """Note when an item of a queue was heard."""
    statement = update(QueueItem).where(
        col(QueueItem.id) == item_id, col(QueueItem.played_at).is_(None)
    )
    db.execute(statement.values(played_at=at))


def delete_of(db: Session, user_id: UUID, targets: Sequence[str]) -> None:
    """Remove a listener's pushes to some targets, with all they know of their songs."""
    mine = (col(Push.user_id) == user_id, col(Push.target).in_(targets))
    db.execute(delete(PushItem).where(col(PushItem.push_id).in_(select(Push.id).where(*mine))))
    db.execute(delete(Push).where(*mine))

"""All SQL of polling: schedules, who is at it, and which connections are due."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import or_, update
from sqlmodel import Session, col, select

from assistant.core.upsert import insert_new
from assistant.models.connections import Connection, Poll, Transfer


def find(db: Session, connection_id: UUID) -> Poll | None:
    """A connection's schedule, read afresh."""
    return db.get(Poll, connection_id, populate_existing=True)


def ensure(db: Session, poll: Poll) -> None:
    """Make a schedule where there is none."""
    insert_new(db, [poll])


def change(db: Session, connection_id: UUID, **values: Any) -> None:
    """Set columns of a schedule."""
    db.execute(update(Poll).where(col(Poll.connection_id) == connection_id).values(**values))


def claim(db: Session, connection_id: UUID, by: UUID, now: datetime, until: datetime) -> bool:
    """Be the one who polls, in one statement; False while somebody else is."""
    free = or_(
        col(Poll.claimed_by).is_(None), col(Poll.claimed_by) == by, col(Poll.claimed_until) <= now
    )
    statement = update(Poll).where(col(Poll.connection_id) == connection_id, free)
    changed = db.execute(statement.values(claimed_by=by, claimed_until=until))
    return bool(changed.rowcount)  # type: ignore[attr-defined]


def due(db: Session, provider: str, needs: str, now: datetime, limit: int) -> list[UUID]:
    """Listeners whose connection is good, has a scope, and is due; the longest due first."""
    query = (
        select(Connection.user_id)
        .join(Poll, col(Poll.connection_id) == col(Connection.id))
        .where(
            Connection.provider == provider, Connection.state == "connected",
            col(Connection.scopes).contains(needs, autoescape=True),
            col(Poll.is_on).is_(True), col(Poll.next_at) <= now,
            or_(col(Poll.claimed_until).is_(None), col(Poll.claimed_until) <= now),
        )
        .order_by(col(Poll.next_at))
    )  # fmt: skip
    return list(db.exec(query.limit(limit)))


def held_transfers(
    db: Session, provider: str, now: datetime, limit: int
) -> list[tuple[UUID, Transfer]]:
    """What was begun and may go on now: (listener, how it stands)."""
    query = (
        select(Connection.user_id, Transfer)
        .join(Transfer, col(Transfer.connection_id) == col(Connection.id))
        .where(
            Connection.provider == provider, Connection.state == "connected",
            Transfer.state == "held", col(Transfer.resume_at) <= now,
        )
    )  # fmt: skip
    return list(db.exec(query.limit(limit)).all())

"""All SQL of connections."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, col, select

from assistant.core.upsert import insert_new
from assistant.models.accounts import UserSettings
from assistant.models.connections import Connection, KnownGap


def find(db: Session, user_id: UUID, provider: str, *, lock: bool = False) -> Connection | None:
    """A listener's connection, read afresh; locked for a change where asked."""
    query = select(Connection).where(Connection.user_id == user_id, Connection.provider == provider)
    if lock:
        query = query.with_for_update()
    return db.exec(query.execution_options(populate_existing=True)).first()


def all_of(db: Session, user_id: UUID) -> list[Connection]:
    """A listener's connections."""
    return list(db.exec(select(Connection).where(Connection.user_id == user_id)))


def save(db: Session, row: Connection) -> None:
    """Insert or change a connection."""
    db.add(row)
    db.flush()


def delete(db: Session, row: Connection) -> None:
    """Remove a connection with its secrets and gaps."""
    db.delete(row)
    db.flush()


def add_gap(db: Session, gap: KnownGap) -> None:
    """Note plays that were lost; a gap from the same play on is known already."""
    insert_new(db, [gap])


def gaps(
    db: Session, user_id: UUID, limit: int, offset: int
) -> tuple[list[tuple[KnownGap, str]], int]:
    """A listener's gaps with whose they are, the newest first; and how many there are."""
    mine = select(KnownGap, Connection.provider).join(
        Connection, col(Connection.id) == col(KnownGap.connection_id)
    ).where(Connection.user_id == user_id)  # fmt: skip
    order = (col(KnownGap.from_at).desc(), col(KnownGap.id))
    rows = db.exec(mine.order_by(*order).limit(limit).offset(offset)).all()
    total = db.exec(select(func.count()).select_from(mine.subquery())).one()
    return list(rows), total


def count_gaps(db: Session, connection_id: UUID) -> int:
    """How often plays were lost."""
    query = select(func.count()).select_from(KnownGap)
    return db.exec(query.where(col(KnownGap.connection_id) == connection_id)).one()


def gaps_between(
    db: Session, user_id: UUID, first: datetime | None, last: datetime | None, limit: int
) -> list[tuple[str, datetime, datetime]]:
    """A listener's gaps by when they end, newest first: (provider, from, to)."""
    gap = KnownGap
    query = (
        select(Connection.provider, gap.from_at, gap.to_at)
        .join(Connection, col(Connection.id) == gap.connection_id)
        .where(Connection.user_id == user_id)
    )
    if first is not None:
        query = query.where(col(gap.to_at) > first)
    if last is not None:
        query = query.where(col(gap.to_at) <= last)
    return list(db.exec(query.order_by(col(gap.to_at).desc()).limit(limit)))


def find_setting(db: Session, user_id: UUID, name: str) -> object:
    """One of a listener's settings; None when it was never set."""
    row = db.get(UserSettings, user_id, populate_existing=True)
    return None if row is None else row.settings.get(name)


def save_setting(db: Session, user_id: UUID, name: str, value: object) -> None:
    """Set one of a listener's settings."""
    row = db.get(UserSettings, user_id) or UserSettings(user_id=user_id)
    row.settings = {**row.settings, name: value}
    db.add(row)
    db.flush()

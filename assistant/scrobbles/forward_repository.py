"""All SQL of passing listens on."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import func, or_, update
from sqlmodel import Session, col, select

from assistant.core.upsert import insert_new
from assistant.models.connections import Connection
from assistant.models.listens import Listen, ListenSource
from assistant.models.scrobbles import Forward


class Reported(NamedTuple):
    """One report of a listen: whether a file's, and the service that it says it came from."""

    listen_id: int
    from_file: bool
    service: str


def find_connection(
    db: Session, user_id: UUID, provider: str, *, lock: bool = False
) -> Connection | None:
    """A listener's connection to a service, read afresh."""
    query = select(Connection).where(Connection.user_id == user_id, Connection.provider == provider)
    if lock:
        query = query.with_for_update()
    return db.exec(query.execution_options(populate_existing=True)).first()


def get_connection(db: Session, connection_id: UUID) -> Connection | None:
    """A connection by its id, read afresh."""
    return db.get(Connection, connection_id, populate_existing=True)


def connections_of(db: Session, user_id: UUID, providers: Collection[str]) -> list[Connection]:
    """A listener's connections to some services that are good."""
    query = select(Connection).where(
        Connection.user_id == user_id, col(Connection.provider).in_(providers),
        Connection.state == "connected",
    )  # fmt: skip
    return list(db.exec(query.order_by(Connection.provider)))


def save_connection(db: Session, row: Connection) -> None:
    """Insert or change a connection."""
    db.add(row)
    db.flush()


def delete_connection(db: Session, row: Connection) -> None:
    """Remove a connection, with what waits for it."""
    db.delete(row)
    db.flush()


def reports(
    db: Session, user_id: UUID, source: str, keys: Collection[str]
) -> tuple[dict[int, datetime], list[Reported]]:
    """The listens that reports became or joined, by when they were; and every report of those."""
    query = (
        select(Listen.id, Listen.listened_at)
        .join(ListenSource, col(ListenSource.listen_id) == col(Listen.id))
        .where(
            ListenSource.user_id == user_id, ListenSource.source == source,
            col(ListenSource.source_key).in_(keys),
        )
    )  # fmt: skip
    listens = {number: at for number, at in db.exec(query) if number is not None}
    every = select(ListenSource.listen_id, ListenSource.import_id, ListenSource.context).where(
        col(ListenSource.listen_id).in_(listens)
    )
    return listens, [
        Reported(number, import_id is not None, str(context.get("service", "")))
        for number, import_id, context in db.exec(every)
        if number is not None
    ]


def add(db: Session, rows: Collection[Forward]) -> int:
    """Let listens wait for a service; those that ever did are left alone; how many are new."""
    return insert_new(db, list(rows))


def next_waiting(db: Session, connection_id: UUID, now: datetime) -> Listen | None:
    """The oldest listen that is to be sent now."""
    query = (
        select(Listen)
        .join(Forward, col(Forward.listen_id) == col(Listen.id))
        .where(
            Forward.connection_id == connection_id, Forward.state == "waiting",
            Forward.next_at <= now,
        )
        .order_by(col(Listen.listened_at), col(Listen.id))
    )  # fmt: skip
    return db.exec(query.limit(1)).first()


def tries_of(db: Session, connection_id: UUID, listen_id: int) -> int:
    """How often a listen was tried to be sent."""
    query = select(Forward.tries).where(
        Forward.connection_id == connection_id, Forward.listen_id == listen_id
    )
    return db.exec(query).first() or 0


def change(
    db: Session, connection_id: UUID, expected: str, listen_id: int | None = None, **values: Any
) -> int:
    """Change one listen's row, or all of a state, where the state is as expected; how many."""
    statement = update(Forward).where(
        col(Forward.connection_id) == connection_id, col(Forward.state) == expected
    )
    if listen_id is not None:
        statement = statement.where(col(Forward.listen_id) == listen_id)
    return int(db.execute(statement.values(**values)).rowcount)  # type: ignore[attr-defined]


def counts(db: Session, connection_id: UUID) -> dict[str, int]:
    """How many listens are in which state."""
    query = select(Forward.state, func.count()).where(Forward.connection_id == connection_id)
    return dict(db.exec(query.group_by(Forward.state)).all())


def due(db: Session, now: datetime, limit: int) -> list[tuple[UUID, UUID]]:
    """Good connections that something waits for: (connection, its listener)."""
    waits = select(Forward.connection_id).where(Forward.state == "waiting", Forward.next_at <= now)
    free = or_(col(Connection.blocked_until).is_(None), col(Connection.blocked_until) <= now)
    query = select(Connection.id, Connection.user_id).where(
        col(Connection.id).in_(waits), Connection.state == "connected", free
    )
    return list(db.exec(query.limit(limit)).all())

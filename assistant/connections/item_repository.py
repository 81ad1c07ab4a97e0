"""All SQL of what a provider named, of top items, and of bringing things in."""

import re
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, tuple_, update
from sqlmodel import Session, col, select

from assistant.core.upsert import insert_new
from assistant.models.base import SHARED
from assistant.models.catalogue import Track, TrackIdentifier
from assistant.models.connections import Connection, ConnectionItem, TopItem, Transfer
from assistant.models.library import LibraryItem

Item = ConnectionItem
_SPOTIFY_ID = re.compile(r"[0-9A-Za-z]{22}")


def add(db: Session, rows: Sequence[ConnectionItem]) -> None:
    """Remember what was named; what is known stays as it is."""
    if rows:
        insert_new(db, rows)


def scopes_of(db: Session, connection_id: UUID) -> list[str]:
    """What was allowed when the connection was made."""
    row = db.get(Connection, connection_id, populate_existing=True)
    return [] if row is None else row.scopes.split()


def known_elsewhere(db: Session, connection_id: UUID, user_id: UUID) -> list[ConnectionItem]:
    """Songs of a listener's library that have a Spotify id, whoever brought them."""
    query = (
        select(TrackIdentifier.value, Track.id, Track.title)
        .join(Track, col(Track.id) == col(TrackIdentifier.track_id))
        .join(LibraryItem, col(LibraryItem.track_id) == col(Track.id))
        .where(
            LibraryItem.user_id == user_id, TrackIdentifier.scheme == "spotify",
            TrackIdentifier.owner_key == SHARED,
        )
    )  # fmt: skip
    return [
        ConnectionItem(
            connection_id=connection_id, kind="track", value=value, name=title, track_id=track_id
        )
        for value, track_id, title in db.exec(query)
        if _SPOTIFY_ID.fullmatch(value)
    ]


def page(db: Session, connection_id: UUID, after: tuple[str, str], limit: int) -> list[Item]:
    """What was named, in order of kind and id, after one of them."""
    query = select(Item).where(
        Item.connection_id == connection_id, tuple_(col(Item.kind), col(Item.value)) > after
    )
    return list(db.exec(query.order_by(col(Item.kind), col(Item.value)).limit(limit)))


def count(db: Session, connection_id: UUID) -> int:
    """How many things were named."""
    query = select(func.count()).select_from(Item)
    return db.exec(query.where(col(Item.connection_id) == connection_id)).one()


def saved(db: Session, connection_id: UUID) -> dict[str, int]:
    """How many things are saved there, by kind."""
    query = select(Item.kind, func.count()).where(
        Item.connection_id == connection_id, col(Item.saved).is_(True)
    )
    return dict(db.exec(query.group_by(col(Item.kind))).all())


def set_saved(
    db: Session, connection_id: UUID, kind: str, values: Collection[str], *, is_saved: bool,
    run_id: UUID,
) -> None:  # fmt: skip
    """Note what is saved there, and what is not."""
    if values:
        statement = update(Item).where(
            col(Item.connection_id) == connection_id, col(Item.kind) == kind,
            col(Item.value).in_(values),
        )  # fmt: skip
        db.execute(statement.values(saved=is_saved, run_id=run_id))


def replace_top(
    db: Session, connection_id: UUID, kind: str, time_range: str, rows: Sequence[TopItem]
) -> None:
    """Make these the top items of a kind and range."""
    db.execute(
        delete(TopItem).where(
            col(TopItem.connection_id) == connection_id, col(TopItem.kind) == kind,
            col(TopItem.time_range) == time_range,
        )
    )  # fmt: skip
    insert_new(db, rows)


def top(db: Session, connection_id: UUID, kind: str, time_range: str) -> list[TopItem]:
    """The top items of a kind and range, the first first."""
    query = select(TopItem).where(
        TopItem.connection_id == connection_id, TopItem.kind == kind,
        TopItem.time_range == time_range,
    )  # fmt: skip
    return list(db.exec(query.order_by(col(TopItem.rank))))


def count_top(db: Session, connection_id: UUID) -> int:
    """How many top items there are."""
    query = select(func.count()).select_from(TopItem)
    return db.exec(query.where(col(TopItem.connection_id) == connection_id)).one()


def find_transfer(db: Session, connection_id: UUID, what: str) -> Transfer | None:
    """How bringing something in stands, read afresh."""
    return db.get(Transfer, (connection_id, what), populate_existing=True)


def transfers(db: Session, connection_id: UUID) -> list[Transfer]:
    """How bringing things in stands."""
    return list(db.exec(select(Transfer).where(Transfer.connection_id == connection_id)))


def save_transfer(db: Session, row: Transfer) -> None:
    """Insert or change one."""
    db.add(row)
    db.flush()


def change_transfer(db: Session, connection_id: UUID, what: str, **values: Any) -> None:
    """Set columns of one."""
    statement = update(Transfer).where(
        col(Transfer.connection_id) == connection_id, col(Transfer.what) == what
    )
    db.execute(statement.values(**values))

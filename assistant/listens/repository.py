"""All SQL that reads and removes listens; what records them is in `recording_repository`."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from assistant.models.listens import Listen, ListenSource
from assistant.models.moods import ListeningMood

_AT_ONCE = 500


def counts(
    db: Session, user_id: UUID, ids: Collection[UUID] | None, since: datetime | None
) -> dict[UUID, int]:
    """How often tracks were heard."""
    query = select(Listen.track_id, func.count()).where(Listen.user_id == user_id)
    if since is not None:
        query = query.where(col(Listen.listened_at) >= since)
    if ids is not None:
        query = query.where(col(Listen.track_id).in_(ids))
    return dict(db.exec(query.group_by(col(Listen.track_id))).all())


def last_heard(db: Session, user_id: UUID, ids: Collection[UUID]) -> dict[UUID, datetime]:
    """When tracks were heard last."""
    query: Any = (
        select(Listen.track_id, func.max(Listen.listened_at))
        .where(Listen.user_id == user_id, col(Listen.track_id).in_(ids))
        .group_by(col(Listen.track_id))
    )
    return dict(db.exec(query).all())


def delete_sources(
    db: Session, user_id: UUID, *, source: str | None, import_id: UUID | None
) -> set[int]:
    """Remove reports; the listens they were part of."""
    mine = [ListenSource.user_id == user_id]
    if source is not None:
        mine.append(ListenSource.source == source)
    if import_id is not None:
        mine.append(ListenSource.import_id == import_id)
    linked = select(ListenSource.listen_id).where(*mine, col(ListenSource.listen_id).is_not(None))
    found = {number for number in db.exec(linked) if number is not None}
    db.execute(delete(ListenSource).where(*mine))  # type: ignore[arg-type]  # columns, not bools
    return found


def delete_some_sources(
    db: Session, user_id: UUID, import_id: UUID, at_most: int
) -> tuple[int, set[int]]:
    """Remove some reports of an import: how many, and the listens they were part of."""
    query = select(ListenSource.id, ListenSource.listen_id).where(
        ListenSource.user_id == user_id, ListenSource.import_id == import_id
    )
    rows = list(db.exec(query.limit(at_most)))
    numbers = [number for number, _ in rows]
    for start in range(0, len(numbers), _AT_ONCE):
        part = numbers[start : start + _AT_ONCE]
        db.execute(delete(ListenSource).where(col(ListenSource.id).in_(part)))
    return len(rows), {listen for _, listen in rows if listen is not None}


def sources_of_import(
    db: Session, user_id: UUID, import_id: UUID, after: int, limit: int
) -> list[ListenSource]:
    """Reports of an import whose row comes after one, in the file's order."""
    query = select(ListenSource).where(
        ListenSource.user_id == user_id, ListenSource.import_id == import_id,
        col(ListenSource.row_no) > after,
    )  # fmt: skip
    return list(db.exec(query.order_by(col(ListenSource.row_no)).limit(limit)))


def sources_between(
    db: Session, user_id: UUID, source: str, first: datetime, last: datetime
) -> list[tuple[datetime, str, str]]:
    """What a source reported in a span: (when, title, artist)."""
    query = select(
        ListenSource.started_at, ListenSource.track_name, ListenSource.artist_name
    ).where(
        ListenSource.user_id == user_id, ListenSource.source == source,
        col(ListenSource.started_at) >= first, col(ListenSource.started_at) <= last,
    )  # fmt: skip
    return list(db.exec(query).all())


def count_sources(db: Session, user_id: UUID, source: str) -> tuple[int, int]:
    """What a source reported: how many reports, and how many listens that nobody else did."""
    mine = (ListenSource.user_id == user_id, ListenSource.source == source)
    other = aliased(ListenSource)
    elsewhere = (
        select(other.id)
        .where(other.listen_id == ListenSource.listen_id, other.source != source)
        .exists()
    )
    reports = db.exec(select(func.count()).select_from(ListenSource).where(*mine)).one()
    alone = select(func.count(func.distinct(ListenSource.listen_id))).where(*mine, ~elsewhere)
    return reports, db.exec(alone).one()


def count_between(db: Session, user_id: UUID, first: datetime, last: datetime) -> int:
    """How many listens began within a span, its ends left out."""
    query = select(func.count()).select_from(Listen)
    return db.exec(
        query.where(
            Listen.user_id == user_id, col(Listen.listened_at) > first,
            col(Listen.listened_at) < last,
        )
    ).one()  # fmt: skip


def delete_unreported(db: Session, ids: Collection[int]) -> int:
    """Remove those listens that no report is left for; how many."""
    gone = 0
    ordered = sorted(ids)
    for start in range(0, len(ordered), _AT_ONCE):
        reported = select(ListenSource.id).where(ListenSource.listen_id == Listen.id).exists()
        statement = delete(Listen).where(
            col(Listen.id).in_(ordered[start : start + _AT_ONCE]), ~reported
        )
        gone += db.execute(statement).rowcount  # type: ignore[attr-defined]
    return gone


def find_profile(db: Session, key: ListeningMood) -> ListeningMood | None:
    """The profile of the same span and model."""
    query = select(ListeningMood).where(
        ListeningMood.user_id == key.user_id,
        ListeningMood.from_at == key.from_at,
        ListeningMood.to_at == key.to_at,
        ListeningMood.stamp == key.stamp,
    )
    return db.exec(query).first()


def latest_profile(db: Session, user_id: UUID) -> ListeningMood | None:
    """The profile made last."""
    query = select(ListeningMood).where(ListeningMood.user_id == user_id)
    return db.exec(query.order_by(col(ListeningMood.created_at).desc())).first()


def save_profile(db: Session, row: ListeningMood) -> None:
    """Insert or change a profile."""
    db.add(row)
    db.flush()


def delete_profiles(db: Session, user_id: UUID) -> None:
    """Remove all profiles of a listener."""
    db.execute(delete(ListeningMood).where(col(ListeningMood.user_id) == user_id))

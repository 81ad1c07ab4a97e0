"""All SQL that records plays: reports first, then the listens they become or join."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from assistant.core.upsert import insert_new
from assistant.models.accounts import AppUser
from assistant.models.listens import Listen, ListenSource

_AT_ONCE = 500


def lock(db: Session, user_id: UUID) -> None:
    """Let one transaction at a time record a listener's plays: two would not see each other's."""
    db.exec(select(AppUser.id).where(AppUser.id == user_id).with_for_update()).first()


def known_keys(
    db: Session, user_id: UUID, keys: Collection[tuple[str, str]]
) -> set[tuple[str, str]]:
    """Which reports are here already, by (source, source_key)."""
    found: set[tuple[str, str]] = set()
    ordered = sorted({key for _, key in keys})
    for start in range(0, len(ordered), _AT_ONCE):
        query = select(ListenSource.source, ListenSource.source_key).where(
            ListenSource.user_id == user_id,
            col(ListenSource.source_key).in_(ordered[start : start + _AT_ONCE]),
        )
        found |= set(db.exec(query).all())
    return found


def add_listens(db: Session, listens: Sequence[Listen]) -> None:
    """Insert listens; they get their numbers."""
    db.add_all(listens)
    db.flush()


def add_sources(db: Session, sources: Sequence[ListenSource]) -> None:
    """Insert reports."""
    insert_new(db, sources)


def listens_between(
    db: Session, user_id: UUID, ids: Collection[UUID], first: datetime, last: datetime
) -> list[Listen]:
    """Listens of tracks within a span, oldest first."""
    found: list[Listen] = []
    ordered = sorted(ids)
    for start in range(0, len(ordered), _AT_ONCE):
        query = select(Listen).where(
            Listen.user_id == user_id,
            col(Listen.track_id).in_(ordered[start : start + _AT_ONCE]),
            col(Listen.listened_at) >= first,
            col(Listen.listened_at) <= last,
        )
        found += db.exec(query)
    return sorted(found, key=lambda listen: listen.listened_at)


def sources_of(db: Session, listen_ids: Collection[int]) -> list[tuple[int, str]]:
    """Who reported listens: (listen, source)."""
    found: list[tuple[int, str]] = []
    ordered = sorted(listen_ids)
    for start in range(0, len(ordered), _AT_ONCE):
        query = select(ListenSource.listen_id, ListenSource.source).where(
            col(ListenSource.listen_id).in_(ordered[start : start + _AT_ONCE])
        )
        found += [(number, source) for number, source in db.exec(query) if number is not None]
    return found

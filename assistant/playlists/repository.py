"""All SQL of playlists."""

from collections import Counter
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, or_
from sqlmodel import Session, col, select

from assistant.core.bulk import insert_rows
from assistant.core.ids import new_id
from assistant.models.playlists import Playlist, PlaylistItem

_ITEM = ("id", "playlist_id", "position", "track_id", "added_by")


def find(db: Session, user_id: UUID, playlist_id: UUID) -> Playlist | None:
    """A listener's playlist."""
    query = select(Playlist).where(Playlist.user_id == user_id, Playlist.id == playlist_id)
    return db.exec(query.where(col(Playlist.deleted_at).is_(None))).first()


def find_outside(db: Session, user_id: UUID, source: str, ref: str) -> Playlist | None:
    """A listener's playlist by its id at a provider, read afresh."""
    query = select(Playlist).where(
        Playlist.user_id == user_id, Playlist.source == source, Playlist.source_ref == ref
    )
    return db.exec(query.execution_options(populate_existing=True)).first()


def save(db: Session, row: Playlist) -> None:
    """Insert or change a playlist."""
    db.add(row)
    db.flush()


def page(
    db: Session, user_id: UUID, limit: int, offset: int
) -> tuple[list[tuple[Playlist, int]], int]:
    """A listener's playlists by name with how many songs each has, and how many there are."""
    songs = (
        select(func.count())
        .select_from(PlaylistItem)
        .where(col(PlaylistItem.playlist_id) == col(Playlist.id))
        .scalar_subquery()
    )
    mine = (Playlist.user_id == user_id, col(Playlist.deleted_at).is_(None))
    query = select(Playlist, songs).where(*mine)
    order = (func.lower(col(Playlist.name)), col(Playlist.id))
    rows = db.exec(query.order_by(*order).limit(limit).offset(offset)).all()
    total = db.exec(select(func.count()).select_from(Playlist).where(*mine)).one()
    return [(row, int(number)) for row, number in rows], total


def count_songs(db: Session, playlist_id: UUID) -> int:
    """How many songs a playlist has."""
    query = select(func.count()).select_from(PlaylistItem)
    return db.exec(query.where(col(PlaylistItem.playlist_id) == playlist_id)).one()


def items(db: Session, playlist_id: UUID, limit: int, offset: int) -> list[tuple[int, UUID]]:
    """Places of a playlist in their order: (position, track)."""
    query = select(PlaylistItem.position, PlaylistItem.track_id).where(
        PlaylistItem.playlist_id == playlist_id
    )
    return list(db.exec(query.order_by(col(PlaylistItem.position)).limit(limit).offset(offset)))


def replace_items(
    db: Session, playlist_id: UUID, tracks: Sequence[tuple[int, UUID]], added_by: str
) -> None:
    """Make these a playlist's only songs, at these places."""
    db.execute(delete(PlaylistItem).where(col(PlaylistItem.playlist_id) == playlist_id))
    rows = [(new_id(), playlist_id, position, track, added_by) for position, track in tracks]
    insert_rows(db, PlaylistItem, _ITEM, rows)


def drop_others(db: Session, user_id: UUID, source: str, run_id: UUID) -> int:
    """Remove a provider's playlists that a run did not see; how many."""
    statement = delete(Playlist).where(
        col(Playlist.user_id) == user_id, col(Playlist.source) == source,
        or_(col(Playlist.source_run).is_(None), col(Playlist.source_run) != run_id),
    )  # fmt: skip
    return int(db.execute(statement).rowcount)  # type: ignore[attr-defined]


def states(db: Session, user_id: UUID, source: str, run_id: UUID) -> Counter[str]:
    """What a run found of a provider's playlists: how many in which state."""
    query: Any = select(Playlist.source_state, func.count()).where(
        Playlist.user_id == user_id, Playlist.source == source, Playlist.source_run == run_id
    )
    return Counter(dict(db.exec(query.group_by(col(Playlist.source_state))).all()))


def count_of(db: Session, user_id: UUID, source: str) -> int:
    """How many playlists of a provider's there are."""
    query = select(func.count()).select_from(Playlist)
    mine = query.where(col(Playlist.user_id) == user_id, col(Playlist.source) == source)
    return db.exec(mine).one()


def delete_of(db: Session, user_id: UUID, source: str) -> int:
    """Remove every playlist of a provider's; how many."""
    statement = delete(Playlist).where(
        col(Playlist.user_id) == user_id, col(Playlist.source) == source
    )
    return int(db.execute(statement).rowcount)  # type: ignore[attr-defined]

"""All SQL that makes tracks with their artists, albums, genres and identifiers."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, text, update
from sqlmodel import Session, SQLModel, col, select

from assistant.core.bulk import insert_missing
from assistant.core.columns import Id
from assistant.models.catalogue import Album, AlbumTrack, Artist, Genre, Track, TrackGenre

_CATALOGUE_LOCK = 4_071_967  # any number that nothing else of ours locks


def lock(db: Session) -> None:
    """Let one transaction at a time make tracks.

    SQLite has one writer anyway. On PostgreSQL, two importers that claim the same names in another
    order would deadlock on the rows; this way the second waits and then finds the first one's.
    """
    if db.get_bind().dialect.name == "postgresql":
        db.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _CATALOGUE_LOCK})


def add_new(db: Session, model: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows of one table that are not there yet.

    Plain values instead of models: a history brings tens of thousands of songs.

    Args:
        db: the session.
        model: of the table.
        rows: values by column, every row with the same columns in the same order.
    """
    if rows:
        insert_missing(db, model, tuple(rows[0]), [tuple(row.values()) for row in rows])


def find_artists(db: Session, keys: Collection[str]) -> dict[str, UUID]:
    """Artists by their names as compared; one that was merged is the one it became."""
    survivor = func.coalesce(Artist.merged_into_id, Artist.id, type_=Id)
    query = select(Artist.name_key, survivor).where(
        col(Artist.name_key).in_(keys), Artist.disambiguation == ""
    )
    return dict(db.exec(query).all())


def find_albums(
    db: Session, artist_ids: Collection[UUID], keys: Collection[str]
) -> dict[tuple[UUID, str], UUID]:
    """Albums by artist and title as compared; one that was merged is the one it became."""
    survivor = func.coalesce(Album.merged_into_id, Album.id, type_=Id)
    query = select(Album.artist_id, Album.title_key, survivor).where(
        col(Album.artist_id).in_(artist_ids), col(Album.title_key).in_(keys)
    )
    return {(artist_id, key): album_id for artist_id, key, album_id in db.exec(query)}


def last_positions(db: Session, album_ids: Collection[UUID]) -> dict[UUID, int]:
    """The last position taken on the first disc of albums."""
    query = (
        select(AlbumTrack.album_id, func.max(AlbumTrack.position))
        .where(col(AlbumTrack.album_id).in_(album_ids), AlbumTrack.disc == 1)
        .group_by(col(AlbumTrack.album_id))
    )
    return dict(db.exec(query).all())


def find_genres(db: Session, keys: Collection[str]) -> dict[str, UUID]:
    """Genres by their names as compared."""
    return dict(db.exec(select(Genre.key, Genre.id).where(col(Genre.key).in_(keys))).all())


def with_album(db: Session, ids: Collection[UUID]) -> set[UUID]:
    """Which tracks stand on an album."""
    query = select(AlbumTrack.track_id).where(col(AlbumTrack.track_id).in_(ids))
    return set(db.exec(query))


def with_genre(db: Session, ids: Collection[UUID]) -> set[UUID]:
    """Which tracks have a genre."""
    query = select(TrackGenre.track_id).where(col(TrackGenre.track_id).in_(ids))
    return set(db.exec(query))


def adopt(db: Session, ids: Collection[UUID], origin: str) -> None:
    """Make sample tracks somebody brought by themselves survive the removal of the sample."""
    db.execute(
        update(Track)
        .where(col(Track.id).in_(ids), col(Track.origin) == "sample")
        .values(origin=origin)
    )


def set_cover(db: Session, album_id: UUID, name: str) -> None:
    """Note the file of an album's cover, unless it has one."""
    db.execute(
        update(Album)
        .where(col(Album.id) == album_id, col(Album.cover).is_(None))
        .values(cover=name)
    )

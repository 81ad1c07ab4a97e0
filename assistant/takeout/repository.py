"""All SQL of exports and of deletion; which rows are meant is `ownership`'s."""

from collections.abc import Generator
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, delete, exists, func, or_
from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel, col, select

from assistant.models.accounts import AppUser
from assistant.models.catalogue import Album, AlbumTrack, Artist, Genre, Track, TrackArtist
from assistant.models.catalogue import TrackGenre as Tagged
from assistant.models.imports import ImportRun
from assistant.models.jobs import ACTIVE_STATES, Job
from assistant.models.lyrics import Lyrics
from assistant.models.profile import Profile
from assistant.models.song_moods import SongEmbedding, SongMood, SongMoodCorrection
from assistant.models.takeout import Takeout
from assistant.takeout.ownership import Owned, keyed_tables

AT_ONCE = 500


def add(db: Session, takeout: Takeout) -> None:
    """Insert an export."""
    db.add(takeout)
    db.flush()


def find(db: Session, takeout_id: UUID) -> Takeout | None:
    """An export by id."""
    return db.get(Takeout, takeout_id)


def hold(db: Session, takeout_id: UUID) -> Takeout | None:
    """An export as it is now, which nobody else changes in this transaction."""
    return db.get(Takeout, takeout_id, with_for_update=True, populate_existing=True)


def list_of(db: Session, user_id: UUID) -> list[Takeout]:
    """A listener's exports, newest first."""
    query = select(Takeout).where(Takeout.user_id == user_id)
    return list(db.exec(query.order_by(col(Takeout.created_at).desc(), col(Takeout.id).desc())))


def expired(db: Session, now: datetime) -> list[UUID]:
    """Exports whose time is over."""
    return list(db.exec(select(Takeout.id).where(col(Takeout.expires_at) <= now)))


def unfinished(db: Session, begun_before: datetime) -> list[UUID]:
    """Exports that will not become whole: their job ended or went, or they take too long."""
    ended = or_(col(Job.id).is_(None), col(Job.state).not_in(ACTIVE_STATES))
    query = select(Takeout.id).join(Job, col(Job.id) == col(Takeout.id), isouter=True)
    waiting = query.where(Takeout.state == "waiting")
    return list(db.exec(waiting.where(or_(ended, col(Takeout.created_at) <= begun_before))))


def failed_of(db: Session, user_id: UUID) -> list[UUID]:
    """A listener's exports that were given up."""
    query = select(Takeout.id).where(Takeout.user_id == user_id, Takeout.state == "failed")
    return list(db.exec(query))


def with_files(db: Session) -> set[UUID]:
    """Exports that have a file, or will."""
    return set(db.exec(select(Takeout.id).where(Takeout.state != "failed")))


def photos(db: Session) -> set[UUID]:
    """The files of everybody's photos."""
    return {photo for photo in db.exec(select(Profile.photo_id)) if photo is not None}


def remove(db: Session, ids: list[UUID]) -> None:
    """Delete exports."""
    _delete(db, Takeout, col(Takeout.id).in_(ids))


def count_rows(db: Session, owned: Owned, user_id: UUID) -> int:
    """How many rows of a table are about somebody."""
    query = select_rows(func.count()).select_from(owned.table).where(owned.rows_of(user_id))
    return int(db.execute(query).scalar_one())


def rows_of(db: Session, owned: Owned, user_id: UUID) -> Generator[RowMapping, None, None]:
    """The rows of a table that are about somebody, by primary key, a few at a time.

    Close it when not all are taken: PostgreSQL holds a cursor open for it.
    """
    query = select_rows(owned.table).where(owned.rows_of(user_id))
    query = query.order_by(*owned.table.primary_key.columns)
    with db.execute(query.execution_options(yield_per=AT_ONCE)) as found:
        yield from found.mappings()


def photo_of(db: Session, user_id: UUID) -> UUID | None:
    """The file of a listener's photo."""
    return db.exec(select(Profile.photo_id).where(Profile.user_id == user_id)).first()


def uploads_of(db: Session, user_id: UUID) -> list[tuple[UUID, str]]:
    """Imports whose file may still wait, with its name."""
    query = select(ImportRun.id, ImportRun.file_name).where(ImportRun.user_id == user_id)
    return list(db.exec(query).all())


def due(db: Session, now: datetime) -> list[UUID]:
    """Accounts whose time of grace is over."""
    query = select(AppUser.id).where(
        col(AppUser.delete_after) <= now, col(AppUser.is_sample).is_(False)
    )
    return list(db.exec(query))


def lock(db: Session, user_id: UUID) -> AppUser | None:
    """An account that nobody else changes in this transaction."""
    return db.get(AppUser, user_id, with_for_update=True, populate_existing=True)


def count_admins(db: Session, *, but: UUID) -> int:
    """How many other admins stay."""
    query = select(func.count()).select_from(AppUser).where(
        AppUser.role == "admin", AppUser.id != but, col(AppUser.delete_after).is_(None),
        AppUser.state == "active",
    )  # fmt: skip
    return db.exec(query).one()


def point_keys(db: Session, user_id: UUID) -> set[tuple[UUID, str]]:
    """Every (track, owner) of a listener that may have a point in the index."""
    key = str(user_id)
    moods = db.exec(select(SongMood.track_id).where(SongMood.owner_key == key))
    said = db.exec(select(SongMoodCorrection.track_id).where(SongMoodCorrection.user_id == user_id))
    return {(track_id, key) for track_id in {*moods, *said}}


def purge(db: Session, user_id: UUID) -> None:
    """Delete an account, all that is its own, and what of the catalogue only that needed."""
    mine = select(Track.id).where(Track.owner_key == str(user_id))
    artists = _ids(db, select(TrackArtist.artist_id).where(col(TrackArtist.track_id).in_(mine)))
    albums = _ids(db, select(AlbumTrack.album_id).where(col(AlbumTrack.track_id).in_(mine)))
    genres = _ids(db, select(Tagged.genre_id).where(col(Tagged.track_id).in_(mine)))
    hashes = {
        *db.exec(select(Lyrics.text_sha256).where(Lyrics.owner_key == str(user_id))),
        *db.exec(select(SongMood.text_sha256).where(SongMood.owner_key == str(user_id))),
    }
    for table in keyed_tables():
        db.execute(delete(table).where(table.c.owner_key == str(user_id)))
    _delete(db, AppUser, AppUser.id == user_id)
    _purge_catalogue(db, artists, albums, genres)
    read = exists().where(col(SongMood.text_sha256) == col(SongEmbedding.text_sha256))
    kept = exists().where(col(Lyrics.text_sha256) == col(SongEmbedding.text_sha256))
    _delete(db, SongEmbedding, col(SongEmbedding.text_sha256).in_(hashes), ~or_(read, kept))


def _purge_catalogue(db: Session, artists: set[UUID], albums: set[UUID], genres: set[UUID]) -> None:
    on_album = exists().where(col(AlbumTrack.album_id) == col(Album.id))
    _delete(db, Album, col(Album.id).in_(albums), ~on_album)
    credited = exists().where(col(TrackArtist.artist_id) == col(Artist.id))
    with_album = exists().where(col(Album.artist_id) == col(Artist.id))
    _delete(db, Artist, col(Artist.id).in_(artists), ~or_(credited, with_album))
    tagged = exists().where(col(Tagged.genre_id) == col(Genre.id))
    _delete(db, Genre, col(Genre.id).in_(genres), ~tagged)


def _ids(db: Session, query: Any) -> set[UUID]:
    return set(db.exec(query))


def _delete(db: Session, table: type[SQLModel], *where: Any) -> None:
    db.execute(delete(table).where(*where))

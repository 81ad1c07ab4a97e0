"""All SQL of the sample: its listener's account, its state, and taking everything away again."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import delete, exists, func, or_
from sqlmodel import Session, SQLModel, col, select

from assistant.core.upsert import insert_new
from assistant.models.accounts import AppUser, UserSettings
from assistant.models.catalogue import (
    Album,
    AlbumTrack,
    Artist,
    Genre,
    Track,
    TrackArtist,
    TrackGenre,
    TrackIdentifier,
)
from assistant.models.lyrics import Lyrics
from assistant.models.moods import MoodEntry, MoodEntryTag, Tag
from assistant.models.song_moods import SongEmbedding, SongMood, SongMoodCorrection

SAMPLE = "sample"
_FILLED = "sample_filled"


def add_listener(db: Session, user: AppUser) -> None:
    """Insert the sample listener unless they are there."""
    if insert_new(db, [user]):
        insert_new(db, [UserSettings(user_id=user.id, created_at=user.created_at)])


def is_filled(db: Session, user_id: UUID) -> bool:
    """Whether the listener's history is whole."""
    row = db.get(UserSettings, user_id)
    return bool(row and row.settings.get(_FILLED))


def note_filled(db: Session, user_id: UUID) -> None:
    """Note that the listener's history is whole."""
    row = db.get_one(UserSettings, user_id)
    row.settings = {**row.settings, _FILLED: True}
    db.flush()


def track_ids(db: Session) -> dict[str, UUID]:
    """The track of each sample song, by the song's key."""
    query = select(TrackIdentifier.value, TrackIdentifier.track_id).where(
        TrackIdentifier.owner_key == "", TrackIdentifier.scheme == SAMPLE
    )
    return dict(db.exec(query).all())


def count_scored(db: Session, ids: Collection[UUID], stamp: str) -> int:
    """How many of some tracks a model has read."""
    query = select(func.count()).where(
        col(SongMood.track_id).in_(ids), SongMood.owner_key == "", SongMood.stamp == stamp
    )
    return db.exec(query).one()


def remove_listener(db: Session) -> bool:
    """Delete the sample listener with all they did; whether there was one."""
    tags = set(
        db.exec(
            select(MoodEntryTag.tag_id)
            .join(MoodEntry, col(MoodEntry.id) == MoodEntryTag.entry_id)
            .join(AppUser, col(AppUser.id) == MoodEntry.user_id)
            .where(col(AppUser.is_sample).is_(True))
        )
    )
    found = _delete(db, AppUser, col(AppUser.is_sample).is_(True))
    unused = ~exists().where(col(MoodEntryTag.tag_id) == col(Tag.id))
    _delete(db, Tag, col(Tag.id).in_(tags), unused)
    return bool(found)


def point_keys(db: Session) -> set[tuple[UUID, str]]:
    """Every (track, owner) of the sample that may have a point in the index."""
    sample = select(Track.id).where(Track.origin == SAMPLE)
    moods = db.exec(
        select(SongMood.track_id, SongMood.owner_key).where(col(SongMood.track_id).in_(sample))
    )
    said = db.exec(
        select(SongMoodCorrection.track_id, SongMoodCorrection.user_id).where(
            col(SongMoodCorrection.track_id).in_(sample)
        )
    )
    return set(moods) | {(track_id, str(user_id)) for track_id, user_id in said}


def listener_points(db: Session) -> set[tuple[UUID, str]]:
    """Every (track, owner) that is the sample listener's own word about a song."""
    query = (
        select(SongMoodCorrection.track_id, SongMoodCorrection.user_id)
        .join(AppUser, col(AppUser.id) == SongMoodCorrection.user_id)
        .where(col(AppUser.is_sample).is_(True))
    )
    return {(track_id, str(user_id)) for track_id, user_id in db.exec(query)}


def adopted_tracks(db: Session) -> list[UUID]:
    """Tracks that have sample lyrics and belong to somebody's own import by now."""
    query = (
        select(Lyrics.track_id)
        .join(Track, col(Track.id) == Lyrics.track_id)
        .where(Lyrics.provider == SAMPLE, Track.origin != SAMPLE)
    )
    return list(db.exec(query))


def remove_songs(db: Session) -> int:
    """Delete the sample songs and what only they needed; how many songs there were."""
    sample = select(Track.id).where(Track.origin == SAMPLE)
    hashes = set(db.exec(select(Lyrics.text_sha256).where(Lyrics.provider == SAMPLE)))
    genres = set(db.exec(select(TrackGenre.genre_id).where(col(TrackGenre.track_id).in_(sample))))
    _delete(db, Lyrics, Lyrics.provider == SAMPLE)
    _delete(db, TrackIdentifier, TrackIdentifier.scheme == SAMPLE)
    removed = _delete(db, Track, Track.origin == SAMPLE)
    on_album = exists().where(col(AlbumTrack.album_id) == col(Album.id))
    _delete(db, Album, Album.origin == SAMPLE, ~on_album)
    credited = exists().where(col(TrackArtist.artist_id) == col(Artist.id))
    with_album = exists().where(col(Album.artist_id) == col(Artist.id))
    _delete(db, Artist, Artist.origin == SAMPLE, ~or_(credited, with_album))
    _delete(
        db, Genre, col(Genre.id).in_(genres),
        ~exists().where(col(TrackGenre.genre_id) == col(Genre.id)),
    )  # fmt: skip
    read = exists().where(col(SongMood.text_sha256) == col(SongEmbedding.text_sha256))
    kept = exists().where(col(Lyrics.text_sha256) == col(SongEmbedding.text_sha256))
    _delete(db, SongEmbedding, col(SongEmbedding.text_sha256).in_(hashes), ~or_(read, kept))
    return removed


def _delete(db: Session, table: type[SQLModel], *where: object) -> int:
    done = db.execute(delete(table).where(*where))  # type: ignore[arg-type]
    return int(done.rowcount)  # type: ignore[attr-defined]

"""All SQL of song moods."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import delete, exists, func, tuple_
from sqlmodel import Session, col, select

from assistant.core.upsert import insert_new, upsert
from assistant.models.catalogue import Track, TrackArtist, TrackGenre
from assistant.models.lyrics import Lyrics
from assistant.models.song_moods import Model, SongEmbedding, SongMood, SongMoodCorrection

Key = tuple[UUID, str]
NO_TEXT = ""
_SCORE = (
    "text_sha256", "known", "reason", "confidence", "language", "basis", "evidence", "lines",
    "valence", "arousal", "happy", "sad", "angry", "relaxed",
)  # fmt: skip


def moods_of(
    db: Session, ids: Collection[UUID], owners: Sequence[str], stamp: str
) -> list[SongMood]:
    """What a model says of tracks, to some owners."""
    query = select(SongMood).where(
        col(SongMood.track_id).in_(ids),
        col(SongMood.owner_key).in_(owners),
        SongMood.stamp == stamp,
    )
    return list(db.exec(query))


def corrections_of(
    db: Session, user_id: UUID, ids: Collection[UUID]
) -> dict[UUID, SongMoodCorrection]:
    """What a listener says against it."""
    query = select(SongMoodCorrection).where(
        SongMoodCorrection.user_id == user_id, col(SongMoodCorrection.track_id).in_(ids)
    )
    return {row.track_id: row for row in db.exec(query)}


def residuals(
    db: Session, user_id: UUID, owners: Sequence[str], stamp: str, limit: int
) -> dict[UUID, tuple[float, float]]:
    """What a listener's newest corrections say less what a model predicted: (valence, arousal).

    Songs without a prediction are left out; a prediction of the listener's own text comes first.
    """
    query = (
        select(
            SongMoodCorrection.track_id,
            SongMoodCorrection.valence - col(SongMood.valence),
            SongMoodCorrection.arousal - col(SongMood.arousal),
        )
        .join(SongMood, col(SongMood.track_id) == SongMoodCorrection.track_id)
        .where(
            SongMoodCorrection.user_id == user_id,
            SongMood.stamp == stamp,
            col(SongMood.owner_key).in_(owners),
            col(SongMood.known).is_(True),
        )
        .order_by(col(SongMoodCorrection.created_at).desc(), col(SongMood.owner_key).desc())
        .limit(limit)
    )
    found: dict[UUID, tuple[float, float]] = {}
    for track_id, valence, arousal in db.exec(query):
        if valence is not None and arousal is not None:
            found.setdefault(track_id, (valence, arousal))
    return found


def save_correction(db: Session, row: SongMoodCorrection) -> None:
    """Insert a correction or change it."""
    upsert(db, [row], ("valence", "arousal", "happy", "sad", "angry", "relaxed"))


def delete_correction(db: Session, user_id: UUID, track_id: UUID) -> bool:
    """Remove a correction; whether there was one."""
    statement = delete(SongMoodCorrection).where(
        col(SongMoodCorrection.user_id) == user_id, col(SongMoodCorrection.track_id) == track_id
    )
    return bool(db.execute(statement).rowcount)  # type: ignore[attr-defined]


def save_score(db: Session, row: SongMood, embedding: SongEmbedding | None) -> None:
    """Write a score over an older one of the same model; an embedding stays as it is."""
    upsert(db, [row], _SCORE)
    if embedding is not None:
        insert_new(db, [embedding])


def note_models(db: Session, models: Sequence[Model]) -> None:
    """Note which models there are."""
    insert_new(db, models)


def scores_by_text(
    db: Session, hashes: Collection[str], mood_stamp: str, embedding_stamp: str
) -> dict[str, SongMood]:
    """A whole score of each text that a model has read, whichever track it belongs to."""
    has_embedding = exists().where(
        col(SongEmbedding.text_sha256) == col(SongMood.text_sha256),
        col(SongEmbedding.stamp) == embedding_stamp,
    )
    query = select(SongMood).where(
        col(SongMood.text_sha256).in_(hashes),
        SongMood.stamp == mood_stamp,
        col(SongMood.known).is_(False) | (col(SongMood.basis) == "tags") | has_embedding,
    )
    return {row.text_sha256: row for row in db.exec(query)}


def owners_of(db: Session, track_id: UUID) -> set[str]:
    """To whom anything was said about a track's mood: '' for everybody, listeners by id."""
    moods = select(SongMood.owner_key).where(SongMood.track_id == track_id)
    said = select(SongMoodCorrection.user_id).where(SongMoodCorrection.track_id == track_id)
    return set(db.exec(moods)) | {str(user_id) for user_id in db.exec(said)}


def living(db: Session, ids: Collection[UUID]) -> set[UUID]:
    """Which tracks are still there."""
    return set(db.exec(select(Track.id).where(col(Track.id).in_(ids))))


def owners_by_track(db: Session, ids: Collection[UUID]) -> dict[UUID, str]:
    """Whose each of some tracks is; those merged away are left out."""
    query = select(Track.id, Track.owner_key).where(
        col(Track.id).in_(ids), col(Track.merged_into_id).is_(None)
    )
    return dict(db.exec(query).all())


def rows_of(db: Session, ids: Collection[UUID]) -> list[SongMood]:
    """Everything any model said of tracks, to anybody, read afresh."""
    query = select(SongMood).where(col(SongMood.track_id).in_(ids))
    return list(db.exec(query.execution_options(populate_existing=True)))


def with_mood(db: Session, ids: Collection[UUID]) -> set[UUID]:
    """Which tracks anything was said of."""
    if not ids:
        return set()
    return set(db.exec(select(SongMood.track_id).where(col(SongMood.track_id).in_(ids))))


def tagged_without_mood(
    db: Session, stamp: str, owners: Sequence[str], after: UUID | None, limit: int
) -> list[UUID]:
    """Tracks that have a tag, or an artist with one, but neither a text nor a mood; in order."""
    same = (col(SongMood.track_id) == col(Track.id), col(SongMood.owner_key) == Track.owner_key)
    sung = exists().where(
        col(Lyrics.track_id) == col(Track.id), col(Lyrics.state) == "found",
        col(Lyrics.owner_key) == Track.owner_key,
    )  # fmt: skip
    artists = (
        select(TrackArtist.artist_id)
        .join(TrackGenre, col(TrackGenre.track_id) == TrackArtist.track_id)
        .where(TrackArtist.position == 0)
    )
    by_artist = exists().where(
        col(TrackArtist.track_id) == col(Track.id), col(TrackArtist.position) == 0,
        col(TrackArtist.artist_id).in_(artists),
    )  # fmt: skip
    tagged = exists().where(col(TrackGenre.track_id) == col(Track.id)) | by_artist
    query = select(Track.id).where(
        col(Track.owner_key).in_(owners), col(Track.merged_into_id).is_(None), tagged,
        ~exists().where(*same, col(SongMood.stamp) == stamp), ~sung,
    )  # fmt: skip
    if after is not None:
        query = query.where(col(Track.id) > after)
    return list(db.exec(query.order_by(col(Track.id)).limit(limit)))


def delete_mood(db: Session, row: SongMood) -> None:
    """Remove what one model said of a track to one owner."""
    db.execute(
        delete(SongMood).where(
            col(SongMood.track_id) == row.track_id,
            col(SongMood.owner_key) == row.owner_key,
            col(SongMood.stamp) == row.stamp,
        )
    )


def delete_stale(db: Session, track_id: UUID, owner_key: str, current_sha256: str | None) -> int:
    """Remove scores of texts that do not count any more; how many there were."""
    statement = delete(SongMood).where(
        col(SongMood.track_id) == track_id, col(SongMood.owner_key) == owner_key
    )
    if current_sha256 is not None:
        statement = statement.where(col(SongMood.text_sha256) != current_sha256)
    return int(db.execute(statement).rowcount)  # type: ignore[attr-defined]


def waiting(
    db: Session, stamp: str, owners: Sequence[str], after: Key | None, limit: int
) -> list[Key]:
    """Texts that no score was made of, by track and owner, in order."""
    query = _waiting(stamp, owners)
    if after is not None:
        query = query.where(tuple_(col(Lyrics.track_id), col(Lyrics.owner_key)) > after)
    order = (col(Lyrics.track_id), col(Lyrics.owner_key))
    return [(i, key) for i, key in db.exec(query.order_by(*order).limit(limit))]


def count_waiting(db: Session, stamp: str, owners: Sequence[str]) -> int:
    """How many such texts there are."""
    return db.exec(select(func.count()).select_from(_waiting(stamp, owners).subquery())).one()


def owners_to_renew(db: Session, stamp: str) -> list[str]:
    """Owners of texts that another model has scored and the one of `stamp` has not."""
    said = exists().where(
        col(SongMood.track_id) == col(Lyrics.track_id),
        col(SongMood.owner_key) == col(Lyrics.owner_key),
        col(SongMood.stamp) != stamp,
        col(SongMood.text_sha256) != NO_TEXT,
    )
    everybody = select(Lyrics.owner_key).distinct()
    waiting = _waiting(stamp, db.exec(everybody).all()).where(said).subquery()
    return sorted(db.exec(select(waiting.c.owner_key).distinct()).all())


def _waiting(stamp: str, owners: Sequence[str]):  # type: ignore[no-untyped-def]  # noqa: ANN202 - SQLModel's Select has no name for two columns
    scored = exists().where(
        col(SongMood.track_id) == col(Lyrics.track_id),
        col(SongMood.owner_key) == col(Lyrics.owner_key),
        col(SongMood.stamp) == stamp,
        col(SongMood.text_sha256) != NO_TEXT,
    )
    return (
        select(Lyrics.track_id, Lyrics.owner_key)
        .where(Lyrics.state == "found", col(Lyrics.owner_key).in_(owners), ~scored)
        .distinct()
    )

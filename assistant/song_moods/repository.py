"""All SQL of song moods."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import delete, exists, func, tuple_
from sqlmodel import Session, col, select

from assistant.core.upsert import insert_new, upsert
from assistant.models.catalogue import Track
from assistant.models.lyrics import Lyrics
from assistant.models.song_moods import Model, SongEmbedding, SongMood, SongMoodCorrection

Key = tuple[UUID, str]
_SCORE = (
    "text_sha256", "known", "reason", "confidence", "language", "lines", "valence", "arousal",
    "happy", "sad", "angry", "relaxed",
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
        col(SongMood.known).is_(False) | has_embedding,
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


def _waiting(stamp: str, owners: Sequence[str]):  # type: ignore[no-untyped-def]  # noqa: ANN202 - SQLModel's Select has no name for two columns
    scored = exists().where(
        col(SongMood.track_id) == col(Lyrics.track_id),
        col(SongMood.owner_key) == col(Lyrics.owner_key),
        col(SongMood.stamp) == stamp,
    )
    return (
        select(Lyrics.track_id, Lyrics.owner_key)
        .where(Lyrics.state == "found", col(Lyrics.owner_key).in_(owners), ~scored)
        .distinct()
    )

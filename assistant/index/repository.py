"""All SQL of the index: what a point mirrors, the outbox of changes, the list of builds."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Select, delete, func, union
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from analysis.affect import Six
from assistant.models.base import SHARED
from assistant.models.catalogue import Genre, Track, TrackArtist, TrackGenre
from assistant.models.index import IndexChange, IndexGeneration
from assistant.models.song_moods import SongEmbedding, SongMood, SongMoodCorrection

Key = tuple[UUID, str]


@dataclass(slots=True)
class PointSource:
    """What SQL knows of one point."""

    track_id: UUID
    owner_key: str
    six: Six
    text_sha256: str
    track: Track
    genres: list[str] = field(default_factory=list)
    artists: list[str] = field(default_factory=list)
    embedding: NDArray[np.float32] | None = None


def add_change(db: Session, track_id: UUID, owner_key: str, op: str) -> None:
    """Note that a point must be written or removed."""
    db.add(IndexChange(track_id=track_id, owner_key=owner_key, op=op))
    db.flush()


def last_seq(db: Session) -> int:
    """The number of the newest change."""
    return db.exec(select(func.max(IndexChange.seq))).one() or 0


def changes_after(db: Session, seq: int, limit: int) -> list[IndexChange]:
    """Changes in order."""
    query = select(IndexChange).where(col(IndexChange.seq) > seq)
    return list(db.exec(query.order_by(col(IndexChange.seq)).limit(limit)))


def count_changes_after(db: Session, seq: int) -> int:
    """How many changes wait."""
    query = select(func.count()).select_from(IndexChange).where(col(IndexChange.seq) > seq)
    return db.exec(query).one()


def prune_changes(db: Session, seq: int) -> None:
    """Forget changes that every living generation has."""
    db.execute(delete(IndexChange).where(col(IndexChange.seq) <= seq))


def generations(db: Session) -> list[IndexGeneration]:
    """All builds, newest first."""
    return list(db.exec(select(IndexGeneration).order_by(col(IndexGeneration.number).desc())))


def active(db: Session) -> IndexGeneration | None:
    """The build that answers searches."""
    return db.exec(select(IndexGeneration).where(IndexGeneration.state == "active")).first()


def find(db: Session, generation_id: UUID) -> IndexGeneration | None:
    """A build by id, read afresh."""
    return db.get(IndexGeneration, generation_id, populate_existing=True)


def find_building(db: Session) -> IndexGeneration | None:
    """The build that was begun and not ended."""
    query = select(IndexGeneration).where(IndexGeneration.state == "building")
    return db.exec(query.order_by(col(IndexGeneration.number).desc())).first()


def add_generation(db: Session, generation: IndexGeneration) -> None:
    """Insert a build."""
    db.add(generation)
    db.flush()


def next_number(db: Session) -> int:
    """The number of the next build."""
    return (db.exec(select(func.max(IndexGeneration.number))).one() or 0) + 1


def count_points(db: Session, mood_stamp: str) -> int:
    """How many points there should be under a model: known moods and corrections, each once."""
    known = _known(mood_stamp)
    shared = db.exec(
        select(func.count()).select_from(SongMood).where(*known, SongMood.owner_key == SHARED)
    ).one()
    own = db.exec(
        select(SongMood.track_id, SongMood.owner_key).where(*known, SongMood.owner_key != SHARED)
    )
    corrected = db.exec(select(SongMoodCorrection.track_id, SongMoodCorrection.user_id))
    keys = set(own) | {(track_id, str(user_id)) for track_id, user_id in corrected}
    return shared + len(keys)


def places_up_to(
    db: Session, mood_stamp: str, last: UUID | None, step: int
) -> list[tuple[float, float]]:
    """Valence and arousal of every `step`-th known shared mood up to a track, in track order."""
    if last is None:
        return []
    rank = func.row_number().over(order_by=col(SongMood.track_id)).label("rank")
    every = (
        sql_select(col(SongMood.valence), col(SongMood.arousal), rank)
        .where(*_known(mood_stamp), col(SongMood.owner_key) == SHARED)
        .where(col(SongMood.track_id) <= last)
        .subquery()
    )
    query = sql_select(every.c.valence, every.c.arousal).where((every.c.rank - 1) % step == 0)
    return [(row.valence, row.arousal) for row in db.execute(query.order_by(every.c.rank))]


def track_page(db: Session, mood_stamp: str, after: UUID | None, limit: int) -> list[UUID]:
    """Ids of tracks that have points, in order, after one."""
    known: Select[Any] = sql_select(col(SongMood.track_id).label("id")).where(*_known(mood_stamp))
    corrected: Select[Any] = sql_select(col(SongMoodCorrection.track_id).label("id"))
    if after is not None:
        known = known.where(col(SongMood.track_id) > after)
        corrected = corrected.where(col(SongMoodCorrection.track_id) > after)
    both = union(known, corrected).subquery()
    return [row.id for row in db.execute(sql_select(both.c.id).order_by(both.c.id).limit(limit))]


def keys_of(db: Session, mood_stamp: str, track_ids: Sequence[UUID]) -> list[Key]:
    """Every point that these tracks should have."""
    moods = db.exec(
        select(SongMood.track_id, SongMood.owner_key).where(
            col(SongMood.track_id).in_(track_ids), *_known(mood_stamp)
        )
    )
    corrections = db.exec(
        select(SongMoodCorrection.track_id, SongMoodCorrection.user_id).where(
            col(SongMoodCorrection.track_id).in_(track_ids)
        )
    )
    keys = {(track_id, owner_key) for track_id, owner_key in moods}
    keys |= {(track_id, str(user_id)) for track_id, user_id in corrections}
    return sorted(keys)


def sources(
    db: Session, mood_stamp: str, embedding_stamp: str, keys: Sequence[Key]
) -> list[PointSource]:
    """What SQL knows of points; keys that should have none are left out.

    A correction overlays its owner's row, and stands on the shared text where they have no own.
    """
    track_ids = sorted({track_id for track_id, _ in keys})
    tracks = {
        t.id: t
        for t in db.exec(
            select(Track).where(col(Track.id).in_(track_ids), col(Track.merged_into_id).is_(None))
        )
    }
    moods = _moods(db, mood_stamp, track_ids)
    corrections = _corrections(db, track_ids)
    found = []
    for track_id, key in keys:
        row = moods.get((track_id, key)) or moods.get((track_id, SHARED))
        six = corrections.get((track_id, key))
        if six is None and (track_id, key) in moods:
            six = moods[track_id, key].six
        if six is None or track_id not in tracks:
            continue
        sha = row.text_sha256 if row else ""
        found.append(PointSource(track_id, key, six, sha, tracks[track_id]))
    _add_embeddings(db, embedding_stamp, found)
    _add_names(db, found)
    return found


def _known(stamp: str) -> tuple[ColumnElement[bool], ...]:
    return (col(SongMood.stamp) == stamp, col(SongMood.known).is_(True))


def _moods(db: Session, stamp: str, track_ids: Sequence[UUID]) -> dict[Key, SongMood]:
    rows = db.exec(select(SongMood).where(col(SongMood.track_id).in_(track_ids), *_known(stamp)))
    return {(row.track_id, row.owner_key): row for row in rows}


def _corrections(db: Session, track_ids: Sequence[UUID]) -> dict[Key, Six]:
    rows = db.exec(
        select(SongMoodCorrection).where(col(SongMoodCorrection.track_id).in_(track_ids))
    )
    return {(row.track_id, str(row.user_id)): row.six for row in rows}


def _add_embeddings(db: Session, stamp: str, found: Iterable[PointSource]) -> None:
    wanted = {source.text_sha256 for source in found if source.text_sha256}
    rows = db.exec(
        select(SongEmbedding).where(
            col(SongEmbedding.text_sha256).in_(wanted), SongEmbedding.stamp == stamp
        )
    )
    vectors = {row.text_sha256: np.frombuffer(row.vector, "<f2").astype(np.float32) for row in rows}
    for source in found:
        source.embedding = vectors.get(source.text_sha256)


def _add_names(db: Session, found: Sequence[PointSource]) -> None:
    track_ids = {source.track_id for source in found}
    genres: dict[UUID, list[str]] = defaultdict(list)
    for track_id, key in db.exec(
        select(TrackGenre.track_id, Genre.key)
        .join(Genre, col(Genre.id) == col(TrackGenre.genre_id))
        .where(col(TrackGenre.track_id).in_(track_ids))
    ):
        genres[track_id].append(key)
    artists: dict[UUID, list[str]] = defaultdict(list)
    for track_id, artist_id in db.exec(
        select(TrackArtist.track_id, TrackArtist.artist_id).where(
            col(TrackArtist.track_id).in_(track_ids)
        )
    ):
        artists[track_id].append(str(artist_id))
    for source in found:
        source.genres = sorted(set(genres[source.track_id]))
        source.artists = artists[source.track_id]

"""All SQL of what a point mirrors: which points there should be, and what SQL knows of each."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Select, exists, func, union
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from analysis.affect import Six
from assistant.models.base import SHARED
from assistant.models.catalogue import Artist, Genre, Track, TrackArtist, TrackGenre
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
    # Each side is cut first: otherwise every page would read all the pages that follow.
    sides = [s.distinct().order_by(s.selected_columns.id).limit(limit).subquery()
             for s in (known, corrected)]  # fmt: skip
    both = union(*(sql_select(side.c.id) for side in sides)).subquery()
    return [row.id for row in db.execute(sql_select(both.c.id).order_by(both.c.id).limit(limit))]


def all_keys(db: Session, mood_stamp: str, page: int = 5000) -> Iterator[Key]:
    """Every point that there should be, in the order of tracks."""
    last = None
    while track_ids := track_page(db, mood_stamp, last, page):
        yield from keys_of(db, mood_stamp, track_ids)
        last = track_ids[-1]


def dims_of(db: Session, embedding_stamp: str) -> int | None:
    """The length of a model's embeddings; None before it made the first."""
    stored = func.length(SongEmbedding.vector)
    size = db.exec(select(stored).where(SongEmbedding.stamp == embedding_stamp).limit(1)).first()
    return None if size is None else int(size) // 2


def count_own(db: Session, mood_stamp: str) -> int:
    """How many of the points belong to one listener alone."""
    shared = (*_known(mood_stamp), col(SongMood.owner_key) == SHARED)
    everybody = db.exec(select(func.count()).select_from(SongMood).where(*shared)).one()
    return count_points(db, mood_stamp) - everybody


def count_without_words(db: Session, mood_stamp: str, embedding_stamp: str) -> int:
    """How many known moods have no embedding beside them."""
    read = exists().where(
        col(SongEmbedding.text_sha256) == col(SongMood.text_sha256),
        col(SongEmbedding.stamp) == embedding_stamp,
    )
    query = select(func.count()).select_from(SongMood).where(*_known(mood_stamp), ~read)
    return db.exec(query).one()


def shared_names(db: Session, track_ids: Sequence[UUID]) -> dict[UUID, tuple[str, str]]:
    """Title and main artist of tracks; those of one listener's own are left out."""
    query = (
        select(Track.id, Track.title, Artist.name)
        .outerjoin(TrackArtist, (col(TrackArtist.track_id) == col(Track.id))
                   & (col(TrackArtist.position) == 0))
        .outerjoin(Artist, col(Artist.id) == col(TrackArtist.artist_id))
        .where(col(Track.id).in_(track_ids), Track.owner_key == SHARED)
    )  # fmt: skip
    return {track_id: (title, artist or "") for track_id, title, artist in db.exec(query)}


def evenly_spread(db: Session, mood_stamp: str, embedding_stamp: str, many: int) -> list[UUID]:
    """Shared tracks whose words were read, evenly spread over all of them; always the same."""
    rank = func.row_number().over(order_by=col(SongMood.track_id)).label("rank")
    read = exists().where(
        col(SongEmbedding.text_sha256) == col(SongMood.text_sha256),
        col(SongEmbedding.stamp) == embedding_stamp,
    )
    shared = exists().where(col(Track.id) == col(SongMood.track_id), col(Track.owner_key) == SHARED)
    every = (
        sql_select(col(SongMood.track_id).label("id"), rank)
        .where(*_known(mood_stamp), col(SongMood.owner_key) == SHARED, read, shared)
        .subquery()
    )
    total = db.execute(sql_select(func.count()).select_from(every)).scalar_one()
    step = max(1, -(-total // many)) if many else 1
    query = sql_select(every.c.id).where((every.c.rank - 1) % step == 0).order_by(every.c.rank)
    return [row.id for row in db.execute(query.limit(many))]


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

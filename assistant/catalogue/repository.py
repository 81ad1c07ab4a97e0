"""All SQL that reads the catalogue; what makes tracks is in `writing_repository`."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from assistant.models.base import SHARED
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


class Key(NamedTuple):
    """The primary key of an identifier."""

    owner_key: str
    scheme: str
    value: str


class Credit(NamedTuple):
    """An artist of a track."""

    id: UUID
    name: str


def find_identifiers(db: Session, keys: Collection[Key]) -> dict[Key, UUID]:
    """The tracks that identifiers name."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key in keys:
        groups[key.owner_key, key.scheme].append(key.value)
    found: dict[Key, UUID] = {}
    for (owner_key, scheme), values in groups.items():
        query = select(TrackIdentifier.value, TrackIdentifier.track_id).where(
            TrackIdentifier.owner_key == owner_key,
            TrackIdentifier.scheme == scheme,
            col(TrackIdentifier.value).in_(values),
        )
        found |= {Key(owner_key, scheme, value): track_id for value, track_id in db.exec(query)}
    return found


def list_identifiers(db: Session, ids: Collection[UUID]) -> list[TrackIdentifier]:
    """Every identifier of tracks."""
    query = select(TrackIdentifier).where(col(TrackIdentifier.track_id).in_(ids))
    return list(db.exec(query))


def find_tracks(db: Session, ids: Collection[UUID], owners: Sequence[str] | None) -> list[Track]:
    """Tracks by id; only those of `owners` when given."""
    query = select(Track).where(col(Track.id).in_(ids))
    if owners is not None:
        query = query.where(col(Track.owner_key).in_(owners))
    return list(db.exec(query))


def lengths_of(db: Session, ids: Collection[UUID]) -> dict[UUID, int | None]:
    """How long tracks are."""
    if not ids:
        return {}
    return dict(db.exec(select(Track.id, Track.duration_ms).where(col(Track.id).in_(ids))).all())


def artist_ids_of(
    db: Session, ids: Collection[UUID], owners: Sequence[str]
) -> dict[UUID, tuple[UUID, ...]]:
    """The artists of the visible ones among tracks, the main one first."""
    query = (
        select(TrackArtist.track_id, TrackArtist.artist_id)
        .join(Track, col(Track.id) == col(TrackArtist.track_id))
        .where(
            col(TrackArtist.track_id).in_(ids),
            col(Track.owner_key).in_(owners),
            col(Track.merged_into_id).is_(None),
        )
        .order_by(col(TrackArtist.track_id), col(TrackArtist.position))
    )
    found: dict[UUID, tuple[UUID, ...]] = {}
    for track_id, artist_id in db.exec(query):
        found[track_id] = (*found.get(track_id, ()), artist_id)
    return found


def find_survivor(db: Session, track_id: UUID, owners: Sequence[str]) -> Track | None:
    """A track of one of `owners`, or the one it was merged into."""
    seen: set[UUID] = set()
    track = db.get(Track, track_id)
    while track is not None and track.merged_into_id is not None and track.id not in seen:
        seen.add(track.id)
        track = db.get(Track, track.merged_into_id)
    return track if track is not None and track.owner_key in owners else None


def list_tracks(
    db: Session, owners: Sequence[str], search: str, limit: int, offset: int
) -> tuple[list[UUID], int]:
    """A page of visible tracks by title, and how many there are."""
    where: list[ColumnElement[bool]] = [
        col(Track.owner_key).in_(owners),
        col(Track.merged_into_id).is_(None),
    ]
    if search:
        where.append(col(Track.search_text).contains(search, autoescape=True))
    total = db.exec(select(func.count()).select_from(Track).where(*where)).one()
    order = (col(Track.title_key), col(Track.id))
    query = select(Track.id).where(*where).order_by(*order).limit(limit).offset(offset)
    return list(db.exec(query)), total


def list_artists(
    db: Session, owners: Sequence[str], search_key: str, limit: int, offset: int
) -> tuple[list[tuple[UUID, str, int]], int]:
    """A page of artists with a visible track, by name: (id, name, tracks); and how many."""
    base = (
        select(Artist.id, Artist.name, func.count(func.distinct(Track.id)))
        .join(TrackArtist, col(TrackArtist.artist_id) == Artist.id)
        .join(Track, col(Track.id) == TrackArtist.track_id)
        .where(col(Track.owner_key).in_(owners), col(Track.merged_into_id).is_(None))
        .group_by(col(Artist.id), col(Artist.name), col(Artist.name_key))
    )
    if search_key:
        base = base.where(col(Artist.name_key).contains(search_key, autoescape=True))
    total = db.exec(select(func.count()).select_from(base.subquery())).one()
    page = base.order_by(col(Artist.name_key), col(Artist.id)).limit(limit).offset(offset)
    return [(i, name, count) for i, name, count in db.exec(page)], total


def list_genres(
    db: Session, owners: Sequence[str], search_key: str, limit: int, offset: int
) -> tuple[list[tuple[UUID, str, int]], int]:
    """A page of genres with a visible track, by name: (id, name, tracks); and how many."""
    base = (
        select(Genre.id, Genre.name, func.count(func.distinct(Track.id)))
        .join(TrackGenre, col(TrackGenre.genre_id) == Genre.id)
        .join(Track, col(Track.id) == TrackGenre.track_id)
        .where(col(Track.owner_key).in_(owners), col(Track.merged_into_id).is_(None))
        .group_by(col(Genre.id), col(Genre.name), col(Genre.key))
    )
    if search_key:
        base = base.where(col(Genre.key).contains(search_key, autoescape=True))
    total = db.exec(select(func.count()).select_from(base.subquery())).one()
    page = base.order_by(col(Genre.key), col(Genre.id)).limit(limit).offset(offset)
    return [(i, name, count) for i, name, count in db.exec(page)], total


def credits_of(db: Session, ids: Collection[UUID]) -> dict[UUID, list[Credit]]:
    """Who is credited on tracks, in order."""
    query: Any = (
        select(TrackArtist.track_id, Artist.id, TrackArtist.credited_as, Artist.name)
        .join(Artist, col(Artist.id) == TrackArtist.artist_id)
        .where(col(TrackArtist.track_id).in_(ids))
        .order_by(col(TrackArtist.position))
    )
    found: dict[UUID, list[Credit]] = defaultdict(list)
    for track_id, artist_id, credited, name in db.exec(query):
        found[track_id].append(Credit(artist_id, credited or name))
    return found


def albums_of(db: Session, ids: Collection[UUID]) -> dict[UUID, str]:
    """The title of the oldest album of each track."""
    query = (
        select(AlbumTrack.track_id, Album.title)
        .join(Album, col(Album.id) == AlbumTrack.album_id)
        .where(col(AlbumTrack.track_id).in_(ids))
        .order_by(col(Album.created_at).desc(), col(Album.id).desc())
    )
    return dict(db.exec(query).all())


def album_and_cover(db: Session, track_id: UUID) -> tuple[UUID, str | None] | None:
    """The oldest album of a track, and its cover."""
    query = (
        select(Album.id, Album.cover)
        .join(AlbumTrack, col(AlbumTrack.album_id) == col(Album.id))
        .where(AlbumTrack.track_id == track_id)
        .order_by(col(Album.created_at), col(Album.id))
    )
    found = db.exec(query).first()
    return None if found is None else (found[0], found[1])


def genre_weights_of(db: Session, ids: Collection[UUID]) -> dict[UUID, list[tuple[str, float]]]:
    """The genres of tracks with how fitting each is, the most fitting first."""
    query = (
        select(TrackGenre.track_id, Genre.name, TrackGenre.weight)
        .join(Genre, col(Genre.id) == TrackGenre.genre_id)
        .where(col(TrackGenre.track_id).in_(ids))
        .order_by(col(TrackGenre.weight).desc(), col(Genre.key))
    )
    found: dict[UUID, list[tuple[str, float]]] = defaultdict(list)
    for track_id, name, weight in db.exec(query):
        found[track_id].append((name, weight))
    return found


def artist_genres_of(db: Session, ids: Collection[UUID]) -> dict[UUID, list[tuple[str, int]]]:
    """The genres of the other shared tracks of each track's first artist, with how many have it."""
    asked, other = aliased(TrackArtist), aliased(TrackArtist)
    number = func.count(func.distinct(col(Track.id)))
    query: Any = (
        select(asked.track_id, Genre.name, number)
        .join(other, col(other.artist_id) == asked.artist_id)
        .join(Track, col(Track.id) == other.track_id)
        .join(TrackGenre, col(TrackGenre.track_id) == other.track_id)
        .join(Genre, col(Genre.id) == TrackGenre.genre_id)
        .where(
            col(asked.track_id).in_(ids),
            col(other.track_id) != asked.track_id,
            asked.position == 0,
            other.position == 0,
            col(Track.owner_key) == SHARED,
            col(Track.merged_into_id).is_(None),
        )
        .group_by(col(asked.track_id), col(Genre.key), col(Genre.name))
        .order_by(number.desc(), col(Genre.key))
    )
    found: dict[UUID, list[tuple[str, int]]] = defaultdict(list)
    for track_id, name, count in db.exec(query):
        found[track_id].append((name, count))
    return found


def untagged_of_same_artists(db: Session, ids: Collection[UUID], limit: int) -> list[UUID]:
    """Tracks without a genre whose first artist is that of one of `ids`."""
    artists = select(TrackArtist.artist_id).where(
        col(TrackArtist.track_id).in_(ids), TrackArtist.position == 0
    )
    query = (
        select(TrackArtist.track_id)
        .where(
            col(TrackArtist.artist_id).in_(artists),
            TrackArtist.position == 0,
            ~exists().where(col(TrackGenre.track_id) == col(TrackArtist.track_id)),
        )
        .order_by(col(TrackArtist.track_id))
    )
    return list(db.exec(query.limit(limit)))


def genres_of(db: Session, ids: Collection[UUID]) -> dict[UUID, list[str]]:
    """The genres of tracks, the most fitting first."""
    query = (
        select(TrackGenre.track_id, Genre.name)
        .join(Genre, col(Genre.id) == TrackGenre.genre_id)
        .where(col(TrackGenre.track_id).in_(ids))
        .order_by(col(TrackGenre.weight).desc(), col(Genre.key))
    )
    found: dict[UUID, list[str]] = defaultdict(list)
    for track_id, name in db.exec(query):
        found[track_id].append(name)
    return found

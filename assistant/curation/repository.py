"""All SQL of the catalogue's care, but for moving rows (`journal`)."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import exists, func, or_
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from assistant.core.upsert import insert_new
from assistant.curation.rules import Entry, Kind
from assistant.models.base import SHARED
from assistant.models.catalogue import (
    Album,
    AlbumTrack,
    Artist,
    Track,
    TrackArtist,
    TrackGenre,
    TrackIdentifier,
)
from assistant.models.curation import CatalogueEdit
from assistant.models.listens import Listen, ListenSource

_MODELS: dict[Kind, Any] = {"track": Track, "artist": Artist, "album": Album}
_TEXT = "text"


def find(db: Session, kind: Kind, entry_id: UUID) -> Any | None:
    """A shared entry that was not merged away."""
    found: Any = db.get(_MODELS[kind], entry_id)
    if found is None or found.merged_into_id is not None:
        return None
    return found if getattr(found, "owner_key", SHARED) == SHARED else None


def entries(
    db: Session, kind: Kind, *, ids: Collection[UUID] | None = None, search: str = "", limit: int
) -> list[Entry]:
    """Shared entries that were not merged away, newest first."""
    model = _MODELS[kind]
    key = {"track": "search_text", "artist": "name_key", "album": "title_key"}[kind]
    query: Any = select(model).where(model.merged_into_id.is_(None))
    if kind == "track":
        query = query.where(col(Track.owner_key) == SHARED)
    if kind == "artist":
        query = query.where(exists().where(col(TrackArtist.artist_id) == model.id))
    if ids is not None:
        query = query.where(model.id.in_(ids))
    if search:
        query = query.where(getattr(model, key).contains(search, autoescape=True))
    rows = list(db.exec(query.order_by(model.created_at.desc(), model.id.desc()).limit(limit)))
    if kind == "artist":
        return [Entry(row.id, row.name, (), None) for row in rows]
    by = _makers(db, kind, [row.id for row in rows])
    named = _identifiers(db, [row.id for row in rows]) if kind == "track" else {}
    return [
        Entry(
            row.id, row.title, tuple(by.get(row.id, ())), getattr(row, "duration_ms", None),
            named.get(row.id, {}),
        )
        for row in rows
    ]  # fmt: skip


def _makers(db: Session, kind: Kind, ids: Collection[UUID]) -> dict[UUID, list[str]]:
    if kind == "album":
        of_album = (
            select(Album.id, Artist.name)
            .join(Artist, col(Artist.id) == Album.artist_id)
            .where(col(Album.id).in_(ids))
        )
        return {album_id: [name] for album_id, name in db.exec(of_album)}
    found: dict[UUID, list[str]] = defaultdict(list)
    query = (
        select(TrackArtist.track_id, Artist.name)
        .join(Artist, col(Artist.id) == TrackArtist.artist_id)
        .where(col(TrackArtist.track_id).in_(ids))
        .order_by(col(TrackArtist.track_id), col(TrackArtist.position))
    )
    for track_id, name in db.exec(query):
        found[track_id].append(name)
    return found


def _identifiers(db: Session, ids: Collection[UUID]) -> dict[UUID, dict[str, str]]:
    found: dict[UUID, dict[str, str]] = defaultdict(dict)
    query = select(TrackIdentifier).where(
        col(TrackIdentifier.track_id).in_(ids), col(TrackIdentifier.scheme) != _TEXT
    )
    for row in db.exec(query):
        found[row.track_id][row.scheme] = row.value
    return found


def track_counts(db: Session, kind: Kind, ids: Collection[UUID]) -> dict[UUID, int]:
    """How many tracks artists or albums have."""
    link: Any = TrackArtist.artist_id if kind == "artist" else AlbumTrack.album_id
    query = select(link, func.count()).where(link.in_(ids)).group_by(link)
    return dict(db.exec(query).all())


def track_ids_of(db: Session, kind: Kind, entry_id: UUID, limit: int) -> list[UUID]:
    """Tracks of an artist or album."""
    link: Any = TrackArtist.artist_id if kind == "artist" else AlbumTrack.album_id
    track: Any = TrackArtist.track_id if kind == "artist" else AlbumTrack.track_id
    return list(db.exec(select(track).where(link == entry_id).limit(limit)))


def add(db: Session, row: Any) -> None:
    """Write a row now."""
    db.add(row)
    db.flush()


def find_edit(db: Session, edit_id: UUID) -> CatalogueEdit | None:
    """An edit by its id."""
    return db.get(CatalogueEdit, edit_id)


def list_edits(db: Session, limit: int, offset: int) -> tuple[list[CatalogueEdit], int]:
    """A page of edits, newest first, and how many there are."""
    total = db.exec(select(func.count()).select_from(CatalogueEdit)).one()
    order = (col(CatalogueEdit.created_at).desc(), col(CatalogueEdit.id).desc())
    query = select(CatalogueEdit).order_by(*order).limit(limit).offset(offset)
    return list(db.exec(query)), total


def later_edit(db: Session, edit: CatalogueEdit) -> CatalogueEdit | None:
    """An edit after another, not undone, that touches one of its entries."""
    ids = (edit.from_id, edit.into_id)
    query = select(CatalogueEdit).where(
        col(CatalogueEdit.undone_at).is_(None), col(CatalogueEdit.id) > edit.id,
        col(CatalogueEdit.verb) != "apart",
        or_(col(CatalogueEdit.from_id).in_(ids), col(CatalogueEdit.into_id).in_(ids)),
    )  # fmt: skip
    return db.exec(query.order_by(col(CatalogueEdit.id).desc())).first()


def kept_apart(db: Session, kind: Kind) -> set[frozenset[UUID]]:
    """Pairs of which somebody said that they are two."""
    query = select(CatalogueEdit.from_id, CatalogueEdit.into_id).where(
        col(CatalogueEdit.kind) == kind, col(CatalogueEdit.verb).in_(("apart", "split")),
        col(CatalogueEdit.undone_at).is_(None),
    )  # fmt: skip
    return {frozenset(pair) for pair in db.exec(query)}


def reported_names(db: Session, track_id: UUID, limit: int) -> list[tuple[str, str]]:
    """Under which titles and artists plays of a track were reported, by anybody."""
    query = (
        select(ListenSource.track_name, ListenSource.artist_name)
        .join(Listen, col(Listen.id) == ListenSource.listen_id)
        .where(Listen.track_id == track_id)
        .group_by(col(ListenSource.track_name), col(ListenSource.artist_name))
        .order_by(func.count().desc(), col(ListenSource.track_name))
    )
    return [(title, artist) for title, artist in db.exec(query.limit(limit))]


def identifiers_of(db: Session, track_id: UUID) -> list[tuple[str, str]]:
    """Every shared name of a track, by scheme."""
    query = select(TrackIdentifier.scheme, TrackIdentifier.value).where(
        TrackIdentifier.track_id == track_id, TrackIdentifier.owner_key == SHARED
    )
    return sorted((scheme, value) for scheme, value in db.exec(query))


def sources_of(db: Session, track_id: UUID) -> list[tuple[int, str, str, dict[str, Any]]]:
    """Every report of a track's listens: (listen, title, artist, identifiers)."""
    query: Any = (
        select(Listen.id, ListenSource.track_name, ListenSource.artist_name,
               ListenSource.identifiers)
        .join(ListenSource, col(ListenSource.listen_id) == Listen.id)
        .where(Listen.track_id == track_id)
    )  # fmt: skip
    return [(i, title, artist, given) for i, title, artist, given in db.exec(query)]


def tagged(db: Session, track_id: UUID) -> bool:
    """Whether a track has a genre."""
    query = select(TrackGenre.track_id).where(TrackGenre.track_id == track_id)
    return db.exec(query.limit(1)).first() is not None


def identifier_rows(
    db: Session, track_id: UUID, chosen: Collection[tuple[str, str]]
) -> list[dict[str, Any]]:
    """Some of a track's shared identifiers."""
    rows = _rows(db, TrackIdentifier, TrackIdentifier.track_id == track_id)
    return [
        row
        for row in rows
        if row["owner_key"] == SHARED and (row["scheme"], row["value"]) in chosen
    ]


def listen_rows(db: Session, track_id: UUID, ids: Collection[int]) -> list[dict[str, Any]]:
    """Some of a track's listens."""
    return [row for row in _rows(db, Listen, Listen.track_id == track_id) if row["id"] in ids]


def credit_rows(db: Session, artist_id: UUID, track_ids: Collection[UUID]) -> list[dict[str, Any]]:
    """An artist's credits on some tracks."""
    return _rows(
        db,
        TrackArtist,
        TrackArtist.artist_id == artist_id,
        col(TrackArtist.track_id).in_(track_ids),
    )


def place_rows(db: Session, album_id: UUID, track_ids: Collection[UUID]) -> list[dict[str, Any]]:
    """Where some tracks stand on an album."""
    return _rows(
        db, AlbumTrack, AlbumTrack.album_id == album_id, col(AlbumTrack.track_id).in_(track_ids)
    )


def whole_album_rows(
    db: Session, artist_id: UUID, track_ids: Collection[UUID]
) -> list[dict[str, Any]]:
    """An artist's albums on which nothing but some tracks stand."""
    on_it = col(AlbumTrack.album_id) == col(Album.id)
    return _rows(
        db, Album, Album.artist_id == artist_id,
        exists().where(on_it), ~exists().where(on_it, col(AlbumTrack.track_id).not_in(track_ids)),
    )  # fmt: skip


def copy_credits(db: Session, of_id: UUID, to_id: UUID) -> None:
    """Credit a track as another is."""
    for row in _rows(db, TrackArtist, TrackArtist.track_id == of_id):
        db.add(TrackArtist(**{**row, "track_id": to_id}))
    db.flush()


def credited(db: Session, track_id: UUID) -> list[str]:
    """The artists of a track, the first one first."""
    return _makers(db, "track", [track_id]).get(track_id, [])


def claim(db: Session, track_id: UUID, text: str) -> None:
    """Let a track go by its names, unless another does."""
    insert_new(db, [TrackIdentifier(scheme=_TEXT, value=text, track_id=track_id)])


def is_artist(db: Session, name_key: str, disambiguation: str) -> bool:
    """Whether an artist of a name is told from others by some words."""
    query = select(Artist.id).where(
        Artist.name_key == name_key, Artist.disambiguation == disambiguation
    )
    return db.exec(query).first() is not None


def is_album(db: Session, artist_id: UUID, title_key: str, kind: str) -> bool:
    """Whether an artist has an album of a title."""
    query = select(Album.id).where(
        Album.artist_id == artist_id, Album.title_key == title_key, Album.kind == kind
    )
    return db.exec(query).first() is not None


def _rows(db: Session, model: Any, *where: Any) -> list[dict[str, Any]]:
    table = model.__table__
    query = sql_select(table).where(*where).order_by(*table.primary_key)
    return [dict(row) for row in db.connection().execute(query).mappings()]

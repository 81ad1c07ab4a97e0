"""Use cases of the catalogue: finding or making tracks, and showing them."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from uuid import UUID

from assistant.catalogue import creation, repository, rules
from assistant.catalogue import writing_repository as writing
from assistant.catalogue.covers import cover_svg
from assistant.catalogue.repository import Key
from assistant.catalogue.schemas import (
    ArtistRef,
    ArtistView,
    GenreView,
    Made,
    TrackNames,
    TrackView,
)
from assistant.core.actor import Actor
from assistant.core.errors import NotFound
from assistant.core.music_names import artist_key
from assistant.core.pagination import Page, next_offset, offset_of
from assistant.core.unit_of_work import UnitOfWork
from assistant.models.base import SHARED
from assistant.models.catalogue import Track, TrackIdentifier

ARTIST_TAGS = 3
UNTAGGED_MAX = 500

__all__ = [
    "artist_tags_of", "cover_svg", "find_track", "get_or_create_track", "get_or_create_tracks",
    "get_track", "identifiers_of", "list_artists", "list_tracks", "searched", "set_identifier",
    "tags_of", "tracks_by_id", "untagged_of_same_artists",
]  # fmt: skip


def get_or_create_track(uow: UnitOfWork, names: TrackNames) -> UUID:
    """The track that names mean, made when it is not there; see `get_or_create_tracks`."""
    return creation.get_or_create(uow, [names])[0].track_id


def get_or_create_tracks(uow: UnitOfWork, names: Sequence[TrackNames]) -> list[Made]:
    """Find the tracks that names mean, and make those that are not there.

    Two processes that do this at once get the same tracks. What is known of a track only grows.

    Args:
        uow: an open unit of work.
        names: what sources say; title and first artist must hold something.
    """
    return creation.get_or_create(uow, names)


def find_track(uow: UnitOfWork, actor: Actor, scheme: str, value: str) -> UUID | None:
    """The visible track that an identifier means; None when nothing here has it."""
    keys = [Key(owner, scheme, value) for owner in owners_of(actor)]
    found = repository.find_identifiers(uow.db, keys)
    return next((found[key] for key in reversed(keys) if key in found), None)


def owners_of(actor: Actor) -> list[str]:
    """Whose tracks an actor sees: everybody's, and their own."""
    return [SHARED] if actor.user_id is None else [SHARED, str(actor.user_id)]


def get_track(uow: UnitOfWork, actor: Actor, track_id: UUID) -> TrackView:
    """One track; an id that was merged away answers with the track it became.

    Raises:
        NotFound: no such track, or another listener's own.
    """
    track = repository.find_survivor(uow.db, track_id, owners_of(actor))
    if track is None:
        raise NotFound("track_not_found", "There is no such track.")
    return _views(uow, [track])[track.id]


def tracks_by_id(uow: UnitOfWork, actor: Actor, ids: Collection[UUID]) -> dict[UUID, TrackView]:
    """The visible ones among tracks; the system sees all."""
    owners = None if actor.is_system else owners_of(actor)
    return _views(uow, repository.find_tracks(uow.db, set(ids), owners)) if ids else {}


def artist_ids_of(
    uow: UnitOfWork, actor: Actor, ids: Collection[UUID]
) -> dict[UUID, tuple[UUID, ...]]:
    """The artists of the visible ones among tracks: what a ranker needs of hundreds of them."""
    return repository.artist_ids_of(uow.db, set(ids), owners_of(actor)) if ids else {}


def list_tracks(
    uow: UnitOfWork, actor: Actor, *, query: str = "", limit: int = 50, cursor: str | None = None
) -> Page[TrackView]:
    """Visible tracks by title; `query` must stand in title, artist or album."""
    offset = offset_of(cursor)
    search = rules.search_key(query)
    ids, total = repository.list_tracks(uow.db, owners_of(actor), search, limit, offset)
    views = tracks_by_id(uow, actor, ids)
    return Page(
        items=[views[i] for i in ids], cursor=next_offset(offset, limit, total), total=total
    )


def searched(query: str, *, whole: bool) -> str:
    """A part of a name as the catalogue is searched; `whole` for tracks' names with artists."""
    return rules.search_key(query) if whole else artist_key(query)


def list_artists(
    uow: UnitOfWork, actor: Actor, *, query: str = "", limit: int = 50, cursor: str | None = None
) -> Page[ArtistView]:
    """Artists with a visible track, by name."""
    offset = offset_of(cursor)
    key = artist_key(query)
    rows, total = repository.list_artists(uow.db, owners_of(actor), key, limit, offset)
    return Page(
        items=[ArtistView(id=i, name=name, tracks=count) for i, name, count in rows],
        cursor=next_offset(offset, limit, total), total=total,
    )  # fmt: skip


def list_genres(
    uow: UnitOfWork, actor: Actor, *, query: str = "", limit: int = 50, cursor: str | None = None
) -> Page[GenreView]:
    """Genres with a visible track, by name."""
    offset = offset_of(cursor)
    key = rules.name_key(query)
    rows, total = repository.list_genres(uow.db, owners_of(actor), key, limit, offset)
    return Page(
        items=[GenreView(id=i, name=name, tracks=count) for i, name, count in rows],
        cursor=next_offset(offset, limit, total), total=total,
    )  # fmt: skip


def identifiers_of(uow: UnitOfWork, ids: Collection[UUID]) -> dict[UUID, dict[str, str]]:
    """Every way to name tracks, by scheme (spotify, isrc, mbid, text)."""
    found: dict[UUID, dict[str, str]] = defaultdict(dict)
    for row in repository.list_identifiers(uow.db, ids):
        found[row.track_id][row.scheme] = row.value
    return dict(found)


def tags_of(uow: UnitOfWork, ids: Collection[UUID]) -> dict[UUID, list[tuple[str, float]]]:
    """The genres and tags of tracks, (name, weight from 0 to 1), the most fitting first."""
    return repository.genre_weights_of(uow.db, set(ids)) if ids else {}


def artist_tags_of(uow: UnitOfWork, ids: Collection[UUID]) -> dict[UUID, list[tuple[str, float]]]:
    """What else the first artist of tracks makes: tags of their other shared tracks.

    Returns:
        By track, the `ARTIST_TAGS` most frequent (name, weight), the most frequent weighing 1.
    """
    found = repository.artist_genres_of(uow.db, set(ids)) if ids else {}
    return {
        track_id: [(name, count / rows[0][1]) for name, count in rows[:ARTIST_TAGS]]
        for track_id, rows in found.items()
    }


def untagged_of_same_artists(uow: UnitOfWork, ids: Collection[UUID]) -> list[UUID]:
    """Tracks that rest on what is known of the first artists of `ids`: they have no tag."""
    return repository.untagged_of_same_artists(uow.db, set(ids), UNTAGGED_MAX) if ids else []


def set_identifier(uow: UnitOfWork, track_id: UUID, scheme: str, value: str) -> UUID:
    """Note one more name of a track; the track that holds the name already keeps it.

    Returns:
        The track that the name means now.

    Raises:
        NotFound: no such track.
    """
    found = repository.find_tracks(uow.db, [track_id], None)
    if not found:
        raise NotFound("track_not_found", "There is no such track.")
    key = Key(found[0].owner_key, scheme, value)
    writing.add_new(uow.db, TrackIdentifier, [{**key._asdict(), "track_id": track_id}])
    return repository.find_identifiers(uow.db, [key])[key]


def _views(uow: UnitOfWork, tracks: Sequence[Track]) -> dict[UUID, TrackView]:
    ids = [track.id for track in tracks]
    credited = repository.credits_of(uow.db, ids)
    albums = repository.albums_of(uow.db, ids)
    genres = repository.genres_of(uow.db, ids)
    return {
        track.id: TrackView(
            id=track.id, title=track.title,
            artist=", ".join(credit.name for credit in credited.get(track.id, [])),
            artists=[ArtistRef(id=c.id, name=c.name) for c in credited.get(track.id, [])],
            album=albums.get(track.id),
            year=track.release_date.year if track.release_date else None,
            duration_ms=track.duration_ms, explicit=track.explicit,
            genres=genres.get(track.id, []), language=track.language, origin=track.origin,
            is_sample=track.origin == "sample",
        )
        for track in tracks
    }  # fmt: skip

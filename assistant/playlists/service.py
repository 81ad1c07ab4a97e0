"""Use cases of playlists: showing them, and keeping those of a provider as they are there."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from assistant.catalogue import service as catalogue
from assistant.core.actor import Actor
from assistant.core.errors import NotFound
from assistant.core.pagination import Page, next_offset, offset_of
from assistant.core.unit_of_work import UnitOfWork
from assistant.models.playlists import Playlist
from assistant.playlists import repository
from assistant.playlists.schemas import Outcome, Outside, PlaylistSong, PlaylistView


def list_playlists(
    uow: UnitOfWork, actor: Actor, *, limit: int = 50, cursor: str | None = None
) -> Page[PlaylistView]:
    """The actor's playlists by name."""
    user_id, offset = actor.require_user("music:read"), offset_of(cursor)
    rows, total = repository.page(uow.db, user_id, limit, offset)
    return Page(
        items=[_view(row, songs) for row, songs in rows],
        cursor=next_offset(offset, limit, total), total=total,
    )  # fmt: skip


def get_playlist(uow: UnitOfWork, actor: Actor, playlist_id: UUID) -> PlaylistView:
    """One playlist of the actor's.

    Raises:
        NotFound: no such playlist, or somebody else's.
    """
    row = _mine(uow, actor, playlist_id)
    return _view(row, repository.count_songs(uow.db, row.id))


def list_songs(
    uow: UnitOfWork, actor: Actor, playlist_id: UUID, *, limit: int = 50, cursor: str | None = None
) -> Page[PlaylistSong]:
    """The songs of one of the actor's playlists, in its order.

    Raises:
        NotFound: no such playlist, or somebody else's.
    """
    row, offset = _mine(uow, actor, playlist_id), offset_of(cursor)
    places = repository.items(uow.db, row.id, limit, offset)
    tracks = catalogue.tracks_by_id(uow, actor, {track_id for _, track_id in places})
    total = repository.count_songs(uow.db, row.id)
    return Page(
        items=[
            PlaylistSong(position=position, track=tracks[track_id])
            for position, track_id in places
            if track_id in tracks
        ],
        cursor=next_offset(offset, limit, total), total=total,
    )  # fmt: skip


# --- those of a provider ---


def version_here(uow: UnitOfWork, user_id: UUID, source: str, ref: str) -> str | None:
    """The version of a provider's playlist whose songs are here; None when none are."""
    row = repository.find_outside(uow.db, user_id, source, ref)
    return None if row is None else row.source_version or None


def note_outside(
    uow: UnitOfWork, user_id: UUID, outside: Outside, run_id: UUID, state: Outcome
) -> None:
    """Note that a run saw a playlist; what the same run has done with it stays said."""
    row = _outside(uow, user_id, outside)
    if row.source_run != run_id:
        row.source_state = state
    row.source_run = run_id
    repository.save(uow.db, row)
    if state in ("not_yours", "ours"):
        row.source_version = ""
        repository.replace_items(uow.db, row.id, [], outside.source)


def fill_outside(
    uow: UnitOfWork, user_id: UUID, outside: Outside, run_id: UUID, version: str,
    tracks: Sequence[tuple[int, UUID]],
) -> None:  # fmt: skip
    """Make a playlist what it is at its provider.

    Args:
        uow: an open unit of work.
        user_id: whose.
        outside: what the provider says.
        run_id: the run that brings it in.
        version: the provider's, of these songs.
        tracks: (place from 0, song).
    """
    row = _outside(uow, user_id, outside)
    row.source_state = "changed" if row.source_version else "new"
    row.source_run, row.source_version = run_id, version
    row.version += 1
    repository.save(uow.db, row)
    repository.replace_items(uow.db, row.id, tracks, outside.source)


def finish_outside(uow: UnitOfWork, user_id: UUID, source: str, run_id: UUID) -> Counter[str]:
    """Remove what is gone at the provider; what the run found, by state, with "removed"."""
    found = repository.states(uow.db, user_id, source, run_id)
    found["removed"] = repository.drop_others(uow.db, user_id, source, run_id)
    return found


def count_outside(uow: UnitOfWork, user_id: UUID, source: str) -> int:
    """How many playlists of a provider's there are."""
    return repository.count_of(uow.db, user_id, source)


def forget_outside(uow: UnitOfWork, user_id: UUID, source: str) -> int:
    """Remove all that was brought in from a provider; how many playlists."""
    return repository.delete_of(uow.db, user_id, source)


def _outside(uow: UnitOfWork, user_id: UUID, outside: Outside) -> Playlist:
    row = repository.find_outside(uow.db, user_id, outside.source, outside.ref)
    if row is None:
        row = Playlist(
            user_id=user_id, source=outside.source, source_ref=outside.ref, name=outside.name,
            version=0, created_at=uow.now,
        )  # fmt: skip
    row.name, row.description = outside.name, outside.description
    row.source_total = outside.total
    return row


def _mine(uow: UnitOfWork, actor: Actor, playlist_id: UUID) -> Playlist:
    row = repository.find(uow.db, actor.require_user("music:read"), playlist_id)
    if row is None:
        raise NotFound("playlist_not_found", "There is no such playlist.")
    return row


def _view(row: Playlist, songs: int) -> PlaylistView:
    return PlaylistView(
        id=row.id, name=row.name, description=row.description, source=row.source,
        state=row.source_state, songs=songs, total=row.source_total,
    )  # fmt: skip

"""Use cases of the library: listing, adding, rating, and what a listener does not want to see."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import cast
from uuid import UUID

from analysis.affect import MOODS, Mood
from assistant.catalogue import service as catalogue
from assistant.catalogue.schemas import TrackView
from assistant.core.actor import Actor
from assistant.core.errors import NotFound
from assistant.core.pagination import Page, next_offset
from assistant.core.unit_of_work import UnitOfWork
from assistant.library import repository
from assistant.library import songs_repository as songs
from assistant.library.rules import LIKED, NEUTRAL, WAITING
from assistant.library.schemas import (
    LibraryFilters,
    LibrarySong,
    LibrarySummary,
    MapPoint,
    SongMood,
)
from assistant.library.songs_repository import Shelf, SongRow
from assistant.models.library import LibraryItem

MAP_POINTS_MAX = 5_000


def add(
    uow: UnitOfWork,
    user_id: UUID,
    track_ids: Collection[UUID],
    source: str,
    import_id: UUID | None = None,
) -> int:
    """Put tracks into a listener's library; how many were not there yet.

    Args:
        uow: an open unit of work.
        user_id: the listener.
        track_ids: tracks they can see.
        source: how they came: "import", "play", "manual", "spotify", "sample", "favorite".
        import_id: the file they came with, whose undoing takes them out again.
    """
    now = uow.now
    items = [
        LibraryItem(
            user_id=user_id, track_id=track_id, added_at=now, source=source, import_id=import_id
        )
        for track_id in dict.fromkeys(track_ids)
    ]
    return repository.add(uow.db, items)


def held_ids(uow: UnitOfWork, user_id: UUID, ids: Collection[UUID]) -> set[UUID]:
    """Which tracks are in a listener's library."""
    return repository.held(uow.db, user_id, ids) if ids else set()


def remove(uow: UnitOfWork, actor: Actor, track_id: UUID) -> None:
    """Take a track out of the actor's library, with its rating.

    Raises:
        NotFound: it is not in there.
    """
    if not repository.remove(uow.db, actor.require_user("music:write"), track_id):
        raise NotFound("not_in_library", "This song is not in your library.")


def remove_imported(uow: UnitOfWork, user_id: UUID, import_id: UUID) -> int:
    """Take out what came with a file and was neither rated nor heard elsewhere; how many."""
    return repository.remove_imported(uow.db, user_id, import_id)


def remove_unheard(uow: UnitOfWork, user_id: UUID, sources: Collection[str]) -> int:
    """Take out what came by sources and is neither rated nor heard by anything left; how many."""
    return repository.remove_unheard(uow.db, user_id, sources)


def count_of(uow: UnitOfWork, user_id: UUID, source: str) -> int:
    """How many songs came into a listener's library by a source and were never rated."""
    return repository.count_of(uow.db, user_id, source)


def rate(
    uow: UnitOfWork, actor: Actor, track_id: UUID, rating: int, at: datetime | None = None
) -> None:
    """Rate a track, +1 favourite, 0 none, -1 not for me; it comes into the library with it.

    Args:
        uow: an open unit of work.
        actor: the listener.
        track_id: a track they can see.
        rating: +1, 0 or -1.
        at: when they said so; now when missing.

    Raises:
        NotFound: no such track.
    """
    user_id = actor.require_user("music:write")
    track = catalogue.get_track(uow, actor, track_id)
    now = at or uow.now
    item = LibraryItem(
        user_id=user_id, track_id=track.id, added_at=now, source="rating", rating=rating,
        rated_at=now,
    )  # fmt: skip
    repository.rate(uow.db, item)


def like(uow: UnitOfWork, actor: Actor, track_id: UUID) -> None:
    """Make a track a favourite."""
    rate(uow, actor, track_id, LIKED)


def unlike(uow: UnitOfWork, actor: Actor, track_id: UUID) -> None:
    """Make a track no favourite any more; it stays in the library."""
    if ratings(uow, actor.require_user("music:write"), [track_id]).get(track_id) == LIKED:
        rate(uow, actor, track_id, NEUTRAL)


def ratings(uow: UnitOfWork, user_id: UUID, ids: Collection[UUID]) -> dict[UUID, int]:
    """How a listener rates tracks; those without a rating are left out."""
    return repository.ratings(uow.db, user_id, set(ids)) if ids else {}


def liked_ids(uow: UnitOfWork, user_id: UUID) -> list[UUID]:
    """A listener's favourites, the last rated first."""
    return repository.liked(uow.db, user_id)


def hidden_ids(uow: UnitOfWork, user_id: UUID) -> list[UUID]:
    """Tracks that are not to be suggested: hidden for a time, or the sample when it is hidden."""
    hidden = repository.hidden(uow.db, user_id, uow.now)
    if not repository.sample_hidden(uow.db, user_id):
        return hidden
    return list(dict.fromkeys((*hidden, *repository.sample_strangers(uow.db, user_id))))


def sample_hidden(uow: UnitOfWork, user_id: UUID) -> bool:
    """Whether a listener wants to see nothing of the sample."""
    return repository.sample_hidden(uow.db, user_id)


def hide_sample(uow: UnitOfWork, actor: Actor, *, hidden: bool) -> None:
    """Hide the sample songs from the actor, or show them again."""
    repository.hide_sample(uow.db, actor.require_user("music:write"), uow.now, hidden=hidden)


def list_songs(
    uow: UnitOfWork, actor: Actor, filters: LibraryFilters, stamp: str
) -> Page[LibrarySong]:
    """One page of the actor's songs with their moods, and how many are wanted in all.

    Args:
        uow: an open unit of work.
        actor: the listener.
        filters: which songs, in which order, from where.
        stamp: the mood model that counts.
    """
    shelf = _shelf(uow, actor, stamp)
    rows, total = songs.page(uow.db, shelf, filters)
    ids = [row.track_id for row in rows]
    tracks = catalogue.tracks_by_id(uow, actor, ids)
    plays = repository.plays(uow.db, shelf.user_id, ids) if ids else {}
    return Page(
        items=[_song(row, tracks[row.track_id], plays.get(row.track_id, 0)) for row in rows],
        cursor=next_offset(filters.offset, filters.limit, total), total=total,
    )  # fmt: skip


def summary(uow: UnitOfWork, actor: Actor, stamp: str) -> LibrarySummary:
    """How many songs the actor has, by mood and by the reason why there is none."""
    by_mood: dict[Mood, int] = dict.fromkeys(MOODS, 0)
    unknown: dict[str, int] = {}
    for quadrant, reason, number in songs.counts(uow.db, _shelf(uow, actor, stamp)):
        if quadrant is not None:
            by_mood[cast("Mood", quadrant)] += number
        else:
            name = reason or "unknown"
            unknown[name] = unknown.get(name, 0) + number
    known = sum(by_mood.values())
    return LibrarySummary(
        total=known + sum(unknown.values()), known=known, waiting=unknown.get(WAITING, 0),
        by_mood=by_mood, unknown=unknown,
    )  # fmt: skip


def mood_map(
    uow: UnitOfWork, actor: Actor, stamp: str, limit: int = MAP_POINTS_MAX
) -> list[MapPoint]:
    """The actor's songs of known mood as points of the plane, the newest `limit` of them."""
    rows = songs.points(uow.db, _shelf(uow, actor, stamp), limit)
    artists = _artists(uow, actor, [row.track_id for row in rows])
    return [
        MapPoint(
            track_id=row.track_id, title=row.title, artist=artists.get(row.track_id, ""),
            valence=row.valence, arousal=row.arousal, quadrant=cast("Mood", row.quadrant),
            corrected=row.corrected,
        )
        for row in rows
    ]  # fmt: skip


def _shelf(uow: UnitOfWork, actor: Actor, stamp: str) -> Shelf:
    user_id = actor.require_user("music:read")
    return Shelf(user_id, stamp, with_sample=not repository.sample_hidden(uow.db, user_id))


def _artists(uow: UnitOfWork, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, str]:
    found: dict[UUID, str] = {}
    for start in range(0, len(ids), 1_000):  # SQLite's bound on variables
        chunk = ids[start : start + 1_000]
        found |= {i: t.artist for i, t in catalogue.tracks_by_id(uow, actor, chunk).items()}
    return found


def _song(row: SongRow, track: TrackView, plays: int) -> LibrarySong:
    numbers = row._asdict()
    mood = SongMood(**{name: numbers[name] for name in SongMood.model_fields})
    return LibrarySong(
        track=track, mood=mood, rating=row.rating, added_at=row.added_at, plays=plays
    )

"""Use cases of listening: recording plays, the history, and what was heard when and how often."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from analysis.affect import Six
from assistant.core.actor import Actor
from assistant.core.pagination import Page
from assistant.core.unit_of_work import UnitOfWork
from assistant.listens import history_repository as looking
from assistant.listens import repository
from assistant.listens.browsing import list_listens
from assistant.listens.joining import same_plays
from assistant.listens.recording import record
from assistant.listens.schemas import HistoryFilters, ListeningMood, ListenView
from assistant.models.base import six_values
from assistant.models.listens import ListenSource
from assistant.models.moods import ListeningMood as ListeningMoodRow

__all__ = [
    "count_between",
    "forget",
    "forget_some",
    "last_heard",
    "list_listens",
    "listening_mood",
    "play_counts",
    "recent_tracks",
    "recently_played",
    "record",
    "reported_by",
    "reports_between",
    "reports_of",
    "same_plays",
    "store_profile",
]  # fmt: skip


def recently_played(
    uow: UnitOfWork, actor: Actor, *, limit: int = 50, cursor: str | None = None
) -> Page[ListenView]:
    """What the actor heard, newest first."""
    return list_listens(uow, actor, limit=limit, cursor=cursor)


def recent_tracks(uow: UnitOfWork, actor: Actor, limit: int = 50) -> list[tuple[UUID, datetime]]:
    """The last plays, newest first: (track, when); a song heard twice comes twice."""
    rows = looking.listens(uow.db, actor.require_user("music:read"), HistoryFilters(), None, limit)
    return [(row.track_id, row.listened_at) for row in rows]


def play_counts(
    uow: UnitOfWork,
    user_id: UUID,
    track_ids: Collection[UUID] | None = None,
    since: datetime | None = None,
) -> dict[UUID, int]:
    """How often a listener heard tracks (all when None); tracks never heard are left out."""
    return repository.counts(uow.db, user_id, track_ids, since)


def last_heard(uow: UnitOfWork, user_id: UUID, track_ids: Collection[UUID]) -> dict[UUID, datetime]:
    """When a listener heard tracks last; tracks never heard are left out."""
    return repository.last_heard(uow.db, user_id, track_ids)


def forget(
    uow: UnitOfWork, user_id: UUID, *, source: str | None = None, import_id: UUID | None = None
) -> int:
    """Remove what a source or an import reported, and the listens nobody else reports.

    Profiles made of listens that are gone go with them.

    Returns:
        How many listens that were.

    Raises:
        ValueError: neither a source nor an import was named.
    """
    if source is None and import_id is None:
        raise ValueError("name a source or an import")
    touched = repository.delete_sources(uow.db, user_id, source=source, import_id=import_id)
    gone = repository.delete_unreported(uow.db, touched)
    if gone:
        repository.delete_profiles(uow.db, user_id)
    return gone


def forget_some(uow: UnitOfWork, user_id: UUID, import_id: UUID, at_most: int) -> tuple[int, int]:
    """Remove some of what an import reported: (reports, listens) that went; (0, 0) at the end."""
    removed, touched = repository.delete_some_sources(uow.db, user_id, import_id, at_most)
    gone = repository.delete_unreported(uow.db, touched)
    if gone:
        repository.delete_profiles(uow.db, user_id)
    return removed, gone


def reports_of(
    uow: UnitOfWork, user_id: UUID, import_id: UUID, after: int, limit: int
) -> list[ListenSource]:
    """What an import reported, in the file's order.

    Args:
        uow: an open unit of work.
        user_id: whose import.
        import_id: the import.
        after: number of the last row seen.
        limit: how many at most.
    """
    return repository.sources_of_import(uow.db, user_id, import_id, after, limit)


def reports_between(
    uow: UnitOfWork, user_id: UUID, source: str, first: datetime, last: datetime
) -> list[tuple[datetime, str, str]]:
    """What a source reported in a span, its ends included: (when, title, artist)."""
    return repository.sources_between(uow.db, user_id, source, first, last)


def reported_by(uow: UnitOfWork, user_id: UUID, source: str) -> tuple[int, int]:
    """What a source reported: how many plays, and how many listens that nobody else reports."""
    return repository.count_sources(uow.db, user_id, source)


def count_between(uow: UnitOfWork, user_id: UUID, first: datetime, last: datetime) -> int:
    """How many listens began within a span, its ends left out."""
    return repository.count_between(uow.db, user_id, first, last)


def store_profile(
    uow: UnitOfWork,
    user_id: UUID,
    *,
    span: tuple[datetime, datetime],
    stamp: str,
    six: Six,
    tracks_known: int,
    tracks_total: int,
) -> None:
    """Keep the mood of what was heard in a span; the same span and model again replaces it.

    Args:
        uow: an open unit of work.
        user_id: the listener.
        span: when the first and the last play began, aware.
        stamp: of the model that read the songs.
        six: their mood.
        tracks_known: how many songs have one.
        tracks_total: how many songs were heard.
    """
    row = ListeningMoodRow(
        user_id=user_id, from_at=span[0], to_at=span[1], stamp=stamp, tracks_known=tracks_known,
        tracks_total=tracks_total, created_at=uow.now, **six_values(six),
    )  # fmt: skip
    same = repository.find_profile(uow.db, row)
    if same is not None:
        for name in ("tracks_known", "tracks_total", "created_at", *six_values(six)):
            setattr(same, name, getattr(row, name))
    repository.save_profile(uow.db, same or row)


def listening_mood(uow: UnitOfWork, actor: Actor) -> ListeningMood | None:
    """The mood of what the actor heard, as last analysed; None before that."""
    row = repository.latest_profile(uow.db, actor.require_user("mood:read", "music:read"))
    if row is None:
        return None
    return ListeningMood(
        from_at=row.from_at, to_at=row.to_at, mood=row.six, tracks_known=row.tracks_known,
        tracks_total=row.tracks_total, created_at=row.created_at,
    )  # fmt: skip

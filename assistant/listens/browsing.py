"""Looking through a history: by time, song, artist, source and words; and what is no listen."""

from datetime import datetime
from uuid import UUID

from assistant.catalogue import service as catalogue
from assistant.core.actor import Actor
from assistant.core.errors import RuleViolated
from assistant.core.pagination import Page, decode_cursor, encode_cursor, moment_of, number_of
from assistant.core.unit_of_work import UnitOfWork
from assistant.listens import history_repository as repository
from assistant.listens import recording_repository
from assistant.listens.schemas import Contribution, HistoryFilters, ListenView, UncountedView
from assistant.models.listens import Listen, ListenSource

ALL = HistoryFilters()


def list_listens(
    uow: UnitOfWork, actor: Actor, *, filters: HistoryFilters = ALL, limit: int = 50,
    cursor: str | None = None,
) -> Page[ListenView]:  # fmt: skip
    """What the actor heard, newest first.

    Args:
        uow: an open unit of work.
        actor: whose history.
        filters: which part of it.
        limit: listens of a page.
        cursor: from the last page.

    Raises:
        RuleViolated: the span ends before it begins, or the cursor is none of this list.
    """
    user_id = actor.require_user("music:read")
    check(filters)
    rows = repository.listens(uow.db, user_id, filters, before(cursor), limit + 1)
    shown = rows[:limit]
    return Page(
        items=views(uow, actor, shown),
        cursor=_cursor(shown[-1].listened_at, shown[-1].id) if len(rows) > limit else None,
    )


def list_uncounted(
    uow: UnitOfWork, actor: Actor, *, filters: HistoryFilters = ALL, limit: int = 50,
    cursor: str | None = None,
) -> Page[UncountedView]:  # fmt: skip
    """Reports of the actor's plays that are no listens, newest first.

    Raises:
        RuleViolated: as `list_listens`.
    """
    user_id = actor.require_user("music:read")
    check(filters)
    rows = repository.uncounted(uow.db, user_id, filters, before(cursor), limit + 1)
    shown = rows[:limit]
    return Page(
        items=[_uncounted(row) for row in shown],
        cursor=_cursor(shown[-1].started_at, shown[-1].id) if len(rows) > limit else None,
    )


def contributions(uow: UnitOfWork, actor: Actor) -> list[Contribution]:
    """What each source and import reported of the actor's plays, the most first."""
    found = repository.contributions(uow.db, actor.require_user("music:read"))
    told = [Contribution.model_validate(one._asdict()) for one in found]
    return sorted(told, key=lambda one: (-one.reports, one.source))


def check(filters: HistoryFilters) -> None:
    """Refuse a span that ends before it begins.

    Raises:
        RuleViolated: it does.
    """
    first, last = filters.from_at, filters.to_at
    if first is not None and last is not None and first > last:
        raise RuleViolated("bad_span", "`from` must not be after `to`.", pointer="/from")


def before(cursor: str | None) -> tuple[datetime, int] | None:
    """The last row that a page showed.

    Raises:
        RuleViolated: the cursor is none of this list.
    """
    if cursor is None:
        return None
    at, number = decode_cursor(cursor, 2)
    return moment_of(at), number_of(number)


def views(uow: UnitOfWork, actor: Actor, rows: list[Listen]) -> list[ListenView]:
    """Listens as everybody sees them, with their songs and who reported them."""
    tracks = catalogue.tracks_by_id(uow, actor, {row.track_id for row in rows})
    sources = recording_repository.sources_of(uow.db, [row.id for row in rows if row.id])
    return [
        ListenView(
            id=row.id, track=tracks[row.track_id], listened_at=row.listened_at,
            local_day=row.local_day, local_hour=row.local_hour, ms_played=row.ms_played,
            sources=sorted(sources.get(row.id, ())),
        )
        for row in rows
        if row.track_id in tracks and row.id is not None
    ]  # fmt: skip


def one_view(uow: UnitOfWork, actor: Actor, row: Listen) -> ListenView:
    """One listen of the actor's."""
    return views(uow, actor, [row])[0]


def track_here(uow: UnitOfWork, actor: Actor, track_id: UUID) -> UUID:
    """A song's id now, whatever it was merged into.

    Raises:
        NotFound: no such song, or another listener's own.
    """
    return catalogue.get_track(uow, actor, track_id).id


def _uncounted(row: ListenSource) -> UncountedView:
    return UncountedView(
        id=row.id or 0, title=row.track_name, artist=row.artist_name, album=row.album_name,
        started_at=row.started_at, ms_played=row.ms_played, source=row.source,
        import_id=row.import_id, reason=row.reason or row.state,
    )  # fmt: skip


def _cursor(at: datetime, number: int | None) -> str:
    return encode_cursor(at.isoformat(), number)

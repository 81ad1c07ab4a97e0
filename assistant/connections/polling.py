"""The schedule of polls: who is due, asking at once, switching it off; durable, one a listener.

The schedule is a row. The worker looks for what is due and starts a job, of which there is one a
listener at most; a job that was killed is done again and finds in SQL how far it came.
"""

from uuid import UUID

from assistant.connections import poll_repository, repository, rules
from assistant.connections.plays import RECENT_SCOPE, first_poll
from assistant.core.actor import Actor
from assistant.core.errors import Conflict
from assistant.core.settings import Settings
from assistant.core.unit_of_work import UnitOfWork
from assistant.jobs import service as jobs
from assistant.jobs.schemas import JobSpec
from assistant.models.connections import Connection

KIND = "connections.import_plays"
AT_ONCE = 50


def start_due(uow: UnitOfWork, settings: Settings) -> int:
    """Have everybody's plays read who is due; for how many listeners."""
    due = poll_repository.due(uow.db, rules.provider_of(settings), RECENT_SCOPE, uow.now, AT_ONCE)
    for user_id in due:
        start(uow, user_id)
    return len(due)


def start(uow: UnitOfWork, user_id: UUID) -> UUID:
    """Have a listener's plays read by a job; its id, that of one under way if any."""
    spec = JobSpec(kind=KIND, queue="outward", dedupe_key=str(user_id), unit="plays")
    return jobs.start(uow, user_id, spec)


def begin_schedule(uow: UnitOfWork, row: Connection, *, is_on: bool) -> None:
    """Poll a connection that was just made, at once; one that is made again keeps its switch."""
    poll_repository.ensure(uow.db, first_poll(row.id, uow.now, is_on=is_on))
    poll_repository.change(uow.db, row.id, next_at=uow.now, failures=0, problem=None)


def set_polling(uow: UnitOfWork, settings: Settings, actor: Actor, *, on: bool) -> None:
    """Let plays be read by and by, or only when asked for.

    Raises:
        Conflict: "spotify_not_connected".
    """
    row = connected(uow, settings, actor.require_user("music:write"))
    poll_repository.ensure(uow.db, first_poll(row.id, uow.now))
    values = {"next_at": uow.now} if on else {}
    poll_repository.change(uow.db, row.id, is_on=on, **values)


def poll_now(uow: UnitOfWork, settings: Settings, actor: Actor) -> UUID:
    """Have the actor's plays read now; the job's id, that of one under way if any.

    Raises:
        Conflict: "spotify_not_connected", or "spotify_scope_missing".
    """
    user_id = actor.require_user("music:write", "playback:read")
    require_scope(connected(uow, settings, user_id), RECENT_SCOPE)
    return start(uow, user_id)


def connected(uow: UnitOfWork, settings: Settings, user_id: UUID) -> Connection:
    """The good connection of a listener.

    Raises:
        Conflict: "spotify_not_connected".
    """
    row = repository.find(uow.db, user_id, rules.provider_of(settings))
    if row is None or row.state != "connected":
        raise Conflict("spotify_not_connected", "Connect Spotify first, under Connections.")
    return row


def require_scope(row: Connection, *scopes: str) -> None:
    """Stop what was not allowed on Spotify's page.

    Raises:
        Conflict: "spotify_scope_missing"; context has the missing `scopes`.
    """
    missing = [scope for scope in scopes if scope not in row.scopes.split()]
    if missing:
        raise Conflict(
            "spotify_scope_missing",
            "Attune was not allowed to do this when you connected. Connect again to allow it.",
            scopes=missing,
        )

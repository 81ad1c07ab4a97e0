"""Bringing in playlists, the library and top items: beginning it, going on after a pause."""

from typing import get_args
from uuid import UUID

from assistant.connections import item_repository as repository
from assistant.connections import poll_repository, polling
from assistant.connections import rules as connection_rules
from assistant.connections.schemas import What
from assistant.core.actor import Actor
from assistant.core.ids import new_id
from assistant.core.settings import Settings
from assistant.core.unit_of_work import UnitOfWork
from assistant.jobs import service as jobs
from assistant.jobs.events import NeverBegun
from assistant.jobs.schemas import JobSpec
from assistant.models.connections import Transfer

WHATS: tuple[What, ...] = get_args(What)
NEEDS: dict[What, tuple[str, ...]] = {
    "playlists": ("playlist-read-private",),
    "library": ("user-library-read",),
    "top": ("user-top-read",),
}
UNITS: dict[What, str] = {"playlists": "playlists", "library": "things", "top": "lists"}
AT_ONCE = 50
PREFIX = "connections.bring_"


def kind_of(what: What) -> str:
    """The kind of job that brings something in."""
    return PREFIX + what


def bring(uow: UnitOfWork, settings: Settings, actor: Actor, what: What) -> UUID:
    """Begin to bring something in; the job's id, that of one under way if any.

    Raises:
        Conflict: "spotify_not_connected", or "spotify_scope_missing".
    """
    user_id = actor.require_user("music:write", "playback:read")
    row = polling.connected(uow, settings, user_id)
    polling.require_scope(row, *NEEDS[what])
    active = jobs.find_active(uow, kind_of(what), str(user_id))
    if active is not None:
        return active.id
    found = repository.find_transfer(uow.db, row.id, what)
    if found is None or found.state != "held":
        found = found or Transfer(
            connection_id=row.id, what=what, run_id=new_id(), started_at=uow.now
        )
        found.run_id, found.cursor, found.counts = new_id(), "", {}
        found.started_at = uow.now
    _set_running(uow, found)
    return _start(uow, user_id, found, what)


def resume_due(uow: UnitOfWork, settings: Settings) -> int:
    """Go on with what waited for a pause of Spotify's to end; how many those are."""
    due = poll_repository.held_transfers(
        uow.db, connection_rules.provider_of(settings), uow.now, AT_ONCE
    )
    for user_id, transfer in due:
        what = next((known for known in WHATS if known == transfer.what), None)
        if what is not None:
            _set_running(uow, transfer)
            _start(uow, user_id, transfer, what)
    return len(due)


def on_never_begun(uow: UnitOfWork, event: NeverBegun) -> None:
    """Note that something was stopped while it waited."""
    if event.kind.startswith(PREFIX):
        repository.change_transfer(
            uow.db, UUID(event.args["connection_id"]), event.args["what"], state="cancelled",
            ended_at=uow.now,
        )  # fmt: skip


def _set_running(uow: UnitOfWork, row: Transfer) -> None:
    row.state, row.problem, row.ended_at, row.resume_at = "running", None, None, None
    repository.save_transfer(uow.db, row)


def _start(uow: UnitOfWork, user_id: UUID, row: Transfer, what: What) -> UUID:
    spec = JobSpec(
        kind=kind_of(what), queue="outward",
        args={"what": what, "connection_id": str(row.connection_id)}, dedupe_key=str(user_id),
        unit=UNITS[what],
    )  # fmt: skip
    return jobs.start(uow, user_id, spec)

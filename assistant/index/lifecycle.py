"""What an admin can do to generations; each is checked here, whichever way it is asked for."""

from uuid import UUID

import structlog

from analysis.types import ModelStamps
from assistant.audit import service as audit
from assistant.core.actor import Actor
from assistant.core.errors import Conflict, NotFound
from assistant.core.unit_of_work import OpenUow, UnitOfWork
from assistant.index import history, repository
from assistant.index.following import CHECK, LIVING, REBUILD, rebuild_spec
from assistant.index.history import Wanted
from assistant.index.switching import SWITCHED
from assistant.jobs import service as jobs
from assistant.jobs.schemas import JobSpec, JobView
from assistant.models.index import IndexGeneration
from vectorstore.base import VectorStore
from vectorstore.errors import StoreError

DROPPABLE = ("retired", "verified", "failed")
COMPARABLE = ("verified", "retired")
log = structlog.get_logger(__name__)


def rebuild(
    uow: UnitOfWork, actor: Actor, *, switch: bool = True, stamps: ModelStamps | None = None
) -> UUID:
    """Begin a new build beside the one that answers (admins); returns the job's id.

    Args:
        uow: an open unit of work.
        actor: who asks.
        switch: let it answer searches when it is whole; otherwise it waits, compared, for `go_to`.
        stamps: the model that counts where it is asked for; a worker set to another refuses.

    Raises:
        Conflict: a build is paused, or has not quite stopped yet.
    """
    actor.require("index.manage")
    job = _job(uow)
    _require_going_on(job)
    if job is None and (paused := repository.find_building(uow.db)) is not None:
        raise Conflict(
            "build_paused",
            f"The build of generation {paused.number} is paused. Go on with it, or cancel it.",
        )
    audit.record(uow, actor, "index.rebuild_asked", switch=switch)
    return jobs.start(uow, actor.user_id, rebuild_spec(switch=switch, via=actor.via, stamps=stamps))


def pause(uow: UnitOfWork, actor: Actor) -> None:
    """Let the build rest after its next batch, until `resume`, over restarts too (admins).

    Raises:
        Conflict: nothing is being built.
    """
    actor.require("index.manage")
    job = _job(uow)
    row = being_built(uow, job)
    if row is not None and job is not None and row.state == "verified":
        raise Conflict(
            "nothing_to_pause",
            f"Generation {row.number} is written and checked. It can be cancelled, not paused.",
        )
    if job is None or row is None or row.state not in repository.UNFINISHED:
        raise Conflict("nothing_to_pause", "No build has begun that could be paused.")
    jobs.cancel(uow, actor, job.id)
    audit.record(uow, actor, "index.paused", object=_name(row))
    if row.state != "paused":
        row.state = "paused"
        history.note(uow, row.number, "paused", Wanted.by(actor), songs=row.count)


def resume(uow: UnitOfWork, actor: Actor, stamps: ModelStamps | None = None) -> UUID:
    """Go on with the build that rests, from the song where it stopped (admins).

    Raises:
        Conflict: none rests, or it has not quite stopped yet.
    """
    actor.require("index.manage")
    job, row = _job(uow), repository.find_building(uow.db)
    _require_going_on(job)
    if row is None or job is not None:
        raise Conflict("nothing_to_resume", "No build is paused.")
    row.state = "building"
    audit.record(uow, actor, "index.resumed", object=_name(row))
    history.note(uow, row.number, "resumed", Wanted.by(actor), songs=row.count)
    spec = rebuild_spec(switch=row.switches, via=actor.via, stamps=stamps)
    return jobs.start(uow, actor.user_id, spec)


def cancel(uow: UnitOfWork, actor: Actor) -> None:
    """Give the build up and remove what it wrote; searches are not touched (admins).

    Raises:
        Conflict: nothing is being built, or it answers searches already.
    """
    actor.require("index.manage")
    job = _job(uow)
    row = being_built(uow, job)
    if job is None and row is None:
        raise Conflict("nothing_to_cancel", "Nothing is being built.")
    if row is not None:  # held, so that it is not switched to from here on
        row = repository.hold(uow.db, row.id)
    if row is not None and row.state in SWITCHED:
        raise Conflict(
            "build_switched",
            f"Generation {row.number} was switched to just now. Go back to the one before instead.",
        )
    audit.record(uow, actor, "index.cancelled", object=_name(row) if row else "")
    if job is not None:
        jobs.cancel(uow, actor, job.id)
    if row is not None and row.state in (*repository.UNFINISHED, "verified"):
        row.state = "cancelled"
        history.note(uow, row.number, "cancelled", Wanted.by(actor), songs=row.count)
        _start(uow, actor, "index.drop", row.id)


def go_to(uow: UnitOfWork, actor: Actor, generation_id: UUID) -> UUID:
    """Switch to another whole generation (admins); a job, since the worker owns the store.

    Raises:
        NotFound: no such generation.
        Conflict: it cannot answer searches.
    """
    actor.require("index.manage")
    row = _found(uow, generation_id)
    _require(row, COMPARABLE)
    audit.record(uow, actor, "index.switch_asked", object=_name(row))
    return _start(uow, actor, "index.activate", row.id)


def rollback(uow: UnitOfWork, actor: Actor) -> UUID:
    """Switch to the generation that answered before this one (admins).

    Raises:
        Conflict: none is kept.
    """
    actor.require("index.manage")
    kept = repository.in_states(uow.db, "retired")
    if not kept:
        raise Conflict("nothing_to_go_back_to", "No earlier generation is kept to go back to.")
    return go_to(uow, actor, kept[0].id)


def compare(uow: UnitOfWork, actor: Actor, generation_id: UUID) -> UUID:
    """Have a whole generation compared with the one that answers (admins); the job's id.

    Raises:
        NotFound: no such generation.
        Conflict: it answers itself, or is not whole.
    """
    actor.require("index.manage")
    row = _found(uow, generation_id)
    _require(row, COMPARABLE)
    return _start(uow, actor, "index.compare", row.id)


def drop(uow: UnitOfWork, actor: Actor, generation_id: UUID) -> UUID:
    """Remove a generation that does not answer (admins); its history stays. The job's id.

    Raises:
        NotFound: no such generation.
        Conflict: it answers searches, or is being built.
    """
    actor.require("index.manage")
    row = _found(uow, generation_id)
    _require(row, DROPPABLE)
    row.state = "dropped"
    history.note(uow, row.number, "dropped", Wanted.by(actor))
    audit.record(uow, actor, "index.dropped", object=_name(row))
    return _start(uow, actor, "index.drop", row.id)


def check(uow: UnitOfWork, actor: Actor) -> UUID:
    """Have the index in use compared with SQL, song by song, and put right (admins)."""
    actor.require("index.manage")
    audit.record(uow, actor, "index.check_asked")
    return jobs.start(uow, actor.user_id, JobSpec(CHECK, "index", {"via": actor.via}))


def being_built(uow: UnitOfWork, job: JobView | None) -> IndexGeneration | None:
    """What the job builds, as far as it has come; without a job, the build that rests."""
    row = repository.of_job(uow.db, job.id) if job is not None else None
    return row or repository.find_building(uow.db)


def surplus(uow: UnitOfWork, keep: int) -> list[IndexGeneration]:
    """Generations beyond the `keep` newest to go back to, and those that failed."""
    retired = repository.in_states(uow.db, "retired")
    return retired[keep:] + repository.in_states(uow.db, "failed")


def tidy(open_uow: OpenUow, store: VectorStore, keep: int) -> int:
    """Remove what `surplus` names; how many that were. Vectors go first: a kill repeats it."""
    removed = 0
    with open_uow(read=True) as uow:
        rows = surplus(uow, keep)
    for row in rows:
        if not _let_go(store, row.name):
            continue
        removed += 1
        with open_uow() as uow:
            fresh = repository.find(uow.db, row.id)
            if fresh is not None and fresh.state in DROPPABLE:
                fresh.state = "dropped"
                history.note(uow, fresh.number, "dropped", Wanted(), keep=keep)
    sweep(open_uow, store)
    return removed


def sweep(open_uow: OpenUow, store: VectorStore) -> list[str]:
    """Remove what lies in the store and no living generation names; the names of what went.

    SQL names a generation before the store has it, so nothing goes that was begun just now. On a
    server, which others may use too, only what SQL knows as removed or failed goes.
    """
    stored = {g.name for g in store.generations()}
    with open_uow(read=True) as uow:
        rows = repository.generations(uow.db)
    living = {g.name for g in rows if g.state in LIVING}
    if store.capabilities().shared:
        stored &= {g.name for g in rows}
    left = sorted(stored - living - {store.active()})
    return [name for name in left if _let_go(store, name)]


def _let_go(store: VectorStore, name: str) -> bool:
    """Drop vectors that nobody needs; what cannot be dropped now is tried again by a later turn."""
    try:
        store.drop(name)
    except StoreError as error:
        log.warning("a generation could not be removed", generation=name, error=str(error))
        return False
    return True


def remove(open_uow: OpenUow, store: VectorStore, generation_id: UUID) -> None:
    """Remove the vectors of a generation that was dropped or cancelled."""
    with open_uow(read=True) as uow:
        row = repository.find(uow.db, generation_id)
    if row is not None and row.state in repository.GONE:
        store.drop(row.name)


def _job(uow: UnitOfWork) -> JobView | None:
    return jobs.find_active(uow, REBUILD, "")


def _require_going_on(job: JobView | None) -> None:
    if job is not None and job.cancel_requested:
        raise Conflict("build_stopping", "The build is just stopping. Try again in a moment.")


def _start(uow: UnitOfWork, actor: Actor, kind: str, generation_id: UUID) -> UUID:
    args = {"generation_id": str(generation_id), "via": actor.via}
    return jobs.start(uow, actor.user_id, JobSpec(kind, "index", args, str(generation_id)))


def _name(row: IndexGeneration) -> str:
    return f"generation {row.number}"


def _found(uow: UnitOfWork, generation_id: UUID) -> IndexGeneration:
    row = repository.find(uow.db, generation_id)
    if row is None or row.state in repository.GONE:
        raise NotFound("generation_not_found", "There is no such generation.")
    return row


def _require(row: IndexGeneration, states: tuple[str, ...]) -> None:
    if row.state not in states:
        raise Conflict("generation_not_ready", f"Generation {row.number} is {row.state}.")

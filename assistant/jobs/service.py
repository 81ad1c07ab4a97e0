"""Starting, watching and cancelling jobs; and what a running job reports of itself."""

from collections.abc import Collection
from datetime import datetime
from itertools import takewhile
from typing import Any
from uuid import UUID

from assistant.audit import service as audit
from assistant.core.actor import Actor, Scope
from assistant.core.errors import NotFound
from assistant.core.pagination import Page, decode_cursor, encode_cursor, moment_of
from assistant.core.unit_of_work import UnitOfWork
from assistant.jobs import repository
from assistant.jobs.events import NeverBegun
from assistant.jobs.schemas import JobSpec, JobView
from assistant.models.jobs import Job


def start(
    uow: UnitOfWork, user_id: UUID | None, spec: JobSpec, *, job_id: UUID | None = None
) -> UUID:
    """Begin a job once this transaction commits.

    Args:
        uow: an open unit of work.
        user_id: on whose behalf; None for the system's own.
        spec: what is to be done.
        job_id: an id made beforehand, where a row must share it.

    Returns:
        The job's id; that of the one already under way when there is one.
    """
    active = repository.find_active(uow.db, spec.kind, spec.dedupe_key)
    if active is not None:
        return active.id
    job = Job(
        user_id=user_id, kind=spec.kind, dedupe_key=spec.dedupe_key, args=spec.args,
        total=spec.total, unit=spec.unit, created_at=uow.now,
    )  # fmt: skip
    if job_id is not None:
        job.id = job_id
    if not repository.add(uow.db, job):
        return _started_elsewhere(uow, spec)
    uow.jobs.enqueue(uow.db, job.id, spec.queue)
    return job.id


def _started_elsewhere(uow: UnitOfWork, spec: JobSpec) -> UUID:
    """The job that another process began in the moment since nobody had."""
    other = repository.find_active(uow.db, spec.kind, spec.dedupe_key)
    if other is None:
        raise RuntimeError(f"a job {spec.kind!r} was given the id of an older one")
    return other.id


def find(uow: UnitOfWork, job_id: UUID) -> JobView | None:
    """A job by id, for the feature whose work it is; None when it was removed."""
    job = repository.find(uow.db, job_id)
    return None if job is None else _view(job)


def find_active(uow: UnitOfWork, kind: str, dedupe_key: str) -> JobView | None:
    """The waiting or running job of a kind and key, for a page that shows its progress."""
    job = repository.find_active(uow.db, kind, dedupe_key)
    return None if job is None else _view(job)


def active_of(uow: UnitOfWork, user_id: UUID, kinds: Collection[str]) -> dict[str, UUID]:
    """A listener's waiting and running jobs of some kinds: their ids by dedupe key."""
    return repository.active_of(uow.db, user_id, kinds)


def failures(uow: UnitOfWork, kind: str, at_most: int = 20) -> tuple[int, datetime | None]:
    """How many of the last jobs of a kind failed, one after the other; and when the newest did."""
    ended = repository.newest_ended(uow.db, kind, at_most)
    failed = list(takewhile(lambda job: job.state == "failed", ended))
    return len(failed), failed[0].ended_at if failed else None


def get(uow: UnitOfWork, actor: Actor, job_id: UUID, scope: Scope = "jobs:read") -> JobView:
    """One job of the actor's, or any for an admin; `scope` is what a token must allow.

    Raises:
        NotFound: no such job, or somebody else's.
    """
    return _view(_mine(uow, actor, job_id, scope))


def list_jobs(
    uow: UnitOfWork, actor: Actor, *, limit: int, cursor: str | None, everybody: bool = False
) -> Page[JobView]:
    """The actor's jobs, newest first; everybody's for an admin who asks."""
    if everybody:
        actor.require("jobs.manage")
    user_id = None if everybody else actor.require_user("jobs:read")
    before = moment_of(decode_cursor(cursor, 1)[0]) if cursor else None
    jobs = repository.list_of(uow.db, user_id, limit + 1, before)
    more = len(jobs) > limit
    return Page(
        items=[_view(job) for job in jobs[:limit]],
        cursor=encode_cursor(jobs[limit - 1].created_at.isoformat()) if more else None,
        total=repository.count_of(uow.db, user_id),
    )


def cancel(uow: UnitOfWork, actor: Actor, job_id: UUID) -> JobView:
    """Ask a job to stop: at once when it waits, at its next step when it runs.

    Raises:
        NotFound: no such job, or somebody else's.
    """
    job = _mine(uow, actor, job_id, "jobs:write")
    stop(uow, job.id)
    if job.user_id != actor.user_id:
        audit.record(
            uow, actor, "job.cancelled", subject_id=job.user_id, object=f"job {job.id}",
            kind=job.kind,
        )  # fmt: skip
    return _view(_mine(uow, actor, job_id, "jobs:write"))


def stop(uow: UnitOfWork, job_id: UUID) -> None:
    """Stop a job, for the feature whose work it is: at once or at its next step."""
    job = repository.find(uow.db, job_id)
    if job is None:
        return
    if job.state != "waiting":
        repository.change(uow.db, job.id, cancel_requested=True)
    elif repository.change(
        uow.db, job.id, state="cancelled", cancel_requested=True, ended_at=uow.now
    ):
        uow.publish(NeverBegun(job.id, job.kind, job.args))


def mark_running(uow: UnitOfWork, job_id: UUID) -> JobView | None:
    """Note that a job runs (again); None when it has ended or was removed meanwhile."""
    repository.change(uow.db, job_id, state="running", started_at=uow.now)
    job = repository.find(uow.db, job_id)
    return _view(job) if job is not None and job.state == "running" else None


def args_of(uow: UnitOfWork, job_id: UUID) -> tuple[UUID | None, dict[str, Any]]:
    """On whose behalf a job runs, and with which ids."""
    job = repository.find(uow.db, job_id)
    if job is None:
        raise _no_job()
    return job.user_id, job.args


def report(uow: UnitOfWork, job_id: UUID, **values: Any) -> bool:
    """Write a running job's counts; True when somebody asked it to stop."""
    if values:
        repository.change(uow.db, job_id, **values)
    job = repository.find(uow.db, job_id)
    return job is None or job.cancel_requested or job.state == "cancelled"


def finish(
    uow: UnitOfWork,
    job_id: UUID,
    state: str,
    *,
    message: str = "",
    result: dict[str, Any] | None = None,
) -> None:
    """Note how a job ended."""
    values: dict[str, Any] = {"state": state, "ended_at": uow.now, "result": result}
    if message:
        values["message"] = message
    repository.change(uow.db, job_id, **values)


def drop_ended(uow: UnitOfWork, kind: str, dedupe_key: str, but: UUID) -> int:
    """Remove ended jobs of a kind and key, but for one; how many. For work that comes often."""
    return repository.delete_ended(uow.db, kind, dedupe_key, but)


def _mine(uow: UnitOfWork, actor: Actor, job_id: UUID, scope: Scope) -> Job:
    any_job = actor.may("jobs.manage")
    user_id = None if any_job else actor.require_user(scope)
    job = repository.find(uow.db, job_id)
    if job is None or not (any_job or job.user_id == user_id):
        raise _no_job()
    return job


def _no_job() -> NotFound:
    return NotFound("job_not_found", "There is no such job.")


def _view(job: Job) -> JobView:
    return JobView.model_validate(job, from_attributes=True)

"""Use cases of taking everything along and of leaving: exports, deletion with a time of grace."""

from pathlib import Path
from typing import cast
from uuid import UUID

from assistant.accounts import service as accounts
from assistant.audit import service as audit
from assistant.auth import passwords, proving, sessions
from assistant.auth.context import AuthContext
from assistant.core.actor import Actor
from assistant.core.crypto import Vault
from assistant.core.errors import Conflict, Forbidden, Gone, NotFound
from assistant.core.ids import new_id
from assistant.core.rate_limit import network_of
from assistant.core.unit_of_work import OpenUow, UnitOfWork
from assistant.jobs import service as jobs
from assistant.jobs.context import JobContext
from assistant.jobs.schemas import JobSpec, JobView
from assistant.models.takeout import Takeout
from assistant.takeout import exporting, leftovers, purging, repository, rules
from assistant.takeout.archive import Archive
from assistant.takeout.rules import Places
from assistant.takeout.schemas import Leaving, TakeoutState, TakeoutView

EXPORT, SWEEP = "takeout.export", "takeout.sweep"
_TRIES = "5/minute"


def export(uow: UnitOfWork, actor: Actor) -> TakeoutView:
    """The newest export of the actor's that is under way or can be fetched; else a new one."""
    actor.require_own()
    found = latest(uow, actor)
    if found is not None and found.state in ("waiting", "running", "ready"):
        return found
    return begin(uow, actor)


def begin(uow: UnitOfWork, actor: Actor) -> TakeoutView:
    """Begin a new export, by a job; that under way when there is one.

    Raises:
        Forbidden: the sample listener, whom many may be.
    """
    user_id = actor.require_own()
    takeout_id = new_id()
    spec = JobSpec(kind=EXPORT, queue="quick", dedupe_key=str(user_id), unit="records")
    job_id = jobs.start(uow, user_id, spec, job_id=takeout_id)
    if job_id == takeout_id:
        repository.remove(uow.db, repository.failed_of(uow.db, user_id))
        repository.add(uow.db, Takeout(id=job_id, user_id=user_id, created_at=uow.now))
        audit.record(uow, actor, "export.begun", object=f"export {job_id}")
    return _view(uow, actor, _mine(uow, actor, job_id))


def latest(uow: UnitOfWork, actor: Actor) -> TakeoutView | None:
    """The actor's newest export; None when there never was one, or it was removed."""
    found = repository.list_of(uow.db, actor.require_user())
    return _view(uow, actor, found[0]) if found else None


def get(uow: UnitOfWork, actor: Actor, takeout_id: UUID) -> TakeoutView:
    """One export of the actor's.

    Raises:
        NotFound: no such export, or somebody else's, admins included.
    """
    return _view(uow, actor, _mine(uow, actor, takeout_id))


def fetch(uow: UnitOfWork, actor: Actor, places: Places, takeout_id: UUID) -> Path:
    """The file of an export, for its owner alone.

    Raises:
        NotFound: no such export, or somebody else's, admins included.
        Conflict: it is not whole yet.
        Gone: its time is over.
    """
    row = _mine(uow, actor, takeout_id)
    state, path = _view(uow, actor, row).state, places.export(row.id)
    if state == "expired" or (state == "ready" and not path.is_file()):
        raise Gone("export_expired", "This export was removed. Begin a new one.")
    if state != "ready":
        raise Conflict("export_not_ready", "This export is not whole yet. Watch its job.")
    audit.record(uow, actor, "export.fetched", object=f"export {row.id}")
    return path


def write(ctx: JobContext, vault: Vault, places: Places) -> dict[str, int]:
    """Write the export of a job, whose id it has; earlier ones are removed once it is whole."""
    user_id = ctx.user_id
    if user_id is None:
        raise NotFound("account_not_found", "There is no such account.")
    path = places.export(ctx.job_id)
    with ctx.open_uow(read=True) as uow, Archive(path) as archive:
        count = exporting.write(uow, user_id, vault, places, archive, ctx.progress)
    with ctx.open_uow() as uow:
        row = repository.hold(uow.db, ctx.job_id)
        if row is None or row.state == "failed":  # the account went, or it took too long
            path.unlink(missing_ok=True)
            return {"rows": 0}
        row.state, row.rows, row.size = "ready", count, path.stat().st_size
        row.expires_at = uow.now + rules.FETCH_FOR
        earlier = [t.id for t in repository.list_of(uow.db, user_id) if t.id != row.id]
        _remove(uow, places, earlier)
    return {"rows": count}


def ask_to_leave(open_uow: OpenUow, context: AuthContext, actor: Actor, password: str) -> Leaving:
    """Have the actor's account deleted after the time of grace; all its sign-ins end now.

    Raises:
        Forbidden: the sample listener; the password is wrong; or, where there is none, no fresh
            proof (`auth.proving`).
        Conflict: the only admin, while there are others who would be left without one.
        RateLimited: too many tries.
    """
    user_id = actor.require_own()
    context.limiter.check(_TRIES, "leave", network_of(actor.address), str(user_id))
    with open_uow(read=True) as uow:
        proof = passwords.Proof(user_id, accounts.get_user(uow, user_id).password_hash)
        if proof.password_hash is None:
            proving.require(uow, actor)
    if proof.password_hash is not None and not passwords.verify(password, proof.password_hash):
        with open_uow() as uow:
            audit.record(uow, actor, "account.deletion_refused")
        raise Forbidden("password_wrong", "The password is wrong. Nothing was deleted.")
    with open_uow() as uow:
        accounts.lock(uow)  # of two admins who leave at once one is the last
        _require_admin_left(uow, actor)
        user = passwords.hold_to(uow, proof)
        user.delete_after = user.delete_after or uow.now + rules.GRACE
        audit.record(uow, actor, "account.deletion_asked")
        sessions.logout_all(uow, actor)
        return Leaving(delete_after=user.delete_after)


def keep(uow: UnitOfWork, actor: Actor) -> Leaving:
    """Keep the actor's account after all; nothing of it was touched."""
    user = accounts.get_user(uow, actor.require_own())
    if user.delete_after is not None:
        user.delete_after = None
        audit.record(uow, actor, "account.kept")
    return Leaving(delete_after=None)


def start_sweep(uow: UnitOfWork, places: Places | None = None) -> UUID | None:
    """Have what is due deleted by a job: accounts after their grace, exports after their time.

    The same job gives up exports that will not become whole, and takes away files that a kill
    left. The worker asks once a minute; None when nothing is due.

    Args:
        uow: an open unit of work.
        places: where to look for files that no row names; None to leave the folders alone.
    """
    is_due = (
        repository.due(uow.db, uow.now)
        or repository.expired(uow.db, uow.now)
        or leftovers.unfinished(uow)
        or (places is not None and leftovers.strays(uow, places))
    )
    return jobs.start(uow, None, JobSpec(kind=SWEEP, queue="quick")) if is_due else None


def sweep(open_uow: OpenUow, places: Places) -> dict[str, int]:
    """Delete what is due, an account at a time; how many accounts, exports and files that were."""
    with open_uow() as uow:
        exports = repository.expired(uow.db, uow.now)
        _remove(uow, places, exports)
        failed = leftovers.give_up(uow)
        due = repository.due(uow.db, uow.now)
    gone = 0
    for user_id in due:
        with open_uow() as uow:
            gone += purging.purge(uow, places, user_id)
    with open_uow(read=True) as uow:
        strays = leftovers.strays(uow, places)
    for path in strays:
        path.unlink(missing_ok=True)
    return {"accounts": gone, "exports": len(exports), "failed": failed, "files": len(strays)}


def _remove(uow: UnitOfWork, places: Places, ids: list[UUID]) -> None:
    for takeout_id in ids:
        places.export(takeout_id).unlink(missing_ok=True)
        places.export(takeout_id).with_suffix(".part").unlink(missing_ok=True)
    repository.remove(uow.db, ids)


def _require_admin_left(uow: UnitOfWork, actor: Actor) -> None:
    user_id = actor.require_user()
    admin = accounts.get_user(uow, user_id).role == "admin"
    if (
        admin
        and accounts.count_people(uow) > 1
        and not repository.count_admins(uow.db, but=user_id)
    ):
        raise Conflict(
            "last_admin", "You are the only admin here. Make somebody else an admin first."
        )


def _mine(uow: UnitOfWork, actor: Actor, takeout_id: UUID) -> Takeout:
    user_id = actor.require_user()
    row = repository.find(uow.db, takeout_id)
    if row is None or row.user_id != user_id:
        raise NotFound("export_not_found", "There is no such export.")
    return row


def _view(uow: UnitOfWork, actor: Actor, row: Takeout) -> TakeoutView:
    job, state = _job(uow, actor, row.id), row.state
    if row.expires_at is not None and row.expires_at <= uow.now:
        state = "expired"
    elif state == "waiting":
        state = job.state if job is not None and job.active else "failed"
    ready = state == "ready"
    return TakeoutView(
        id=row.id, state=cast("TakeoutState", state), size=row.size, created_at=row.created_at,
        done=row.rows if ready or job is None else job.done,
        total=row.rows if ready or job is None else job.total, expires_at=row.expires_at,
        download=f"/api/v1/users/me/export/{row.id}/file" if ready else None,
        problem=_problem(job) if state == "failed" else None,
    )  # fmt: skip


def _problem(job: JobView | None) -> str:
    return rules.problem(None, "") if job is None else rules.problem(job.state, job.message)


def _job(uow: UnitOfWork, actor: Actor, job_id: UUID) -> JobView | None:
    try:
        return jobs.get(uow, actor, job_id)
    except NotFound:
        return None

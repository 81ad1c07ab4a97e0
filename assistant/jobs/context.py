"""What a running job holds in its hands: its arguments, its counts, and the wish to stop it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import structlog

from assistant.core.errors import DomainError
from assistant.core.unit_of_work import OpenUow, UnitOfWork
from assistant.jobs import service

log = structlog.get_logger(__name__)


class JobCancelled(Exception):
    """The listener asked the job to stop."""


class JobContext:
    """Handed to every handler.

    A handler may be killed at any line and is then run again from its start, so it must find in
    SQL what is done already and go on from there.

    Attributes:
        job_id: the job's id.
        user_id: the listener it is done for, None for the system's own jobs.
        args: ids and counts it was started with.
        open_uow: opens units of work.
    """

    def __init__(
        self, job_id: UUID, user_id: UUID | None, args: dict[str, Any], open_uow: OpenUow
    ) -> None:
        self.job_id, self.user_id, self.args, self.open_uow = job_id, user_id, args, open_uow

    def progress(self, done: int, total: int | None = None, message: str | None = None) -> None:
        """Show how far the work is, and stop here when that was asked for.

        Each call is one small transaction: call it once a batch, not once a row.

        Raises:
            JobCancelled: the listener asked to stop.
        """
        values: dict[str, Any] = {"done": done}
        if total is not None:
            values["total"] = total
        if message is not None:
            values["message"] = message
        with self.open_uow() as uow:
            stop = service.report(uow, self.job_id, **values)
        if stop:
            raise JobCancelled

    def say(self, message: str) -> None:
        """Show which part of the work begins; its counts stay. Stops as `progress` does.

        Raises:
            JobCancelled: the listener asked to stop.
        """
        with self.open_uow() as uow:
            stop = service.report(uow, self.job_id, message=message)
        if stop:
            raise JobCancelled

    def check_cancelled(self) -> None:
        """Stop here when that was asked for.

        Raises:
            JobCancelled: the listener asked to stop.
        """
        with self.open_uow(read=True) as uow:
            self.stop_if_asked(uow)

    def stop_if_asked(self, uow: UnitOfWork) -> None:
        """The same within a transaction, which then does not come about.

        Raises:
            JobCancelled: the listener asked to stop.
        """
        if service.report(uow, self.job_id):
            raise JobCancelled


Handler = Callable[[JobContext], dict[str, Any] | None]


def execute(job_id: UUID, handlers: dict[str, Handler], open_uow: OpenUow) -> None:
    """Run one job to its end and note how it went; never raises for a job's own failure."""
    with open_uow() as uow:
        view = service.mark_running(uow, job_id)
        if view is None:
            return
        user_id, args = service.args_of(uow, job_id)
    context = JobContext(job_id, user_id, args, open_uow)
    try:
        result = handlers[view.kind](context)
    except JobCancelled:
        _finish(open_uow, job_id, "cancelled")
    except DomainError as error:
        log.warning("job failed", job_id=str(job_id), kind=view.kind, code=error.code)
        _finish(open_uow, job_id, "failed", message=error.detail, result={"code": error.code})
    except Exception:
        log.exception("job broke", job_id=str(job_id), kind=view.kind)
        _finish(
            open_uow, job_id, "failed",
            message="Something went wrong inside Attune. The log of the worker says what.",
            result={"code": "unexpected"},
        )  # fmt: skip
    else:
        _finish(open_uow, job_id, "done", result=result)


def _finish(open_uow: OpenUow, job_id: UUID, state: str, **values: Any) -> None:
    with open_uow() as uow:
        service.finish(uow, job_id, state, **values)

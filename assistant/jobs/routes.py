"""REST of jobs: `/me/jobs` for a listener's own, `/admin/jobs` for everybody's."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter

from assistant.core.http import ActorDep, CursorParam, LimitParam, UowDep
from assistant.core.pagination import Page
from assistant.jobs import service
from assistant.jobs.schemas import JobView

router = APIRouter(tags=["Jobs"])
JobId = Annotated[UUID, "the job's id"]


@router.get("/me/jobs")
def list_my_jobs(
    uow: UowDep, actor: ActorDep, limit: LimitParam = 50, cursor: CursorParam = None
) -> Page[JobView]:
    """List your background work, newest first."""
    return service.list_jobs(uow, actor, limit=limit, cursor=cursor)


@router.get("/me/jobs/{job_id}")
def get_my_job(uow: UowDep, actor: ActorDep, job_id: JobId) -> JobView:
    """See how far one job is."""
    return service.get(uow, actor, job_id)


@router.post("/me/jobs/{job_id}/cancel")
def cancel_my_job(uow: UowDep, actor: ActorDep, job_id: JobId) -> JobView:
    """Stop a job; what it has done stays."""
    return service.cancel(uow, actor, job_id)


@router.get("/admin/jobs")
def list_all_jobs(
    uow: UowDep, actor: ActorDep, limit: LimitParam = 50, cursor: CursorParam = None
) -> Page[JobView]:
    """List everybody's background work (admins)."""
    return service.list_jobs(uow, actor, limit=limit, cursor=cursor, everybody=True)


@router.get("/admin/jobs/{job_id}")
def get_any_job(uow: UowDep, actor: ActorDep, job_id: JobId) -> JobView:
    """See how far any job is (admins)."""
    actor.require("jobs.manage")
    return service.get(uow, actor, job_id)


@router.post("/admin/jobs/{job_id}/cancel")
def cancel_any_job(uow: UowDep, actor: ActorDep, job_id: JobId) -> JobView:
    """Stop any job (admins)."""
    actor.require("jobs.manage")
    return service.cancel(uow, actor, job_id)

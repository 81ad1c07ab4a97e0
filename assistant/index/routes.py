"""REST of the song index, for admins."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, status

from analysis.types import ModelStamps
from assistant.core.http import ActorDep, UowDep, part_of
from assistant.core.settings import Settings
from assistant.index import service
from assistant.index.schemas import (
    Comparison,
    GenerationChoice,
    HistoryEntry,
    IndexStatus,
    Plan,
    RebuildChoice,
)
from assistant.jobs.schemas import JobStarted

router = APIRouter(prefix="/admin/index", tags=["Admin"])
ACCEPTED = status.HTTP_202_ACCEPTED
GenerationId = Annotated[UUID, "the generation's id"]


def _stamps(request: Request) -> ModelStamps:
    stamps: ModelStamps = part_of(request, "stamps")
    return stamps


def _keep(request: Request) -> int:
    settings: Settings = part_of(request, "settings")
    return settings.index_keep


StampsDep = Annotated[ModelStamps, Depends(_stamps)]
KeepDep = Annotated[int, Depends(_keep)]


@router.get("")
def get_index(uow: UowDep, actor: ActorDep, stamps: StampsDep) -> IndexStatus:
    """See how the song index stands (admins)."""
    return service.status(uow, actor, stamps)


@router.get("/plan")
def get_plan(uow: UowDep, actor: ActorDep, stamps: StampsDep, keep: KeepDep) -> Plan:
    """See what a rebuild would do and how long it would take, without doing it (admins)."""
    return service.plan(uow, actor, stamps, keep)


@router.get("/history")
def get_history(
    uow: UowDep, actor: ActorDep, limit: Annotated[int, Query(ge=1, le=200)] = 50
) -> list[HistoryEntry]:
    """See what happened to the generations, by whom and when, newest first (admins)."""
    return service.history(uow, actor, limit)


@router.post("/rebuild", status_code=ACCEPTED)
def rebuild(
    uow: UowDep, actor: ActorDep, stamps: StampsDep, choice: RebuildChoice | None = None
) -> JobStarted:
    """Build the index anew beside the one that answers, then switch, or wait (admins)."""
    switch = choice.switch if choice is not None else True
    return JobStarted(job_id=service.rebuild(uow, actor, switch=switch, stamps=stamps))


@router.post("/pause", status_code=status.HTTP_204_NO_CONTENT)
def pause(uow: UowDep, actor: ActorDep) -> None:
    """Let the build rest after its next batch, over restarts too (admins)."""
    service.pause(uow, actor)


@router.post("/resume", status_code=ACCEPTED)
def resume(uow: UowDep, actor: ActorDep, stamps: StampsDep) -> JobStarted:
    """Go on with the build that rests, from where it stopped (admins)."""
    return JobStarted(job_id=service.resume(uow, actor, stamps))


@router.post("/cancel", status_code=status.HTTP_204_NO_CONTENT)
def cancel(uow: UowDep, actor: ActorDep) -> None:
    """Give the build up and remove what it wrote (admins)."""
    service.cancel(uow, actor)


@router.post("/activate", status_code=ACCEPTED)
def activate(uow: UowDep, actor: ActorDep, choice: GenerationChoice) -> JobStarted:
    """Switch to a generation that is whole, newer or older (admins)."""
    return JobStarted(job_id=service.go_to(uow, actor, choice.generation_id))


@router.post("/rollback", status_code=ACCEPTED)
def rollback(uow: UowDep, actor: ActorDep) -> JobStarted:
    """Switch to the generation that answered before this one (admins)."""
    return JobStarted(job_id=service.rollback(uow, actor))


@router.post("/check", status_code=ACCEPTED)
def check(uow: UowDep, actor: ActorDep) -> JobStarted:
    """Compare the index in use with the database, and put right what differs (admins)."""
    return JobStarted(job_id=service.check(uow, actor))


@router.post("/compare", status_code=ACCEPTED)
def compare(uow: UowDep, actor: ActorDep, choice: GenerationChoice) -> JobStarted:
    """Ask a generation and the one that answers the same queries (admins)."""
    return JobStarted(job_id=service.compare(uow, actor, choice.generation_id))


@router.get("/generations/{generation_id}/comparison")
def get_comparison(uow: UowDep, actor: ActorDep, generation_id: GenerationId) -> Comparison:
    """Read old and new side by side: overlap, fit of mood, songs by title (admins)."""
    return service.comparison(uow, actor, generation_id)


@router.delete("/generations/{generation_id}", status_code=ACCEPTED)
def drop(uow: UowDep, actor: ActorDep, generation_id: GenerationId) -> JobStarted:
    """Remove a generation that does not answer; its history stays (admins)."""
    return JobStarted(job_id=service.drop(uow, actor, generation_id))

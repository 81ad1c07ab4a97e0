"""REST of the song index, for admins."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, status

from analysis.types import ModelStamps
from assistant.core.http import ActorDep, UowDep, part_of
from assistant.index import service
from assistant.index.schemas import GenerationChoice, IndexStatus
from assistant.jobs.schemas import JobStarted

router = APIRouter(prefix="/admin/index", tags=["Admin"])


def _stamps(request: Request) -> ModelStamps:
    stamps: ModelStamps = part_of(request, "stamps")
    return stamps


StampsDep = Annotated[ModelStamps, Depends(_stamps)]


@router.get("")
def get_index(uow: UowDep, actor: ActorDep, stamps: StampsDep) -> IndexStatus:
    """See how the song index stands (admins)."""
    return service.status(uow, actor, stamps)


@router.post("/rebuild", status_code=status.HTTP_202_ACCEPTED)
def rebuild(uow: UowDep, actor: ActorDep) -> JobStarted:
    """Build the index anew beside the one that answers, then switch (admins)."""
    return JobStarted(job_id=service.rebuild(uow, actor))


@router.post("/activate", status_code=status.HTTP_202_ACCEPTED)
def activate(uow: UowDep, actor: ActorDep, choice: GenerationChoice) -> JobStarted:
    """Switch to a generation that is whole, newer or older (admins)."""
    return JobStarted(job_id=service.go_back(uow, actor, choice.generation_id))

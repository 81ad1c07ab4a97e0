"""REST of the sample library: `/sample`."""

from fastapi import APIRouter, Request, status

from analysis.types import ModelStamps
from assistant.core.http import ActorDep, OpenUowDep, UowDep, part_of
from assistant.sample import service
from assistant.sample.schemas import SampleHidden, SampleStatus

router = APIRouter(prefix="/sample", tags=["Sample"])


@router.get("")
def get_status(request: Request, uow: UowDep, actor: ActorDep) -> SampleStatus:
    """See whether the sample library is loaded, and whether you hid it."""
    actor.require_user("music:read")
    stamps: ModelStamps = part_of(request, "stamps")
    return service.status(uow, actor, stamps.mood)


@router.post("/load", status_code=status.HTTP_202_ACCEPTED)
def load(open_uow: OpenUowDep, actor: ActorDep) -> SampleStatus:
    """Load the sample library (admins); its songs are scored by a job."""
    return service.load_again(open_uow, actor)


@router.delete("", status_code=status.HTTP_204_NO_CONTENT)
def remove(uow: UowDep, actor: ActorDep) -> None:
    """Take the sample library away with all that came with it, and nothing else (admins)."""
    service.remove(uow, actor)


@router.put("/hidden", status_code=status.HTTP_204_NO_CONTENT)
def hide(uow: UowDep, actor: ActorDep, data: SampleHidden) -> None:
    """Hide the sample songs from you, or show them again."""
    service.hide(uow, actor, hidden=data.hidden)

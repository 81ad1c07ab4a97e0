"""REST of the queue: `/me/queue`."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, status

from analysis.types import ModelStamps
from assistant.core.http import ActorDep, UowDep, part_of
from assistant.playback import service
from assistant.playback.schemas import AddTracks, Lock, QueueView, Reorder

router = APIRouter(prefix="/me/queue", tags=["Queue"])


def _stamps(request: Request) -> ModelStamps:
    stamps: ModelStamps = part_of(request, "stamps")
    return stamps


StampsDep = Annotated[ModelStamps, Depends(_stamps)]
VersionParam = Annotated[int | None, Query(ge=1, description="the version you saw")]


@router.get("")
def get_queue(uow: UowDep, actor: ActorDep, stamps: StampsDep) -> QueueView | None:
    """Get your queue with each song's mood, numbers and reason; null when there is none."""
    return service.current_queue(uow, actor, stamps.mood)


@router.post("", status_code=status.HTTP_201_CREATED)
def add_tracks(
    uow: UowDep, actor: ActorDep, stamps: StampsDep, data: AddTracks
) -> QueueView | None:
    """Put songs into your queue, at its end or after an item."""
    service.add_tracks(uow, actor, data)
    return service.current_queue(uow, actor, stamps.mood)


@router.delete("", status_code=status.HTTP_204_NO_CONTENT)
def delete_queue(uow: UowDep, actor: ActorDep) -> None:
    """End your queue."""
    service.clear(uow, actor)


@router.post("/clear", status_code=status.HTTP_204_NO_CONTENT)
def clear_queue(uow: UowDep, actor: ActorDep) -> None:
    """End your queue (the same as DELETE)."""
    service.clear(uow, actor)


@router.put("/reorder")
def reorder(uow: UowDep, actor: ActorDep, stamps: StampsDep, data: Reorder) -> QueueView | None:
    """Give the songs of your queue a new order; name all of them."""
    service.reorder(uow, actor, data)
    return service.current_queue(uow, actor, stamps.mood)


@router.delete("/{item_id}", status_code=status.HTTP_204_NO_CONTENT)
def remove_item(uow: UowDep, actor: ActorDep, item_id: UUID, version: VersionParam = None) -> None:
    """Take a song out of your queue."""
    service.remove_item(uow, actor, item_id, version)


@router.post("/{item_id}/restore", status_code=status.HTTP_204_NO_CONTENT)
def restore_item(uow: UowDep, actor: ActorDep, item_id: UUID) -> None:
    """Put a song that was taken out back where it was."""
    service.restore_item(uow, actor, item_id)


@router.put("/{item_id}/lock", status_code=status.HTTP_204_NO_CONTENT)
def set_locked(uow: UowDep, actor: ActorDep, item_id: UUID, data: Lock) -> None:
    """Keep a song when the queue is made anew, or let it go."""
    service.set_locked(uow, actor, item_id, locked=data.locked)

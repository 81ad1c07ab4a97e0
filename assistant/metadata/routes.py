"""REST of the facts from MusicBrainz: `/admin/metadata`, for admins."""

from fastapi import APIRouter

from assistant.core.http import ActorDep, UowDep
from assistant.metadata import service
from assistant.metadata.schemas import MetadataIn, MetadataView

router = APIRouter(prefix="/admin/metadata", tags=["Administration"])


@router.get("")
def get_metadata(uow: UowDep, actor: ActorDep) -> MetadataView:
    """Get whether MusicBrainz is asked about songs, and what it answered (admins)."""
    return service.status(uow, actor)


@router.put("")
def switch_metadata(uow: UowDep, actor: ActorDep, data: MetadataIn) -> MetadataView:
    """Begin to ask MusicBrainz about songs, or stop (admins)."""
    return service.switch(uow, actor, enabled=data.enabled)

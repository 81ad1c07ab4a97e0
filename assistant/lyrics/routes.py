"""REST of lyrics: `/tracks/{id}/lyrics`."""

from uuid import UUID

from fastapi import APIRouter, Request, status

from assistant.core.http import ActorDep, UowDep, edge_of
from assistant.lyrics import service
from assistant.lyrics.schemas import LyricsIn, LyricsView

router = APIRouter(prefix="/tracks/{track_id}/lyrics", tags=["Lyrics"])


@router.get("")
def get_lyrics(uow: UowDep, actor: ActorDep, track_id: UUID) -> LyricsView:
    """Read a song's lyrics: your own text when you gave one, else the shared one."""
    return service.get_lyrics(uow, actor, track_id)


@router.put("")
def save_own_lyrics(
    request: Request, uow: UowDep, actor: ActorDep, track_id: UUID, data: LyricsIn
) -> LyricsView:
    """Give lyrics of your own, plain or LRC. Nobody else sees them; their mood is read at once."""
    max_bytes = edge_of(request).settings.lyrics_max_bytes
    return service.save_own(uow, actor, track_id, data, max_bytes=max_bytes)


@router.delete("", status_code=status.HTTP_204_NO_CONTENT)
def remove_own_lyrics(uow: UowDep, actor: ActorDep, track_id: UUID) -> None:
    """Remove your own lyrics; the shared ones count again."""
    service.remove_own(uow, actor, track_id)

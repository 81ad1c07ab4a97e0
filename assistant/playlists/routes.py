"""REST of playlists: `/playlists`."""

from uuid import UUID

from fastapi import APIRouter

from assistant.core.http import ActorDep, CursorParam, LimitParam, UowDep
from assistant.core.pagination import Page
from assistant.playlists import service
from assistant.playlists.schemas import PlaylistSong, PlaylistView

router = APIRouter(prefix="/playlists", tags=["Playlists"])


@router.get("")
def list_playlists(
    uow: UowDep, actor: ActorDep, limit: LimitParam = 50, cursor: CursorParam = None
) -> Page[PlaylistView]:
    """List your playlists by name, those brought in from elsewhere among them."""
    return service.list_playlists(uow, actor, limit=limit, cursor=cursor)


@router.get("/{playlist_id}")
def get_playlist(uow: UowDep, actor: ActorDep, playlist_id: UUID) -> PlaylistView:
    """Get one of your playlists."""
    return service.get_playlist(uow, actor, playlist_id)


@router.get("/{playlist_id}/tracks")
def list_playlist_songs(
    uow: UowDep, actor: ActorDep, playlist_id: UUID, limit: LimitParam = 50,
    cursor: CursorParam = None,
) -> Page[PlaylistSong]:  # fmt: skip
    """List the songs of one of your playlists, in its order."""
    return service.list_songs(uow, actor, playlist_id, limit=limit, cursor=cursor)

"""REST of the catalogue: `/tracks`, `/artists` and `/genres`."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from assistant.catalogue import service
from assistant.catalogue.schemas import ArtistView, GenreView, TrackView
from assistant.core.http import ActorDep, CursorParam, LimitParam, UowDep
from assistant.core.pagination import Page

router = APIRouter(tags=["Catalogue"])
QueryParam = Annotated[str, Query(alias="q", max_length=200, description="part of a name")]


@router.get("/tracks")
def list_tracks(
    uow: UowDep, actor: ActorDep, query: QueryParam = "", limit: LimitParam = 50,
    cursor: CursorParam = None,
) -> Page[TrackView]:  # fmt: skip
    """List the tracks you can see, by title."""
    actor.require_user("music:read")
    return service.list_tracks(uow, actor, query=query, limit=limit, cursor=cursor)


@router.get("/tracks/{track_id}")
def get_track(uow: UowDep, actor: ActorDep, track_id: UUID) -> TrackView:
    """Get one track."""
    actor.require_user("music:read")
    return service.get_track(uow, actor, track_id)


@router.get("/artists")
def list_artists(
    uow: UowDep, actor: ActorDep, query: QueryParam = "", limit: LimitParam = 50,
    cursor: CursorParam = None,
) -> Page[ArtistView]:  # fmt: skip
    """List the artists of the tracks you can see, by name."""
    actor.require_user("music:read")
    return service.list_artists(uow, actor, query=query, limit=limit, cursor=cursor)


@router.get("/genres")
def list_genres(
    uow: UowDep, actor: ActorDep, query: QueryParam = "", limit: LimitParam = 50,
    cursor: CursorParam = None,
) -> Page[GenreView]:  # fmt: skip
    """List the genres of the tracks you can see, by name."""
    actor.require_user("music:read")
    return service.list_genres(uow, actor, query=query, limit=limit, cursor=cursor)

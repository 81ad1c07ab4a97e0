"""REST of the library: `/me/library` and `/me/favorites`."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, status

from analysis.types import ModelStamps
from assistant.core.http import ActorDep, CursorParam, LimitParam, UowDep, part_of
from assistant.core.pagination import Page, offset_of
from assistant.library import service
from assistant.library.rules import MoodFilter, Sort
from assistant.library.schemas import (
    LibraryFilters,
    LibrarySong,
    LibrarySummary,
    MapPoint,
    RatingIn,
)

router = APIRouter(prefix="/me", tags=["Library"])
QueryParam = Annotated[str, Query(alias="q", max_length=200, description="in names or words")]


def _stamp(request: Request) -> str:
    stamps: ModelStamps = part_of(request, "stamps")
    return stamps.mood


def _wanted(
    query: QueryParam = "", mood: MoodFilter | None = None, sort: Sort = "title",
    descending: bool = False,
) -> LibraryFilters:  # fmt: skip
    return LibraryFilters(query=query, mood=mood, sort=sort, descending=descending)


WantedDep = Annotated[LibraryFilters, Depends(_wanted)]


@router.get("/library")
def list_library(
    request: Request, uow: UowDep, actor: ActorDep, wanted: WantedDep, limit: LimitParam = 50,
    cursor: CursorParam = None,
) -> Page[LibrarySong]:  # fmt: skip
    """List your songs with their moods."""
    page = {"limit": limit, "offset": offset_of(cursor)}
    filters = wanted.model_copy(update=page)
    return service.list_songs(uow, actor, filters, _stamp(request))


@router.get("/library/summary")
def get_summary(request: Request, uow: UowDep, actor: ActorDep) -> LibrarySummary:
    """Count your songs by mood, and by the reason why there is none."""
    return service.summary(uow, actor, _stamp(request))


@router.get("/library/map")
def get_map(request: Request, uow: UowDep, actor: ActorDep) -> list[MapPoint]:
    """Get your songs as points of the plane of valence and arousal."""
    return service.mood_map(uow, actor, _stamp(request))


@router.put("/library/{track_id}", status_code=status.HTTP_204_NO_CONTENT)
def rate(uow: UowDep, actor: ActorDep, track_id: UUID, data: RatingIn) -> None:
    """Rate a song; it comes into your library with it."""
    service.rate(uow, actor, track_id, data.rating)


@router.delete("/library/{track_id}", status_code=status.HTTP_204_NO_CONTENT)
def remove(uow: UowDep, actor: ActorDep, track_id: UUID) -> None:
    """Take a song out of your library."""
    service.remove(uow, actor, track_id)


@router.get("/favorites")
def list_favorites(
    request: Request, uow: UowDep, actor: ActorDep, limit: LimitParam = 50,
    cursor: CursorParam = None,
) -> Page[LibrarySong]:  # fmt: skip
    """List your favourites, the newest first."""
    filters = LibraryFilters(
        favorites=True, sort="added", descending=True, limit=limit, offset=offset_of(cursor)
    )
    return service.list_songs(uow, actor, filters, _stamp(request))


@router.put("/favorites/{track_id}", status_code=status.HTTP_204_NO_CONTENT)
def like(uow: UowDep, actor: ActorDep, track_id: UUID) -> None:
    """Make a song a favourite."""
    service.like(uow, actor, track_id)


@router.delete("/favorites/{track_id}", status_code=status.HTTP_204_NO_CONTENT)
def unlike(uow: UowDep, actor: ActorDep, track_id: UUID) -> None:
    """Make a song no favourite any more; it stays in your library."""
    service.unlike(uow, actor, track_id)

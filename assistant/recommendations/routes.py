"""REST of recommendations."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, status
from pydantic import BaseModel

from analysis.types import ModelStamps
from assistant.catalogue.schemas import TrackView
from assistant.core.http import ActorDep, OpenUowDep, UowDep, part_of
from assistant.engine.types import Engine
from assistant.recommendations import service
from assistant.recommendations.schemas import (
    Goal,
    QueueMade,
    Recommendations,
    RecommendedSong,
)

router = APIRouter(prefix="/recommendations", tags=["Recommendations"])


def _engine(request: Request) -> Engine:
    engine: Engine = part_of(request, "engine")
    return engine


def _stamps(request: Request) -> ModelStamps:
    stamps: ModelStamps = part_of(request, "stamps")
    return stamps


EngineDep = Annotated[Engine, Depends(_engine)]
StampsDep = Annotated[ModelStamps, Depends(_stamps)]


class SimilarSong(BaseModel):
    """A song and how alike its words are (cosine)."""

    track: TrackView
    similarity: float


@router.get("")
def recommend(
    open_uow: OpenUowDep,
    engine: EngineDep,
    stamps: StampsDep,
    actor: ActorDep,
    goal: Annotated[Goal, Query()],
) -> Recommendations:
    """Get songs that fit a mood: one of the four, a point, or (with neither) your current one."""
    return service.recommend(open_uow, engine, stamps, actor, goal)


@router.post("/queue", status_code=status.HTTP_201_CREATED)
def make_queue(
    open_uow: OpenUowDep, engine: EngineDep, stamps: StampsDep, actor: ActorDep, goal: Goal
) -> QueueMade:
    """Find songs that fit a mood and make them your queue."""
    return service.make_queue(open_uow, engine, stamps, actor, goal)


@router.post("/refresh", status_code=status.HTTP_201_CREATED)
def refresh(
    open_uow: OpenUowDep, engine: EngineDep, stamps: StampsDep, actor: ActorDep
) -> QueueMade:
    """Make your queue anew for your current mood; locked songs stay."""
    return service.make_queue(open_uow, engine, stamps, actor, Goal())


@router.get("/similar/{track_id}")
def similar(
    open_uow: OpenUowDep,
    engine: EngineDep,
    actor: ActorDep,
    track_id: UUID,
    limit: Annotated[int, Query(ge=1, le=50)] = 10,
) -> list[SimilarSong]:
    """Get the songs whose words are nearest to one song's."""
    found = service.similar(open_uow, engine, actor, track_id, limit)
    return [SimilarSong(track=track, similarity=near) for track, near in found]


@router.get("/{track_id}/why")
def why(uow: UowDep, stamps: StampsDep, actor: ActorDep, track_id: UUID) -> RecommendedSong:
    """See why a song was last recommended to you."""
    return service.why(uow, actor, track_id, stamps.mood)

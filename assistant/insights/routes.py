"""REST of insights: `/insights`."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request

from analysis.types import ModelStamps
from assistant.core.http import ActorDep, UowDep, part_of
from assistant.insights import service
from assistant.insights.schemas import ListeningInsight

router = APIRouter(prefix="/insights", tags=["Insights"])
From = Annotated[date | None, Query(alias="from", description="first local day")]
To = Annotated[date | None, Query(alias="to", description="last local day")]


@router.get("/listening")
def listening(
    request: Request, uow: UowDep, actor: ActorDep, first: From = None, last: To = None
) -> ListeningInsight:
    """Compare how you felt with the mood of what you heard, with how sure that is."""
    stamps: ModelStamps = part_of(request, "stamps")
    return service.listening_by_mood(uow, actor, first, last, stamps.mood)

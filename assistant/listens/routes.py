"""REST of listening: `/me/recently-played`, `/me/history`."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from assistant.core.http import ActorDep, CursorParam, LimitParam, Moment, UowDep
from assistant.core.pagination import Page
from assistant.listens import export, service
from assistant.listens.schemas import ListeningMood, ListenView

router = APIRouter(prefix="/me", tags=["Listening"])


@router.get("/recently-played")
def recently_played(
    uow: UowDep, actor: ActorDep, limit: LimitParam = 50, cursor: CursorParam = None
) -> Page[ListenView]:
    """Get what you heard, newest first."""
    return service.recently_played(uow, actor, limit=limit, cursor=cursor)


@router.get("/history")
def history(
    uow: UowDep,
    actor: ActorDep,
    limit: LimitParam = 50,
    cursor: CursorParam = None,
    from_at: Annotated[Moment | None, Query(alias="from", description="with a zone")] = None,
    to_at: Annotated[Moment | None, Query(alias="to", description="with a zone")] = None,
    track_id: UUID | None = None,
) -> Page[ListenView]:
    """Get your listening history, newest first, of a span or of one song."""
    return service.history(
        uow, actor, limit=limit, cursor=cursor, from_at=from_at, to_at=to_at, track_id=track_id
    )


@router.get("/history.csv", response_class=Response)
def history_csv(
    uow: UowDep,
    actor: ActorDep,
    from_at: Annotated[Moment | None, Query(alias="from", description="with a zone")] = None,
    to_at: Annotated[Moment | None, Query(alias="to", description="with a zone")] = None,
) -> Response:
    """Download your listening history, or a span of it, as CSV."""
    headers = {"Content-Disposition": 'attachment; filename="attune-history.csv"'}
    text = export.history_csv(uow, actor, from_at, to_at)
    return Response(text, media_type="text/csv; charset=utf-8", headers=headers)


@router.get("/listening-mood")
def listening_mood(uow: UowDep, actor: ActorDep) -> ListeningMood | None:
    """Get the mood of what you heard lately, as last analysed; null before that."""
    return service.listening_mood(uow, actor)

"""REST of the catalogue's care: `/admin/catalogue`, for moderators."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from assistant.core.http import ActorDep, CursorParam, LimitParam, UowDep
from assistant.core.pagination import Page
from assistant.curation import service
from assistant.curation.rules import Kind
from assistant.curation.schemas import (
    EditView,
    EntryView,
    PairIn,
    ReportsView,
    SplitIn,
    SuspectsView,
)

router = APIRouter(prefix="/admin/catalogue", tags=["Administration"])
KindParam = Annotated[Kind, Query(description="track, artist or album")]


@router.get("/suspects")
def list_suspects(
    uow: UowDep, actor: ActorDep, kind: KindParam = "track", limit: LimitParam = 50,
    cursor: CursorParam = None,
) -> Page[SuspectsView]:  # fmt: skip
    """List what may be in the shared catalogue twice, the surest first (moderators)."""
    return service.list_suspects(uow, actor, kind, limit=limit, cursor=cursor)


@router.get("/entries")
def find_entries(
    uow: UowDep, actor: ActorDep, q: Annotated[str, Query(max_length=200)],
    kind: KindParam = "track",
) -> list[EntryView]:  # fmt: skip
    """Find some tracks, artists or albums of the shared catalogue by name (moderators)."""
    return service.find_entries(uow, actor, kind, q)


@router.get("/tracks/{track_id}/reports")
def get_reports(uow: UowDep, actor: ActorDep, track_id: UUID) -> ReportsView:
    """Get what a track goes by: identifiers, and names that sources gave it (moderators)."""
    return service.reports_of(uow, actor, track_id)


@router.post("/merge")
def merge(uow: UowDep, actor: ActorDep, data: PairIn) -> EditView:
    """Make one entry another; all that refers to it follows (moderators)."""
    return service.merge(uow, actor, data)


@router.post("/keep-apart")
def keep_apart(uow: UowDep, actor: ActorDep, data: PairIn) -> EditView:
    """Say that two entries are two (moderators)."""
    return service.keep_apart(uow, actor, data)


@router.post("/split")
def split(uow: UowDep, actor: ActorDep, data: SplitIn) -> EditView:
    """Make an entry of its own out of a part of another (moderators)."""
    return service.split(uow, actor, data)


@router.get("/edits")
def list_edits(
    uow: UowDep, actor: ActorDep, limit: LimitParam = 50, cursor: CursorParam = None
) -> Page[EditView]:
    """List merges, splits and what is kept apart, newest first (moderators)."""
    return service.list_edits(uow, actor, limit=limit, cursor=cursor)


@router.post("/edits/{edit_id}/undo")
def undo(uow: UowDep, actor: ActorDep, edit_id: UUID) -> EditView:
    """Put everything back as it was before (moderators)."""
    return service.undo(uow, actor, edit_id)

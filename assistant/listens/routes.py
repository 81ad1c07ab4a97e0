"""REST of listening: `/me/recently-played`, `/me/history`."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query
from fastapi.responses import PlainTextResponse, StreamingResponse

from assistant.core.http import ActorDep, CursorParam, LimitParam, Moment, OpenUowDep, UowDep
from assistant.core.pagination import Page
from assistant.listens import browsing, corrections, export, service
from assistant.listens.schemas import (
    Contribution,
    CorrectionView,
    HistoryFilters,
    ListeningMood,
    ListenView,
    SongIn,
    UncountedView,
)

router = APIRouter(prefix="/me", tags=["Listening"])


def _filters(
    from_at: Annotated[Moment | None, Query(alias="from", description="with a zone")] = None,
    to_at: Annotated[Moment | None, Query(alias="to", description="with a zone")] = None,
    track_id: UUID | None = None,
    artist_id: UUID | None = None,
    source: Annotated[str | None, Query(max_length=16, description="who reported it")] = None,
    import_id: Annotated[UUID | None, Query(description="what this import reported")] = None,
    q: Annotated[str, Query(max_length=200, description="in title or artists")] = "",
) -> HistoryFilters:
    return HistoryFilters(from_at, to_at, track_id, artist_id, source, import_id, q)


FiltersDep = Annotated[HistoryFilters, Depends(_filters)]
ListenId = Annotated[int, Path(ge=1, lt=1 << 63)]


@router.get("/recently-played")
def recently_played(
    uow: UowDep, actor: ActorDep, limit: LimitParam = 50, cursor: CursorParam = None
) -> Page[ListenView]:
    """Get what you heard, newest first."""
    return service.recently_played(uow, actor, limit=limit, cursor=cursor)


@router.get("/history")
def history(
    uow: UowDep, actor: ActorDep, filters: FiltersDep, limit: LimitParam = 50,
    cursor: CursorParam = None,
) -> Page[ListenView]:  # fmt: skip
    """Get your listening history, newest first, or a part of it."""
    return browsing.list_listens(uow, actor, filters=filters, limit=limit, cursor=cursor)


@router.get("/history.csv", response_class=PlainTextResponse)
def history_csv(open_uow: OpenUowDep, actor: ActorDep, filters: FiltersDep) -> StreamingResponse:
    """Download your listening history, or a part of it, as CSV."""
    return _file(export.history_csv(open_uow, actor, filters), "text/csv; charset=utf-8", "csv")


@router.get("/history.json")
def history_json(open_uow: OpenUowDep, actor: ActorDep, filters: FiltersDep) -> StreamingResponse:
    """Download your listening history, or a part of it, as one JSON array."""
    return _file(export.history_json(open_uow, actor, filters), "application/json", "json")


@router.get("/history/uncounted")
def uncounted(
    uow: UowDep, actor: ActorDep, filters: FiltersDep, limit: LimitParam = 50,
    cursor: CursorParam = None,
) -> Page[UncountedView]:  # fmt: skip
    """Get reports that are no listens, and why; songs are found by the words of the report."""
    return browsing.list_uncounted(uow, actor, filters=filters, limit=limit, cursor=cursor)


@router.get("/history/sources")
def history_sources(uow: UowDep, actor: ActorDep) -> list[Contribution]:
    """Get what each source and import reported: counts, first and last."""
    return browsing.contributions(uow, actor)


@router.get("/history/corrections")
def list_corrections(
    uow: UowDep, actor: ActorDep, limit: LimitParam = 50, cursor: CursorParam = None
) -> Page[CorrectionView]:
    """List what you put right, newest first."""
    return corrections.list_corrections(uow, actor, limit=limit, cursor=cursor)


@router.post("/history/corrections/{correction_id}/undo")
def undo_correction(uow: UowDep, actor: ActorDep, correction_id: UUID) -> ListenView:
    """Take a correction back."""
    return corrections.undo(uow, actor, correction_id)


@router.put("/history/{listen_id}/song")
def correct_song(uow: UowDep, actor: ActorDep, listen_id: ListenId, song: SongIn) -> CorrectionView:
    """Say which song a play was: by id, or by title and artist. Other plays stay."""
    return corrections.correct_song(uow, actor, listen_id, song)


@router.delete("/history/{listen_id}")
def take_out(uow: UowDep, actor: ActorDep, listen_id: ListenId) -> CorrectionView:
    """Take a play out of your history; it does not come back by being reported again."""
    return corrections.take_out(uow, actor, listen_id)


@router.get("/listening-mood")
def listening_mood(uow: UowDep, actor: ActorDep) -> ListeningMood | None:
    """Get the mood of what you heard lately, as last analysed; null before that."""
    return service.listening_mood(uow, actor)


def _file(pieces: object, media_type: str, ending: str) -> StreamingResponse:
    headers = {"Content-Disposition": f'attachment; filename="attune-history.{ending}"'}
    return StreamingResponse(pieces, media_type=media_type, headers=headers)  # type: ignore[arg-type]

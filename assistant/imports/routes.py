"""REST of imports: `/me/library/import` and `/me/imports`."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, File, Form, Query, Request, UploadFile, status
from fastapi.responses import PlainTextResponse, StreamingResponse

from assistant.core.http import (
    ActorDep,
    CursorParam,
    KnownFirst,
    LimitParam,
    OpenUowDep,
    UowDep,
    edge_of,
)
from assistant.core.pagination import Page
from assistant.imports import reporting, service
from assistant.imports.notes import Outcome
from assistant.imports.schemas import ImportStarted, ImportView, RejectView
from assistant.jobs.schemas import JobStarted

router = APIRouter(prefix="/me", tags=["Imports"], route_class=KnownFirst)


@router.post("/library/import", status_code=status.HTTP_202_ACCEPTED)
def import_library(
    request: Request, open_uow: OpenUowDep, actor: ActorDep,
    file: Annotated[UploadFile, File(description="CSV, JSON, JSONL or a zip of such files")],
    for_all: Annotated[bool, Form(description="for everybody on this server (admins)")] = False,
) -> ImportStarted:  # fmt: skip
    """Import a listening history, or songs with their lyrics; a zip of such files as well.

    Histories: Spotify (extended and account data), Last.fm, Apple Music, YouTube Music,
    ListenBrainz, Maloja, Pano Scrobbler, Libre.fm and any table of plays. Songs: title, artist,
    album, year, genres, lyrics and more; columns may be named in many ways; they are yours alone
    unless an admin imports for everybody. The same file again adds nothing.
    """
    folder = edge_of(request).settings.data_dir / "imports"
    return service.start(open_uow, folder, actor, file.file, file.filename or "", for_all=for_all)


@router.get("/imports")
def list_imports(
    uow: UowDep, actor: ActorDep, limit: LimitParam = 50, cursor: CursorParam = None
) -> Page[ImportView]:
    """List your imports, newest first."""
    return service.list_imports(uow, actor, limit=limit, cursor=cursor)


@router.get("/imports/{import_id}")
def get_import(uow: UowDep, actor: ActorDep, import_id: UUID) -> ImportView:
    """See what became of an import's rows."""
    return service.get_import(uow, actor, import_id)


@router.get("/imports/{import_id}/rejects")
def list_rejects(
    uow: UowDep, actor: ActorDep, import_id: UUID, limit: LimitParam = 50,
    cursor: CursorParam = None,
) -> Page[RejectView]:  # fmt: skip
    """List the rows that were refused, and why."""
    return service.list_rejects(uow, actor, import_id, limit=limit, cursor=cursor)


@router.post("/imports/{import_id}/cancel")
def cancel_import(uow: UowDep, actor: ActorDep, import_id: UUID) -> ImportView:
    """Stop reading, or undoing; what was done so far stays."""
    return service.cancel(uow, actor, import_id)


@router.post("/imports/{import_id}/undo", status_code=status.HTTP_202_ACCEPTED)
def undo_import(uow: UowDep, actor: ActorDep, import_id: UUID) -> JobStarted:
    """Take out everything this import brought; what other sources reported as well stays."""
    return JobStarted(job_id=service.start_undo(uow, actor, import_id))


@router.get("/imports/{import_id}/report", response_class=PlainTextResponse)
def import_report(
    open_uow: OpenUowDep, actor: ActorDep, import_id: UUID,
    outcome: Annotated[Outcome | None, Query(description="only rows of this fate")] = None,
) -> StreamingResponse:  # fmt: skip
    """Download what became of every row, or of those of one fate, as CSV."""
    lines = reporting.report(open_uow, actor, import_id, outcome)
    name = f"import-{outcome}-{import_id}.csv" if outcome else f"import-{import_id}.csv"
    return StreamingResponse(
        lines, media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )  # fmt: skip

"""REST of gathering: `/me/lyrics`, and what one song's lyrics take besides words."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, File, Request, UploadFile, status

from analysis.types import ModelStamps
from assistant.core.http import (
    ActorDep,
    CursorParam,
    KnownFirst,
    LimitParam,
    OpenUowDep,
    UowDep,
    edge_of,
    part_of,
)
from assistant.core.pagination import Page
from assistant.core.settings import Settings
from assistant.gathering import service, uploads
from assistant.gathering.opening import WIDEST
from assistant.gathering.schemas import (
    ChooseIn,
    Coverage,
    CoverageSong,
    Fetching,
    FileState,
    FileView,
    Retried,
    RetryIn,
    State,
    UploadStarted,
    UploadView,
)
from assistant.jobs.schemas import JobStarted
from assistant.lyrics import service as lyrics
from assistant.lyrics.schemas import LyricsView

router = APIRouter(tags=["Lyrics"], route_class=KnownFirst)


def _stamp(request: Request) -> str:
    stamps: ModelStamps = part_of(request, "stamps")
    return stamps.mood


def _settings(request: Request) -> Settings:
    return edge_of(request).settings


StampDep = Annotated[str, Depends(_stamp)]
SettingsDep = Annotated[Settings, Depends(_settings)]


@router.get("/me/lyrics")
def get_coverage(uow: UowDep, settings: SettingsDep, actor: ActorDep, stamp: StampDep) -> Coverage:
    """See how many of your songs have lyrics, lack them or wait, and how looking up stands."""
    return service.coverage(uow, settings, actor, stamp)


@router.get("/me/lyrics/songs")
def list_songs(
    uow: UowDep, actor: ActorDep, stamp: StampDep, state: State, limit: LimitParam = 50,
    cursor: CursorParam = None,
) -> Page[CoverageSong]:  # fmt: skip
    """List your songs by how their lyrics are, the most heard first."""
    return service.list_songs(uow, actor, stamp, state, limit=limit, cursor=cursor)


@router.post("/me/lyrics/fetch", status_code=status.HTTP_202_ACCEPTED)
def fetch(uow: UowDep, settings: SettingsDep, actor: ActorDep) -> JobStarted:
    """Have missing lyrics looked up now, or go on after a pause; must be allowed before."""
    return JobStarted(job_id=service.start(uow, settings, actor))


@router.post("/me/lyrics/pause")
def pause(uow: UowDep, settings: SettingsDep, actor: ActorDep) -> Fetching:
    """Stop looking up until you go on; what was found stays."""
    return service.pause(uow, settings, actor)


@router.post("/me/lyrics/retry", status_code=status.HTTP_202_ACCEPTED)
def retry(
    uow: UowDep, settings: SettingsDep, actor: ActorDep, stamp: StampDep,
    data: RetryIn | None = None,
) -> Retried:  # fmt: skip
    """Ask again about what failed, or about what was missing a day ago or earlier."""
    return service.retry(uow, settings, actor, stamp, data or RetryIn())


@router.post("/me/lyrics/files", status_code=status.HTTP_202_ACCEPTED)
def give_files(
    open_uow: OpenUowDep, settings: SettingsDep, actor: ActorDep,
    files: Annotated[list[UploadFile], File(description=".lrc, .txt or zips of them")],
) -> UploadStarted:  # fmt: skip
    """Give files of lyrics; a job matches them with your songs. Nobody else sees them."""
    named = ((file.filename or "", file.file) for file in files)
    return uploads.take(open_uow, actor, named, max_bytes=settings.lyrics_max_bytes)


@router.get("/me/lyrics/files")
def list_undecided(
    uow: UowDep, actor: ActorDep, limit: LimitParam = 50, cursor: CursorParam = None
) -> Page[FileView]:
    """List the files whose song is not known, with those they may be of."""
    return uploads.list_undecided(uow, actor, limit=limit, cursor=cursor)


@router.get("/me/lyrics/uploads")
def list_uploads(
    uow: UowDep, actor: ActorDep, limit: LimitParam = 50, cursor: CursorParam = None
) -> Page[UploadView]:
    """List the files you gave, newest first."""
    return uploads.list_uploads(uow, actor, limit=limit, cursor=cursor)


@router.get("/me/lyrics/uploads/{upload_id}")
def get_upload(uow: UowDep, actor: ActorDep, upload_id: UUID) -> UploadView:
    """See what became of files you gave."""
    return uploads.get_upload(uow, actor, upload_id)


@router.delete("/me/lyrics/uploads/{upload_id}", status_code=status.HTTP_204_NO_CONTENT)
def undo_upload(uow: UowDep, actor: ActorDep, upload_id: UUID) -> None:
    """Take out everything these files brought."""
    uploads.undo(uow, actor, upload_id)


@router.get("/me/lyrics/uploads/{upload_id}/files")
def list_files(
    uow: UowDep, actor: ActorDep, upload_id: UUID, state: FileState | None = None,
    limit: LimitParam = 50, cursor: CursorParam = None,
) -> Page[FileView]:  # fmt: skip
    """List the files: whose words they are, or why that is not known."""
    return uploads.list_files(uow, actor, upload_id, state, limit=limit, cursor=cursor)


@router.post("/me/lyrics/files/{file_id}/choose")
def choose(
    uow: UowDep, settings: SettingsDep, actor: ActorDep, file_id: UUID, data: ChooseIn
) -> FileView:
    """Say which song a file's words are of."""
    limit = settings.lyrics_max_bytes
    return uploads.choose(uow, actor, file_id, data.track_id, max_bytes=limit)


@router.delete("/me/lyrics/files/{file_id}", status_code=status.HTTP_204_NO_CONTENT)
def dismiss(uow: UowDep, actor: ActorDep, file_id: UUID) -> None:
    """Leave a file aside; its words are forgotten."""
    uploads.dismiss(uow, actor, file_id)


@router.put("/tracks/{track_id}/lyrics/file")
def save_file(
    uow: UowDep, settings: SettingsDep, actor: ActorDep, track_id: UUID,
    file: Annotated[UploadFile, File(description="a .lrc or .txt file")],
) -> LyricsView:  # fmt: skip
    """Give a file as your own lyrics of a song, in any encoding. Nobody else sees them."""
    data = file.file.read(WIDEST * settings.lyrics_max_bytes + 1)
    return uploads.save_file(uow, actor, track_id, data, max_bytes=settings.lyrics_max_bytes)


@router.put("/tracks/{track_id}/lyrics/instrumental")
def mark_instrumental(uow: UowDep, actor: ActorDep, track_id: UUID) -> LyricsView:
    """Say that nobody sings in a song: for you alone, and it is not asked about again."""
    return lyrics.mark_instrumental(uow, actor, track_id)


@router.delete("/tracks/{track_id}/lyrics/instrumental", status_code=status.HTTP_204_NO_CONTENT)
def unmark_instrumental(uow: UowDep, actor: ActorDep, track_id: UUID) -> None:
    """Take back that nobody sings in a song."""
    lyrics.unmark_instrumental(uow, actor, track_id)

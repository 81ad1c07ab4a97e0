"""REST of pushing: `/me/queue/push`, and `/recommendations/queue-song`."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response, status

from assistant.core.crypto import Vault
from assistant.core.http import ActorDep, OpenUowDep, UowDep, edge_of, part_of
from assistant.core.settings import Settings
from assistant.jobs.schemas import JobStarted
from assistant.playback import push, watching
from assistant.playback.push_files import MEDIA_TYPES
from assistant.playback.push_schemas import (
    FileFormat,
    PushIn,
    PushView,
    QueueSongIn,
    ResendIn,
    SongQueued,
)

router = APIRouter(tags=["Queue"])


def _vault(request: Request) -> Vault:
    vault: Vault = part_of(request, "vault")
    return vault


def _settings(request: Request) -> Settings:
    return edge_of(request).settings


VaultDep = Annotated[Vault, Depends(_vault)]
SettingsDep = Annotated[Settings, Depends(_settings)]


@router.post("/me/queue/push", status_code=status.HTTP_202_ACCEPTED)
def start_push(
    uow: UowDep, vault: VaultDep, settings: SettingsDep, actor: ActorDep, data: PushIn
) -> JobStarted:
    """Send your queue to Spotify's queue, to a private playlist, or into a file."""
    return JobStarted(job_id=push.start(uow, vault, settings, actor, data))


@router.get("/me/queue/push")
def list_pushes(uow: UowDep, settings: SettingsDep, actor: ActorDep) -> list[PushView]:
    """List the pushes of your current queue, newest first."""
    return push.list_pushes(uow, settings, actor)


@router.get("/me/queue/push/{push_id}")
def get_push(uow: UowDep, settings: SettingsDep, actor: ActorDep, push_id: UUID) -> PushView:
    """See how far a push came, song by song."""
    return push.get_push(uow, settings, actor, push_id)


@router.post("/me/queue/push/{push_id}/resend", status_code=status.HTTP_202_ACCEPTED)
def resend(
    uow: UowDep,
    vault: VaultDep,
    settings: SettingsDep,
    actor: ActorDep,
    push_id: UUID,
    data: ResendIn,
) -> JobStarted:
    """Send songs once more that failed, waited, or may have arrived."""
    return JobStarted(job_id=push.resend(uow, vault, settings, actor, push_id, data))


@router.post("/me/queue/push/{push_id}/check")
def check_push(
    open_uow: OpenUowDep, vault: VaultDep, settings: SettingsDep, actor: ActorDep, push_id: UUID
) -> PushView:
    """Look again which songs Spotify has in its queue or has played."""
    return watching.check(open_uow, vault, settings, actor, push_id)


@router.get("/me/queue/push/{push_id}/file", response_class=Response)
def get_file(
    uow: UowDep,
    actor: ActorDep,
    push_id: UUID,
    format: FileFormat | None = None,  # noqa: A002 - the query's name
) -> Response:
    """Download the songs of a push as M3U, JSPF or CSV."""
    text, form, name = push.file_of(uow, actor, push_id, format)
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    return Response(text, media_type=MEDIA_TYPES[form], headers=headers)


@router.post("/recommendations/queue-song", status_code=status.HTTP_201_CREATED)
def queue_song(
    uow: UowDep, vault: VaultDep, settings: SettingsDep, actor: ActorDep, data: QueueSongIn
) -> SongQueued:
    """Put a song at the end of your queue and, if you like, of Spotify's."""
    return push.queue_song(uow, vault, settings, actor, data)

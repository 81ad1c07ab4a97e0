"""REST of connections: `/spotify` and `/connections`."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request, Response, status
from fastapi.responses import RedirectResponse

from assistant.connections import service
from assistant.connections.schemas import (
    CallbackUrlIn,
    ClientIdIn,
    DeviceView,
    LyricsLookup,
    LyricsLookupIn,
    RecentPlay,
    SignInAddress,
    SpotifyStatus,
    TestResult,
)
from assistant.core.crypto import Vault
from assistant.core.errors import DomainError
from assistant.core.http import ActorDep, OpenUowDep, UowDep, edge_of, part_of
from assistant.core.settings import Settings
from assistant.jobs.schemas import JobStarted

router = APIRouter(tags=["Connections"])
PAGE = "/connections"


def _vault(request: Request) -> Vault:
    vault: Vault = part_of(request, "vault")
    return vault


def _settings(request: Request) -> Settings:
    return edge_of(request).settings


VaultDep = Annotated[Vault, Depends(_vault)]
SettingsDep = Annotated[Settings, Depends(_settings)]


@router.put("/spotify")
def set_client_id(
    uow: UowDep, vault: VaultDep, settings: SettingsDep, actor: ActorDep, data: ClientIdIn
) -> SpotifyStatus:
    """Enter the client ID of your own Spotify app."""
    service.set_client_id(uow, vault, settings, actor, data.client_id)
    return service.spotify_status(uow, vault, settings, actor)


@router.get("/spotify/status")
def get_status(
    uow: UowDep, vault: VaultDep, settings: SettingsDep, actor: ActorDep
) -> SpotifyStatus:
    """See what works with Spotify, what does not, and what to do."""
    return service.spotify_status(uow, vault, settings, actor)


@router.get("/spotify/auth")
def begin(
    open_uow: OpenUowDep, vault: VaultDep, settings: SettingsDep, actor: ActorDep
) -> SignInAddress:
    """Begin to connect: the page of Spotify's to open."""
    return service.begin(open_uow, vault, settings, actor)


@router.get(
    "/spotify/callback",
    status_code=status.HTTP_303_SEE_OTHER,
    response_class=RedirectResponse,
)
def callback(
    request: Request, open_uow: OpenUowDep, vault: VaultDep, settings: SettingsDep, actor: ActorDep
) -> Response:
    """Where Spotify sends the browser back to; leads on to the page of connections."""
    try:
        service.finish(open_uow, vault, settings, actor, str(request.url))
        said = "connected"
    except DomainError as error:
        said = "denied" if error.code == "spotify_denied" else error.code
    target = f"{PAGE}?{urlencode({'spotify': said})}"
    return RedirectResponse(target, status.HTTP_303_SEE_OTHER, {"Cache-Control": "no-store"})


@router.post("/spotify/callback-url")
def paste_callback(
    open_uow: OpenUowDep,
    vault: VaultDep,
    settings: SettingsDep,
    actor: ActorDep,
    data: CallbackUrlIn,
) -> SpotifyStatus:
    """Finish connecting with the address of the page that did not open."""
    service.finish(open_uow, vault, settings, actor, data.url)
    with open_uow(read=True) as uow:
        return service.spotify_status(uow, vault, settings, actor)


@router.get("/spotify/devices")
def list_devices(
    open_uow: OpenUowDep, vault: VaultDep, settings: SettingsDep, actor: ActorDep
) -> list[DeviceView]:
    """List your devices that Spotify knows of now."""
    return service.devices(open_uow, vault, settings, actor)


@router.get("/spotify/recent-tracks")
def recent_tracks(
    open_uow: OpenUowDep,
    vault: VaultDep,
    settings: SettingsDep,
    actor: ActorDep,
    limit: Annotated[int, Query(ge=1, le=50)] = 50,
) -> list[RecentPlay]:
    """Get what you played last, as Spotify reports it."""
    return service.recent_tracks(open_uow, vault, settings, actor, limit)


@router.post("/spotify/import", status_code=status.HTTP_202_ACCEPTED)
def import_plays(
    uow: UowDep, vault: VaultDep, settings: SettingsDep, actor: ActorDep
) -> JobStarted:
    """Record what you played on Spotify since the last time."""
    return JobStarted(job_id=service.start_import(uow, vault, settings, actor))


@router.post("/spotify/test")
def test_connection(
    open_uow: OpenUowDep, vault: VaultDep, settings: SettingsDep, actor: ActorDep
) -> TestResult:
    """Try whether Spotify answers."""
    return service.test_spotify(open_uow, vault, settings, actor)


@router.delete("/spotify", status_code=status.HTTP_204_NO_CONTENT)
def disconnect(uow: UowDep, settings: SettingsDep, actor: ActorDep) -> None:
    """Disconnect Spotify; its tokens and what only it reported are deleted."""
    service.disconnect(uow, settings, actor)


@router.get("/connections/lyrics")
def get_lyrics_lookup(uow: UowDep, settings: SettingsDep, actor: ActorDep) -> LyricsLookup:
    """See whether missing lyrics may be looked up at the provider."""
    return service.lyrics_lookup(uow, settings, actor)


@router.put("/connections/lyrics")
def set_lyrics_lookup(
    uow: UowDep, settings: SettingsDep, actor: ActorDep, data: LyricsLookupIn
) -> LyricsLookup:
    """Allow or forbid looking missing lyrics up at the provider."""
    return service.set_lyrics_lookup(uow, settings, actor, allowed=data.allowed)

"""REST of connections: `/spotify` and `/connections`."""

from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request, Response, status
from fastapi.responses import RedirectResponse

from assistant.connections import bringing, polling, service, standing
from assistant.connections.schemas import (
    CallbackUrlIn,
    ClientIdIn,
    Deletion,
    DeviceView,
    GapView,
    ImportIn,
    LyricsLookup,
    LyricsLookupIn,
    PollingIn,
    RecentPlay,
    SignInAddress,
    SpotifyStatus,
    TestResult,
    TopView,
)
from assistant.core.crypto import Vault
from assistant.core.errors import DomainError
from assistant.core.http import (
    ActorDep,
    CursorParam,
    LimitParam,
    OpenUowDep,
    UowDep,
    edge_of,
    part_of,
)
from assistant.core.pagination import Page
from assistant.core.settings import Settings
from assistant.integrations.spotify.client import TimeRange
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
def import_from_spotify(
    uow: UowDep, settings: SettingsDep, actor: ActorDep, data: ImportIn | None = None
) -> JobStarted:
    """Record what you played since the last time, or bring in playlists, library or top items."""
    what = "plays" if data is None else data.what
    if what == "plays":
        return JobStarted(job_id=polling.poll_now(uow, settings, actor))
    return JobStarted(job_id=bringing.bring(uow, settings, actor, what))


@router.put("/spotify/polling")
def set_polling(
    uow: UowDep, vault: VaultDep, settings: SettingsDep, actor: ActorDep, data: PollingIn
) -> SpotifyStatus:
    """Let what you play be recorded by itself, or only when you ask for it."""
    polling.set_polling(uow, settings, actor, on=data.on)
    return service.spotify_status(uow, vault, settings, actor)


@router.get("/spotify/gaps")
def list_gaps(
    uow: UowDep, actor: ActorDep, limit: LimitParam = 50, cursor: CursorParam = None
) -> Page[GapView]:
    """List the spans in which plays were lost, the newest first."""
    return standing.known_gaps(uow, actor, limit=limit, cursor=cursor)


@router.get("/spotify/top/{kind}")
def list_top(
    uow: UowDep, settings: SettingsDep, actor: ActorDep, kind: Literal["tracks", "artists"],
    time_range: TimeRange = "medium_term",
) -> list[TopView]:  # fmt: skip
    """List what you hear most, as Spotify said when it was brought in last."""
    return standing.top_items(uow, settings, actor, kind.removesuffix("s"), time_range)


@router.get("/spotify/deletion")
def preview_deletion(uow: UowDep, settings: SettingsDep, actor: ActorDep) -> Deletion:
    """See what disconnecting would delete."""
    return standing.deletion(uow, settings, actor)


@router.post("/spotify/test")
def test_connection(
    open_uow: OpenUowDep, vault: VaultDep, settings: SettingsDep, actor: ActorDep
) -> TestResult:
    """Try whether Spotify answers."""
    return service.test_spotify(open_uow, vault, settings, actor)


@router.delete("/spotify", status_code=status.HTTP_204_NO_CONTENT)
def disconnect(uow: UowDep, settings: SettingsDep, actor: ActorDep) -> None:
    """Disconnect Spotify; its tokens and all that came only from there are deleted."""
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

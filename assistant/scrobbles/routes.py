"""REST of scrobbling: what plays now, what programs are told, what they sent last."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, status

from assistant.core.crypto import Vault
from assistant.core.http import ActorDep, OpenUowDep, UowDep, edge_of, part_of
from assistant.core.settings import Settings
from assistant.scrobbles import forwarding, service
from assistant.scrobbles.forward_rules import Provider
from assistant.scrobbles.forward_schemas import (
    ForwardTarget,
    LastfmIn,
    ListenBrainzIn,
    UncertainIn,
)
from assistant.scrobbles.schemas import NowPlaying, ScrobblingView

router = APIRouter(tags=["Scrobbling"])


def _settings(request: Request) -> Settings:
    return edge_of(request).settings


def _vault(request: Request) -> Vault:
    vault: Vault = part_of(request, "vault")
    return vault


VaultDep = Annotated[Vault, Depends(_vault)]
SettingsDep = Annotated[Settings, Depends(_settings)]


@router.get("/me/now-playing")
def now_playing(uow: UowDep, actor: ActorDep) -> NowPlaying | None:
    """Get what your player says it plays now; null when nothing does."""
    return service.now_playing(uow, actor)


@router.get("/me/scrobbling")
def scrobbling(uow: UowDep, settings: SettingsDep, actor: ActorDep) -> ScrobblingView:
    """See what your programs have to be told to scrobble here, and what they sent last."""
    return service.scrobbling(uow, settings, actor)


@router.get("/connections/forwarding")
def list_targets(uow: UowDep, actor: ActorDep) -> list[ForwardTarget]:
    """See where your scrobbles are passed on to, and how that stands."""
    return forwarding.targets(uow, actor)


@router.put("/connections/listenbrainz")
def connect_listenbrainz(
    open_uow: OpenUowDep, vault: VaultDep, settings: SettingsDep, actor: ActorDep,
    data: ListenBrainzIn,
) -> ForwardTarget:  # fmt: skip
    """Pass what you scrobble here on to ListenBrainz, by your user token there."""
    return forwarding.connect_listenbrainz(open_uow, vault, settings, actor, data)


@router.put("/connections/lastfm")
def connect_lastfm(
    open_uow: OpenUowDep, vault: VaultDep, settings: SettingsDep, actor: ActorDep, data: LastfmIn
) -> ForwardTarget:
    """Pass what you scrobble here on to Last.fm, by an application key of yours and a session.

    Name and password open the session once and are not kept.
    """
    return forwarding.connect_lastfm(open_uow, vault, settings, actor, data)


@router.post("/connections/{target}/uncertain")
def decide_uncertain(
    uow: UowDep, actor: ActorDep, target: Provider, data: UncertainIn
) -> ForwardTarget:
    """Send what may have arrived once more, or leave it as it is."""
    return forwarding.decide(uow, actor, target, send=data.send)


@router.delete("/connections/{target}", status_code=status.HTTP_204_NO_CONTENT)
def disconnect(uow: UowDep, actor: ActorDep, target: Provider) -> None:
    """Pass nothing on to a service any more; its keys are deleted."""
    forwarding.disconnect(uow, actor, target)

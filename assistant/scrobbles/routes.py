"""REST of scrobbling: what plays now, what programs are told, what they sent last."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from assistant.core.http import ActorDep, UowDep, edge_of
from assistant.core.settings import Settings
from assistant.scrobbles import service
from assistant.scrobbles.schemas import NowPlaying, ScrobblingView

router = APIRouter(tags=["Scrobbling"])


def _settings(request: Request) -> Settings:
    return edge_of(request).settings


SettingsDep = Annotated[Settings, Depends(_settings)]


@router.get("/me/now-playing")
def now_playing(uow: UowDep, actor: ActorDep) -> NowPlaying | None:
    """Get what your player says it plays now; null when nothing does."""
    return service.now_playing(uow, actor)


@router.get("/me/scrobbling")
def scrobbling(uow: UowDep, settings: SettingsDep, actor: ActorDep) -> ScrobblingView:
    """See what your programs have to be told to scrobble here, and what they sent last."""
    return service.scrobbling(uow, settings, actor)

"""REST of preferences: `/users/me/settings` and `/users/me/preferences`."""

from fastapi import APIRouter

from assistant.core.http import ActorDep, UowDep
from assistant.preferences import service
from assistant.preferences.schemas import (
    PreferencesChange,
    PreferencesView,
    SettingsChange,
    SettingsView,
)

router = APIRouter(prefix="/users/me", tags=["Users"])


@router.get("/settings")
def get_settings(uow: UowDep, actor: ActorDep) -> SettingsView:
    """Get how Attune looks and behaves for you."""
    return service.get_settings(uow, actor)


@router.put("/settings")
def change_settings(uow: UowDep, actor: ActorDep, change: SettingsChange) -> SettingsView:
    """Change how Attune looks and behaves for you; what is left out stays."""
    return service.change_settings(uow, actor, change)


@router.get("/preferences")
def get_preferences(uow: UowDep, actor: ActorDep) -> PreferencesView:
    """Get what you like in queues."""
    return service.get_preferences(uow, actor)


@router.put("/preferences")
def change_preferences(uow: UowDep, actor: ActorDep, change: PreferencesChange) -> PreferencesView:
    """Change what you like in queues; what is left out stays."""
    return service.change_preferences(uow, actor, change)

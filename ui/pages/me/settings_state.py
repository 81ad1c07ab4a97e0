"""Owns what the section of settings knows and does; every change is kept at once."""

from typing import Any, get_args
from zoneinfo import available_timezones

import reflex as rx

from assistant.accounts.schemas import Language
from assistant.core.actor import Actor
from assistant.core.unit_of_work import UnitOfWork
from assistant.preferences import service as preferences
from assistant.preferences.schemas import SettingsChange, SettingsView
from assistant.sample import service as sample
from ui.backend import read, write
from ui.guard import guarded
from ui.state import AppState
from ui.text.en import settings as words

# In which part of the settings document a switch stands; "" for none.
_PART_OF = {
    "finished": "notifications",
    "weekly": "notifications",
    "public_profile": "privacy",
    "listening_activity": "privacy",
    "autoplay": "playback",
}
_ZONES = frozenset(name for name in available_timezones() if "/" in name or name == "UTC")


class SettingsState(AppState):
    """How Attune looks and behaves for the listener, as `/users/me/settings` says it."""

    is_loading: bool = True
    time_zone: str = "UTC"
    time_zones: list[str] = []
    language: str = "en"
    languages: list[str] = list(get_args(Language))
    explicit_ok: bool = True
    sample_hidden: bool = False
    prompts: bool = True
    finished: bool = False
    weekly: bool = False
    public_profile: bool = False
    listening_activity: bool = False
    autoplay: bool = True
    crossfade_s: int = 0
    _as_it_was: dict[str, Any] = {}

    @rx.event
    @guarded
    async def load(self) -> None:
        """Fill the section when it opens."""
        self._show(await read(preferences.get_settings, await self._acting()))
        self.time_zones = sorted({*_ZONES, self.time_zone})
        self._as_it_was = {}
        self.is_loading = False

    @rx.event
    @guarded
    async def choose_theme(self, theme: str) -> None:
        """Keep a theme for all browsers of the listener; of the sample's, each has its own."""
        if not (await self._acting()).is_sample:
            await self._settle({"theme": theme})

    @rx.event
    @guarded
    async def choose_language(self, language: str) -> None:
        """Keep the language of the dashboard."""
        await self._settle({"language": language})

    @rx.event
    @guarded
    async def choose_time_zone(self, time_zone: str) -> None:
        """Let days and hours follow another time zone."""
        await self._settle({"time_zone": time_zone})

    @rx.event
    @guarded
    async def flip(self, name: str, on: bool) -> None:
        """Turn one of the switches."""
        part = _PART_OF.get(name)
        await self._settle({part: {name: on}} if part else {name: on})

    @rx.event
    @guarded
    async def choose_crossfade(self, seconds: float) -> None:
        """Let songs overlap for some seconds."""
        await self._settle({"playback": {"crossfade_s": round(seconds)}})

    @rx.event
    @guarded
    async def undo(self) -> None:
        """Take the last change back."""
        await self._acting()
        before, self._as_it_was = self._as_it_was, {}
        if before:
            await self._settle(before)
            self._as_it_was = {}
            self.say(words.UNDONE)

    async def _settle(self, wanted: dict[str, Any]) -> None:
        """Change a setting and show what holds now."""
        actor = await self._acting()
        change = SettingsChange.model_validate(wanted)
        settings, self._as_it_was = await write(_changed, actor, change)
        self._show(settings)
        if "sample_hidden" in wanted:
            self._show_sample(await read(sample.status, actor))
        self.say(words.SAVED, can_undo=True)

    def _show(self, found: SettingsView) -> None:
        """Show what holds."""
        self.theme = "" if self.is_sample_listener else found.theme
        self.time_zone, self.language = found.time_zone, found.language
        self.explicit_ok, self.sample_hidden = found.explicit_ok, found.sample_hidden
        self.prompts = found.prompts
        self.finished, self.weekly = found.notifications.finished, found.notifications.weekly
        self.public_profile = found.privacy.public_profile
        self.listening_activity = found.privacy.listening_activity
        self.autoplay, self.crossfade_s = found.playback.autoplay, found.playback.crossfade_s


def _changed(
    uow: UnitOfWork, actor: Actor, change: SettingsChange
) -> tuple[SettingsView, dict[str, Any]]:
    """Change settings; what holds now, and the change that takes it back."""
    before = preferences.get_settings(uow, actor).model_dump()
    after = preferences.change_settings(uow, actor, change)
    return after, _same_keys(before, change.model_dump(exclude_none=True))


def _same_keys(values: dict[str, Any], keys: dict[str, Any]) -> dict[str, Any]:
    return {
        name: _same_keys(values[name], inner) if isinstance(inner, dict) else values[name]
        for name, inner in keys.items()
    }

"""Owns what the page about the listener knows and does."""

from contextlib import suppress
from typing import Any
from uuid import UUID
from zoneinfo import available_timezones

import reflex as rx

from assistant.accounts import service as accounts
from assistant.accounts.schemas import AccountChange
from assistant.auth import sessions, verifying
from assistant.core.actor import Actor
from assistant.core.errors import Forbidden, NotFound
from assistant.preferences import service as preferences
from assistant.preferences.schemas import SettingsChange
from assistant.sample import service as sample
from ui.backend import container, read, write
from ui.guard import guarded
from ui.models import Failure
from ui.pages.me.models import SessionView
from ui.pages.me.reading import About, about
from ui.state import AppState
from ui.text.en import me as words

MAX_NAME = 80


class MeState(AppState):
    """Profile, settings and sessions of the listener."""

    is_loading: bool = True
    failure: Failure = Failure()
    email: str = ""
    email_confirmed: bool = True
    name_error: str = ""
    password_error: str = ""
    password_said: str = ""
    time_zone: str = "UTC"
    time_zones: list[str] = []
    explicit_ok: bool = True
    sample_hidden: bool = False
    sessions: list[SessionView] = []

    @rx.var
    def has_others(self) -> bool:
        """Return whether there are other sessions to end."""
        return any(not session.is_this for session in self.sessions)

    @rx.event
    @guarded
    async def load(self) -> None:
        """Fill the page when it opens."""
        await self._read(await self._acting())
        self._tell_password()
        self.time_zones = sorted({*_ZONES, self.time_zone})
        self.is_loading = False

    @rx.event
    @guarded
    async def save_name(self, form: dict[str, Any]) -> None:
        """Change the name that others and greetings use."""
        name = str(form.get("name", "")).strip()
        if not 1 <= len(name) <= MAX_NAME:
            self.name_error = words.NAME_WRONG
            return
        actor = await self._acting()
        if actor.is_sample:
            raise Forbidden("sample_stays", words.PROFILE_SAMPLE)
        account = await write(accounts.update_me, actor, AccountChange(display_name=name))
        self.name_error, self.user_name = "", account.display_name
        self.say(words.SAVED)

    @rx.event
    @guarded
    async def send_confirmation(self) -> None:
        """Mail the link that confirms the address."""
        await write(verifying.send, container().auth, await self._acting())
        self.say(words.EMAIL_SENT)

    @rx.event
    @guarded
    async def choose_time_zone(self, time_zone: str) -> None:
        """Let days and hours follow another time zone."""
        await self._settle(SettingsChange(time_zone=time_zone))

    @rx.event
    @guarded
    async def allow_explicit(self, allowed: bool) -> None:
        """Let explicit songs into queues, or keep them out."""
        await self._settle(SettingsChange(explicit_ok=allowed))

    @rx.event
    @guarded
    async def hide_sample(self, hidden: bool) -> None:
        """Keep the sample's songs out of sight, or show them again."""
        await self._settle(SettingsChange(sample_hidden=hidden))
        self._show_sample(await read(sample.status, await self._acting()))

    @rx.event
    @guarded
    async def end_session(self, session_id: str) -> None:
        """Sign out in one other place."""
        actor = await self._acting()
        with suppress(NotFound, ValueError):  # ended already: that is what was asked for
            await write(sessions.revoke_session, actor, UUID(session_id))
        await self._read(actor)
        self.say(words.ENDED)

    @rx.event
    @guarded
    async def end_other_sessions(self) -> None:
        """Sign out everywhere but here."""
        actor = await self._acting()
        for session in self.sessions:
            if not session.is_this:
                await write(sessions.revoke_session, actor, UUID(session.id))
        await self._read(actor)
        self.say(words.ENDED_ALL)

    def _tell_password(self) -> None:
        """Say how the form that changes the password went; the browser itself posted it."""
        asked = self.router.url.query_parameters
        code = asked.get("error", "")
        errors = words.PASSWORD_ERRORS
        self.password_error = errors.get(code, words.PASSWORD_ERROR_OTHER) if code else ""
        changed = asked.get("said", "") == "password_changed"
        self.password_said = words.PASSWORD_CHANGED if changed else ""

    async def _settle(self, change: SettingsChange) -> None:
        """Change a setting and show what holds now."""
        actor = await self._acting()
        settings = await write(preferences.change_settings, actor, change)
        self.time_zone, self.explicit_ok = settings.time_zone, settings.explicit_ok
        self.sample_hidden = settings.sample_hidden
        self.say(words.SAVED)

    async def _read(self, actor: Actor) -> None:
        """Read the page anew."""
        self._show(await read(about, actor))

    def _show(self, found: About) -> None:
        """Show what was read."""
        self.user_name, self.email = found.account.display_name, found.account.email
        self.email_confirmed = found.account.email_verified
        self.time_zone, self.explicit_ok = found.settings.time_zone, found.settings.explicit_ok
        self.sample_hidden, self.sessions = found.settings.sample_hidden, found.sessions


_ZONES = frozenset(name for name in available_timezones() if "/" in name or name == "UTC")

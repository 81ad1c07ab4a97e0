"""Owns what the page about the listener knows and does."""

from typing import Any

import reflex as rx

from ui import demo_b
from ui.models import Failure
from ui.pages.me.models import SessionView
from ui.state import AppState
from ui.text.en import me as words

MAX_NAME = 80


class MeState(AppState):
    """Profile, settings and sessions of the listener."""

    is_loading: bool = True
    failure: Failure = Failure()
    email: str = ""
    name_error: str = ""
    time_zone: str = "UTC"
    time_zones: list[str] = []
    explicit_ok: bool = True
    sessions: list[SessionView] = []

    @rx.var
    def has_others(self) -> bool:
        """Return whether there are other sessions to end."""
        return any(not session.is_this for session in self.sessions)

    @rx.event
    def load(self) -> None:
        """Fill the page when it opens."""
        demo_b.fill_me(self)
        self.is_loading = False

    @rx.event
    def save_name(self, form: dict[str, Any]) -> None:
        """Change the name that others and greetings use."""
        name = str(form.get("name", "")).strip()
        if not 1 <= len(name) <= MAX_NAME:
            self.name_error = words.NAME_WRONG
            return
        self.name_error = ""
        self.user_name = name
        self.say(words.SAVED)

    @rx.event
    def choose_time_zone(self, time_zone: str) -> None:
        """Let days and hours follow another time zone."""
        if time_zone in self.time_zones:
            self.time_zone = time_zone
            self.say(words.SAVED)

    @rx.event
    def allow_explicit(self, allowed: bool) -> None:
        """Let explicit songs into queues, or keep them out."""
        self.explicit_ok = allowed
        self.say(words.SAVED)

    @rx.event
    def end_session(self, session_id: str) -> None:
        """Sign out in one other place."""
        self.sessions = [s for s in self.sessions if s.id != session_id or s.is_this]
        self.say(words.ENDED)

    @rx.event
    def end_other_sessions(self) -> None:
        """Sign out everywhere but here."""
        self.sessions = [s for s in self.sessions if s.is_this]
        self.say(words.ENDED_ALL)

"""Owns how sign-ins are put on the page about the listener."""

from datetime import datetime, timedelta

from assistant.accounts import service as accounts
from assistant.auth import sessions
from assistant.auth.schemas import AuthSessionView
from assistant.core.actor import Actor
from assistant.core.unit_of_work import UnitOfWork
from ui.dates import moment_words
from ui.pages.me.models import SessionView
from ui.text.en import me as words


def sessions_of(uow: UnitOfWork, actor: Actor) -> list[SessionView]:
    """Read the sign-ins; the sample listener, whom many may be, sees none."""
    if actor.is_sample:
        return []
    zone = accounts.time_zone_of(uow, actor.require_user())
    return [_session(view, uow.now, zone) for view in sessions.list_sessions(uow, actor)]


def _session(view: AuthSessionView, now: datetime, zone: str) -> SessionView:
    device = view.device[:1].upper() + view.device[1:]
    seen = seen_words(view.last_seen_at, now, zone)
    return SessionView(str(view.id), device, words.PLACES[view.place], seen, view.current)


def seen_words(at: datetime, now: datetime, zone: str) -> str:
    """Return when a sign-in was last used, such as "used today at 14:05"."""
    if now - at < timedelta(minutes=2):
        return words.SEEN_NOW
    return words.SEEN.format(when=moment_words(at, zone, now))

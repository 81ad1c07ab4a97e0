"""Owns how account, settings and sign-ins are put on the page about the listener."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from assistant.accounts import service as accounts
from assistant.accounts.schemas import AccountView
from assistant.auth import sessions
from assistant.auth.schemas import AuthSessionView
from assistant.core.actor import Actor
from assistant.core.unit_of_work import UnitOfWork
from assistant.preferences import service as preferences
from assistant.preferences.schemas import SettingsView
from ui.dates import moment_words
from ui.pages.me.models import SessionView
from ui.text.en import me as words


@dataclass(frozen=True, slots=True)
class About:
    """All that the page shows of its listener."""

    account: AccountView
    settings: SettingsView
    sessions: list[SessionView]


def about(uow: UnitOfWork, actor: Actor) -> About:
    """Read the page; the sample listener, whom many may be, sees no sign-ins."""
    account = accounts.get_me(uow, actor)
    found = [] if actor.is_sample else sessions.list_sessions(uow, actor)
    return About(
        account=account,
        settings=preferences.get_settings(uow, actor),
        sessions=[_session(view, uow.now, account.time_zone) for view in found],
    )


def _session(view: AuthSessionView, now: datetime, zone: str) -> SessionView:
    device = view.device[:1].upper() + view.device[1:]
    seen = seen_words(view.last_seen_at, now, zone)
    return SessionView(str(view.id), device, words.PLACES[view.place], seen, view.current)


def seen_words(at: datetime, now: datetime, zone: str) -> str:
    """Return when a sign-in was last used, such as "used today at 14:05"."""
    if now - at < timedelta(minutes=2):
        return words.SEEN_NOW
    return words.SEEN.format(when=moment_words(at, zone, now))

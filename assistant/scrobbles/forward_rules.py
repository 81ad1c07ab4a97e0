"""Which listens are passed on, and when one is tried again; pure."""

from datetime import datetime, timedelta
from typing import Literal

Provider = Literal["listenbrainz", "lastfm"]
PROVIDERS: tuple[Provider, ...] = ("listenbrainz", "lastfm")
OLDEST = {"listenbrainz": timedelta(days=3_650), "lastfm": timedelta(days=14)}
"""Last.fm takes no listen that is older."""
_NAMES = {
    "listenbrainz": ("listenbrainz",),
    "lastfm": ("last.fm", "lastfm", "audioscrobbler.com"),
}
_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(seconds=30), timedelta(hours=6)


def came_from(provider: Provider, service: str) -> bool:
    """Whether a report says that it came from the very service it would be sent to."""
    said = service.casefold()
    return any(name in said for name in _NAMES[provider])


def is_too_old(provider: Provider, at: datetime, now: datetime) -> bool:
    """Whether a service would not take a listen any more."""
    return now - at > OLDEST[provider]


def pause(tries: int) -> timedelta:
    """How long to wait after so many tries that did not arrive: 30 s, doubling, at most 6 h."""
    return min(_LONGEST_PAUSE, _FIRST_PAUSE * (1 << min(tries, 20)))

"""Which Spotify is meant, where it sends the browser, how long a connection lives; pure."""

from datetime import datetime, timedelta

from assistant.core.errors import RuleViolated
from assistant.core.settings import Settings
from assistant.integrations.spotify.oauth import check_redirect_uri

SANDBOX_CLIENT_ID = "5a4d0b0c5a4d0b0c5a4d0b0c5a4d0b0c"
CLIENT_ID = r"^[0-9a-f]{32}$"
CALLBACK_PATH = "/api/v1/spotify/callback"
PENDING_FOR = timedelta(minutes=10)
LIVES_FOR = timedelta(days=182)
WARN_AFTER = timedelta(days=150)
EARLY = timedelta(seconds=60)
"""An access token is renewed this long before its end: it must last for the call."""


def in_sandbox(settings: Settings) -> bool:
    """Whether "Spotify" is the sandbox: decided by the address that is spoken to."""
    return bool(settings.spotify_sandbox_url)


def provider_of(settings: Settings) -> str:
    """Under which name the connection is kept: tokens of one never reach the other."""
    return "spotify_sandbox" if in_sandbox(settings) else "spotify"


def source_of(settings: Settings) -> str:
    """Under which name plays are recorded that Spotify reported."""
    return "spotify_sandbox" if in_sandbox(settings) else "spotify_api"


def shelf_of(settings: Settings) -> str:
    """Under which name songs come into the catalogue and the library that Spotify named."""
    return "spotify_sandbox" if in_sandbox(settings) else "spotify"


def redirect_uri(settings: Settings) -> tuple[str, bool]:
    """Where Spotify sends the browser back to, and whether the address must be pasted by hand.

    Spotify takes https and loopback numbers only. Where Attune is reached otherwise, the browser
    ends on a page of its own machine that does not open; its address is what we need.
    """
    own = settings.origin + CALLBACK_PATH
    try:
        check_redirect_uri(own)
    except RuleViolated:
        return f"http://127.0.0.1:{settings.port}{CALLBACK_PATH}", True
    return own, False


def ends_at(authorized_at: datetime) -> datetime:
    """When Spotify ends a connection, whatever happens."""
    return authorized_at + LIVES_FOR


def is_ending(authorized_at: datetime, now: datetime) -> bool:
    """Whether the last month of a connection has begun."""
    return now - authorized_at >= WARN_AFTER

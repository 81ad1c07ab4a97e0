"""Spotify: sign-in by PKCE, and the part of its Web API that is still open to new apps."""

from assistant.integrations.spotify.client import SpotifyClient
from assistant.integrations.spotify.oauth import (
    Pkce,
    TokenSet,
    authorize_url,
    exchange_code,
    make_pkce,
    read_callback,
    refresh,
)

__all__ = [
    "Pkce",
    "SpotifyClient",
    "TokenSet",
    "authorize_url",
    "exchange_code",
    "make_pkce",
    "read_callback",
    "refresh",
]

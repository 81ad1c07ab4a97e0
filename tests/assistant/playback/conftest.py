"""An Attune with a Spotify beside it, for the tests of this folder."""

from tests.assistant.connections.conftest import near_spotify, near_spotify_both

__all__ = ["near_spotify", "near_spotify_both"]

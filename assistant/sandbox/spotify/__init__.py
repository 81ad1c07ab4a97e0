"""A Spotify in memory: accounts and Web API of contracts/spotify.md, strict, on this machine.

`SandboxServer(SpotifySandbox(catalogue))` serves accounts at its `url` and the Web API at `/v1`.
"""

from assistant.sandbox.spotify.app import SANDBOX_CLIENT_ID, SpotifySandbox
from assistant.sandbox.spotify.state import CatalogueTrack, Device, SandboxUser, spotify_id

__all__ = [
    "SANDBOX_CLIENT_ID",
    "CatalogueTrack",
    "Device",
    "SandboxUser",
    "SpotifySandbox",
    "spotify_id",
]

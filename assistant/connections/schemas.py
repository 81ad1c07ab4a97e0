"""What connections take in and show."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from assistant.connections.rules import CLIENT_ID

SpotifyState = Literal["not_set", "configured", "connected", "reconnect"]
Premium = Literal["unknown", "yes", "required"]


class ClientIdIn(BaseModel):
    """The client ID of the listener's own Spotify app: 32 hexadecimal digits."""

    client_id: Annotated[str, Field(pattern=CLIENT_ID)]


class CallbackUrlIn(BaseModel):
    """The whole address that Spotify sent the browser back to."""

    url: Annotated[str, Field(min_length=1, max_length=8_192)]


class SignInAddress(BaseModel):
    """Where to send the browser to connect.

    Attributes:
        url: Spotify's page that asks for consent.
        redirect_uri: where it comes back to; must be registered in the app, to the letter.
        paste_needed: whether that page will not open, so that its address must be pasted.
    """

    url: str
    redirect_uri: str
    paste_needed: bool


class Note(BaseModel):
    """One fact, for programs and for people."""

    code: str
    text: str


class SpotifyStatus(BaseModel):
    """How the connection to Spotify is.

    Attributes:
        sandbox: whether it is the sandbox and nothing reaches Spotify.
        reconnect_by: when Spotify ends the connection.
        blocked_until: Spotify asked us not to call before.
        works: what can be done now.
        lacks: what cannot, and what to do about it.
        known_gaps: how often plays were lost because too many came at once.
    """

    sandbox: bool
    state: SpotifyState
    connected: bool
    client_id: str | None
    redirect_uri: str
    paste_needed: bool
    account_name: str | None = None
    scopes: list[str] = []
    missing_scopes: list[str] = []
    authorized_at: datetime | None = None
    reconnect_by: datetime | None = None
    renew_soon: bool = False
    premium: Premium = "unknown"
    blocked_until: datetime | None = None
    blocked_by: str | None = None
    known_gaps: int = 0
    works: list[Note] = []
    lacks: list[Note] = []


class DeviceView(BaseModel):
    """One of the listener's devices; without an id it cannot be chosen."""

    id: str | None
    name: str
    type: str
    is_active: bool
    is_restricted: bool


class RecentPlay(BaseModel):
    """A play as Spotify reports it."""

    title: str
    artist: str
    album: str | None
    duration_ms: int
    played_at: datetime


class TestResult(BaseModel):
    """Whether Spotify answers; `code` and `detail` say what is wrong when not."""

    __test__ = False  # pytest collects by this name

    ok: bool
    account_name: str | None = None
    devices: int | None = None
    code: str | None = None
    detail: str


class LyricsLookup(BaseModel):
    """Whether titles and artists may be sent to the lyrics provider; null: never asked."""

    allowed: bool | None
    provider: str
    address: str
    detail: str


class LyricsLookupIn(BaseModel):
    """Yes or no."""

    allowed: bool

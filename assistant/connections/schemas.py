"""What connections take in and show."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from assistant.connections.rules import CLIENT_ID

SpotifyState = Literal["not_set", "configured", "connected", "reconnect"]
Premium = Literal["unknown", "yes", "required"]
What = Literal["playlists", "library", "top"]


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


class PollView(BaseModel):
    """How what was played is read, by and by.

    Attributes:
        on: whether it is read by itself.
        job_id: the reading under way.
        last_good_at: when it worked last; `last_new` plays were new then.
        next_at: when it is read next; null when it is not.
        failures: how often it failed since it worked, last with `problem`.
    """

    on: bool
    job_id: UUID | None
    last_at: datetime | None
    last_good_at: datetime | None
    last_new: int
    next_at: datetime | None
    interval_s: int
    failures: int
    problem: Note | None


class HeldView(BaseModel):
    """A pause in which Spotify is not asked: it wants it, or it failed too often."""

    until: datetime
    code: str
    text: str
    failures: int


class TransferView(BaseModel):
    """How bringing something in stands.

    Attributes:
        state: "never", "running", "held" (it goes on at `resume_at`), "done", "failed",
            "cancelled".
        job_id: the job under way.
        counts: what the last run found, by name.
    """

    what: What
    state: str = "never"
    job_id: UUID | None
    counts: dict[str, int] = {}
    problem: Note | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    resume_at: datetime | None = None


class GapView(BaseModel):
    """A span in which plays were lost at a provider.

    Attributes:
        from_at: the last play known before it.
        to_at: the first one seen after it.
        listens: how many listens of it are known by now, from others.
    """

    id: UUID
    source: str
    from_at: datetime
    to_at: datetime
    found_at: datetime
    listens: int


class TopView(BaseModel):
    """A place among what is heard most; of an artist, `artist` and `track_id` are null."""

    rank: int
    name: str
    artist: str | None
    track_id: UUID | None


class Deletion(BaseModel):
    """What disconnecting deletes, besides tokens and client ID.

    Attributes:
        plays: reports of plays; with them go `listens` that nobody else reported.
        songs: songs that are in the library only because Spotify named them, unless rated or
            heard elsewhere.
        named: songs, albums and artists noted by Spotify's ids.
    """

    plays: int
    listens: int
    playlists: int
    songs: int
    top: int
    gaps: int
    named: int


class PollingIn(BaseModel):
    """Whether what was played is read by itself."""

    on: bool


class ImportIn(BaseModel):
    """What to bring in."""

    what: Literal["plays"] | What = "plays"


class SpotifyStatus(BaseModel):
    """How the connection to Spotify is.

    Attributes:
        sandbox: whether it is the sandbox and nothing reaches Spotify.
        reconnect_by: when Spotify ends the connection.
        blocked_until: Spotify asked us not to call before.
        works: what can be done now.
        lacks: what cannot, and what to do about it.
        known_gaps: how often plays were lost because too many came at once.
        poll: how what was played is read.
        held: a pause in which nothing is asked.
        transfers: how bringing in playlists, library and top items stands.
        limits: what Spotify gives to no app of a listener's own.
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
    poll: PollView | None = None
    held: HeldView | None = None
    transfers: list[TransferView] = []
    limits: list[Note] = []
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

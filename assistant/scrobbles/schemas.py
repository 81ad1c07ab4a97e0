"""What programs report, and what is shown of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel

Protocol = Literal["listenbrainz", "lastfm", "audioscrobbler"]


@dataclass(frozen=True, slots=True)
class Heard:
    """A song as a program reports it; names are cleaned and not empty.

    Attributes:
        ts: when it began, POSIX seconds; None for what is playing now.
        client: the program, in its own words.
        service: where the music, or the report, came from, as the program says.
        rating: +1 or -1 where the report itself says so.
    """

    title: str
    artist: str
    ts: int | None = None
    album: str | None = None
    duration_ms: int | None = None
    mbid: str | None = None
    isrc: str | None = None
    spotify_id: str | None = None
    client: str = ""
    service: str = ""
    rating: int | None = None


class NowPlaying(BaseModel):
    """What a player of the listener's says it plays now."""

    title: str
    artist: str
    album: str | None
    client: str
    started_at: datetime
    expires_at: datetime


class LastRequest(BaseModel):
    """The last request that came with a token."""

    at: datetime
    protocol: Protocol
    client: str
    what: str
    outcome: str
    good: bool


class ScrobbleTokenView(BaseModel):
    """A scrobble token, and the last request that came with it; null when none has."""

    token_id: UUID
    name: str
    expires_at: datetime | None
    expired: bool
    last_request: LastRequest | None


class ScrobblingView(BaseModel):
    """What programs have to be told, and what they sent.

    Attributes:
        user_name: what a program may call the listener.
        listenbrainz_url: for programs that ask for ListenBrainz's API address.
        lastfm_url: for those that ask for Last.fm's.
        audioscrobbler_url: for those that ask for a handshake's.
    """

    user_name: str
    listenbrainz_url: str
    lastfm_url: str
    audioscrobbler_url: str
    now_playing: NowPlaying | None
    tokens: list[ScrobbleTokenView]

"""What the Spotify sandbox knows: its catalogue, its users, and the grants it gave."""

import hashlib
import re
import secrets
import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Self

_BASE62 = string.digits + string.ascii_letters
VISIBLE_PLAYS = 50
"""Spotify never shows more than the last fifty plays, whatever the cursor."""


def spotify_id(*parts: str) -> str:
    """A stable id of Spotify's shape: 22 characters of base 62, from the parts' hash."""
    number = int.from_bytes(hashlib.sha256("\x1f".join(parts).encode()).digest()[:17], "big")
    digits = []
    for _ in range(22):
        number, digit = divmod(number, 62)
        digits.append(_BASE62[digit])
    return "".join(digits)


@dataclass(frozen=True, slots=True)
class CatalogueTrack:
    """One track that the sandbox sells."""

    id: str
    name: str
    artists: tuple[str, ...]
    duration_ms: int
    isrc: str | None = None
    album: str = ""
    explicit: bool = False

    @classmethod
    def of(cls, entry: Mapping[str, Any]) -> Self:
        """Read an entry {name, artists, duration_ms, [id], [isrc], [album], [explicit]}.

        Raises:
            ValueError: a field is missing or of another type, or the id has not Spotify's shape.
        """
        name, artists, duration_ms = entry["name"], entry["artists"], entry["duration_ms"]
        if not isinstance(name, str) or not isinstance(duration_ms, int) or not artists:
            raise ValueError(f"a catalogue entry needs name, artists and duration_ms: {entry!r}")
        track_id = entry.get("id") or spotify_id("track", name, *artists)
        if not re.fullmatch(r"[0-9A-Za-z]{22}", track_id):
            raise ValueError(f"{track_id!r} is no Spotify id: 22 characters of base 62")
        return cls(
            id=track_id,
            name=name,
            artists=tuple(artists),
            duration_ms=duration_ms,
            isrc=entry.get("isrc"),
            album=entry.get("album") or name,
            explicit=bool(entry.get("explicit", False)),
        )

    @property
    def uri(self) -> str:
        """The track's URI."""
        return f"spotify:track:{self.id}"


@dataclass(frozen=True, slots=True)
class Device:
    """One device of a user."""

    id: str | None
    name: str
    type: str = "Computer"
    is_active: bool = False
    is_restricted: bool = False


@dataclass(frozen=True, slots=True)
class Play:
    """One play that the user's history shows."""

    track: CatalogueTrack
    played_at: datetime


@dataclass(slots=True)
class Playlist:
    """One playlist; `items` are URIs (an episode's too), `version` makes the snapshot id."""

    id: str
    owner_id: str
    name: str
    public: bool
    description: str = ""
    items: list[str] = field(default_factory=list)
    version: int = 1
    collaborative: bool = False

    @property
    def snapshot_id(self) -> str:
        """Changes whenever the items do."""
        return spotify_id("snapshot", self.id, str(self.version))


@dataclass(slots=True)
class SandboxUser:
    """One account at the sandbox."""

    id: str
    display_name: str
    premium: bool = True
    devices: list[Device] = field(default_factory=list)
    playing: CatalogueTrack | None = None
    progress_ms: int = 0
    queue: list[str] = field(default_factory=list)
    plays: list[Play] = field(default_factory=list)
    playlists: list[Playlist] = field(default_factory=list)
    saved: set[str] = field(default_factory=set)
    top: list[CatalogueTrack] = field(default_factory=list)

    @property
    def account_id(self) -> str:
        """The immutable id that accounts are linked on."""
        return spotify_id("account", self.id)

    @property
    def active_device(self) -> Device | None:
        """The device that plays, if any."""
        return next((device for device in self.devices if device.is_active), None)

    def visible_plays(self) -> list[Play]:
        """The last fifty plays, newest first."""
        newest_first = sorted(self.plays, key=lambda play: play.played_at, reverse=True)
        return newest_first[:VISIBLE_PLAYS]


def default_users() -> list[SandboxUser]:
    """Two accounts to try: one with Premium and an active device, one with neither."""
    desk = Device(spotify_id("device", "desk"), "Sandbox desk", is_active=True)
    kitchen = Device(spotify_id("device", "kitchen"), "Sandbox kitchen", type="Speaker")
    return [
        SandboxUser("sandbox-premium", "Robin (Premium)", devices=[desk, kitchen]),
        SandboxUser("sandbox-free", "Kim (no Premium)", premium=False),
    ]


@dataclass(frozen=True, slots=True)
class Code:
    """An authorization code waiting to be exchanged."""

    client_id: str
    user_id: str
    redirect_uri: str
    scopes: frozenset[str]
    challenge: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Grant:
    """What a token stands for."""

    client_id: str
    user_id: str
    scopes: frozenset[str]
    expires_at: datetime


class Clock:
    """The sandbox's own time, which tests can move."""

    def __init__(self) -> None:
        self._ahead = timedelta()

    def now(self) -> datetime:
        """The time, in UTC."""
        return datetime.now(UTC) + self._ahead

    def advance(self, seconds: float) -> None:
        """Move time forward."""
        self._ahead += timedelta(seconds=seconds)


class State:
    """Everything the sandbox remembers; forgotten when it stops.

    Attributes:
        access_ttl_s: lifetime of access tokens.
        rotate_refresh: whether a refresh answers with a new refresh token (and the old one dies);
            Spotify does either, so a client must cope with both.
        withheld: scopes that no token has, whatever was asked for.
    """

    refresh_ttl = timedelta(days=182)
    code_ttl = timedelta(minutes=10)

    def __init__(self, catalogue: Iterable[CatalogueTrack], users: Iterable[SandboxUser]) -> None:
        self.catalogue = {track.id: track for track in catalogue}
        self.users = {user.id: user for user in users}
        self.clock = Clock()
        self.access_ttl_s = 3600
        self.rotate_refresh = False
        self.withheld: frozenset[str] = frozenset()
        self.codes: dict[str, Code] = {}
        self.access: dict[str, Grant] = {}
        self.refresh: dict[str, Grant] = {}

    def track(self, uri: str) -> CatalogueTrack | None:
        """The track of a URI, if the catalogue has it."""
        return self.catalogue.get(uri.removeprefix("spotify:track:"))

    def issue_access(self, grant: Grant) -> str:
        """A new access token for a grant."""
        token = secrets.token_urlsafe(32)
        expires_at = self.clock.now() + timedelta(seconds=self.access_ttl_s)
        self.access[token] = replace(grant, expires_at=expires_at)
        return token

    def issue_refresh(self, grant: Grant) -> str:
        """A new refresh token; it dies six months after the authorization, renewed or not."""
        token = secrets.token_urlsafe(32)
        self.refresh[token] = grant
        return token

    def playlist(self, playlist_id: str) -> Playlist | None:
        """The playlist of an id, whoever owns it."""
        every = (item for user in self.users.values() for item in user.playlists)
        return next((playlist for playlist in every if playlist.id == playlist_id), None)

    def give_playlist(
        self,
        user_id: str,
        name: str,
        uris: Iterable[str],
        *,
        owner_id: str | None = None,
        collaborative: bool = False,
    ) -> Playlist:
        """Let a user have a playlist in their list; somebody else's with an `owner_id`."""
        user = self.users[user_id]
        made = Playlist(
            spotify_id("playlist", user_id, name),
            owner_id or user_id,
            name,
            public=False,
            items=list(uris),
            collaborative=collaborative,
        )
        user.playlists.append(made)
        return made

    def script_plays(self, user_id: str, tracks: Iterable[CatalogueTrack], gap_s: int = 30) -> None:
        """Give a user a history: the tracks played one after the other, the last ending now."""
        ends_at = self.clock.now()
        user = self.users[user_id]
        for track in reversed(list(tracks)):
            user.plays.append(Play(track, ends_at))
            ends_at -= timedelta(milliseconds=track.duration_ms, seconds=gap_s)

    def skip(self, user_id: str) -> None:
        """End what plays, so that it joins the history, and play the next of the queue."""
        user = self.users[user_id]
        if user.playing:
            user.plays.append(Play(user.playing, self.clock.now()))
        user.playing = self.track(user.queue.pop(0)) if user.queue else None
        user.progress_ms = 0

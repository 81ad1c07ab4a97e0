"""What Attune asks of Spotify's Web API on behalf of one listener, typed and never repeated.

Every method sends exactly one request. Errors are those of `errors.py`; after an error of a write,
`error.context["uncertain"]` says whether it may have been carried out all the same.
"""

import re
from collections.abc import Sequence
from types import TracebackType
from typing import Literal, Self, TypeVar

import httpx
from pydantic import BaseModel, ValidationError

from assistant.core.errors import RuleViolated
from assistant.integrations.http import Answer, new_client
from assistant.integrations.spotify.errors import lied
from assistant.integrations.spotify.schemas import (
    Artist,
    Contained,
    Device,
    Devices,
    ItemPage,
    Me,
    Player,
    PlayerQueue,
    Playlist,
    PlaylistPage,
    RecentlyPlayed,
    SearchAnswer,
    Snapshot,
    TopArtists,
    TopTracks,
    Track,
)
from assistant.integrations.spotify.transport import Transport

API_URL = "https://api.spotify.com/v1"
MAX_URIS = 100
MAX_FOUND = 10
MAX_ASKED = 40

_ID = re.compile(r"[0-9A-Za-z]{22}")
_SOME_ID = re.compile(r"[0-9A-Za-z]{1,64}")
_URI = re.compile(r"spotify:track:[0-9A-Za-z]{22}")
_ANY_URI = re.compile(r"spotify:(?:track|album|artist):[0-9A-Za-z]{1,64}")
_TOKEN = re.compile(r"[\x21-\x7e]{1,4096}")

Model = TypeVar("Model", bound=BaseModel)
TimeRange = Literal["short_term", "medium_term", "long_term"]


class SpotifyClient:
    """Spotify for one listener. Safe to use from several threads; cheap to make.

    Args:
        access_token: good for an hour; on `spotify_unauthorized`, refresh once and make a new one.
        base_url: of the Web API, without a trailing slash.
        timeout_s: for connecting, for each wait, and for a whole answer.
        session: a pool of connections to share (`integrations.http.new_client`); by default its
            own, closed by `close` or by leaving the `with`.
    """

    def __init__(
        self,
        access_token: str,
        *,
        base_url: str = API_URL,
        timeout_s: float = 10.0,
        session: httpx.Client | None = None,
    ) -> None:
        if not _TOKEN.fullmatch(access_token):
            raise RuleViolated("spotify_bad_id", "That is no Spotify access token.")
        http = session or new_client()
        self._own = None if session else http
        self._spotify = Transport(access_token, base_url, timeout_s, http)

    # --- reading ---

    def me(self) -> Me:
        """The account behind the token."""
        return _read(Me, self._spotify.me())

    def recently_played(
        self, *, after_ms: int | None = None, before_ms: int | None = None, limit: int = 50
    ) -> RecentlyPlayed:
        """Recent plays, newest first; Spotify keeps no more than fifty.

        Args:
            after_ms: only plays after this Unix time in ms; not together with `before_ms`.
            before_ms: only plays before it.
            limit: 1 to 50.
        """
        if after_ms is not None and before_ms is not None:
            raise ValueError("after_ms and before_ms exclude each other")
        _within(limit, 50)
        answer = self._spotify.current_user_recently_played(
            limit=limit, after=after_ms, before=before_ms
        )
        return _read(RecentlyPlayed, answer)

    def devices(self) -> list[Device]:
        """The listener's devices that Spotify knows of now."""
        return _read(Devices, self._spotify.devices()).devices

    def player(self) -> Player | None:
        """What is playing; None when nothing is."""
        answer: Answer = self._spotify.current_playback()
        return None if answer.status == 204 else _read(Player, answer)

    def player_queue(self) -> PlayerQueue:
        """What plays now and next."""
        return _read(PlayerQueue, self._spotify.queue())

    def search_tracks(self, q: str, limit: int = MAX_FOUND) -> list[Track]:
        """Tracks for a query (`isrc:…`, `track:… artist:…`, or words), best first.

        Args:
            q: 1 to 250 characters.
            limit: 1 to 10.
        """
        _within(limit, MAX_FOUND)
        answer = self._spotify.search(q[:250], limit=limit, type="track")
        return [track for track in _read(SearchAnswer, answer).tracks.items if track]

    def track(self, track_id: str) -> Track:
        """One track by its id (22 characters)."""
        return _read(Track, self._spotify.track(_checked(_ID, track_id)))

    def playlists(self, limit: int = 50, offset: int = 0) -> PlaylistPage:
        """The listener's playlists, a page of up to 50."""
        _within(limit, 50)
        answer = self._spotify.current_user_playlists(limit=limit, offset=offset)
        return _read(PlaylistPage, answer)

    def playlist_items(self, playlist_id: str, limit: int = 50, offset: int = 0) -> ItemPage:
        """A page of up to 50 items of a playlist that is the listener's own or collaborative."""
        _within(limit, 50)
        answer = self._spotify.items_of_playlist(_checked(_SOME_ID, playlist_id), limit, offset)
        return _read(ItemPage, answer)

    def top_tracks(self, time_range: TimeRange, limit: int = 50) -> list[Track]:
        """What the listener heard most in about a month, half a year, or a year."""
        _within(limit, 50)
        answer = self._spotify.current_user_top_tracks(limit=limit, time_range=time_range)
        return _read(TopTracks, answer).items

    def top_artists(self, time_range: TimeRange, limit: int = 50) -> list[Artist]:
        """Whom the listener heard most in about a month, half a year, or a year."""
        _within(limit, 50)
        answer = self._spotify.current_user_top_artists(limit=limit, time_range=time_range)
        return _read(TopArtists, answer).items

    def library_contains(self, uris: Sequence[str]) -> list[bool]:
        """Whether up to 40 songs, albums or artists are saved (followed), in their order."""
        if not 1 <= len(uris) <= MAX_ASKED:
            raise ValueError(f"Spotify takes 1 to {MAX_ASKED} URIs a call")
        answer = self._spotify.library_contains([_checked(_ANY_URI, uri) for uri in uris])
        found = _read(Contained, answer).root
        if len(found) != len(uris):
            raise lied()
        return found

    # --- writing ---

    def queue_add(self, uri: str, device_id: str | None = None) -> None:
        """Put one track at the end of the player's queue. Not idempotent: never repeated here.

        Args:
            uri: `spotify:track:…`.
            device_id: where to; None for the active device.
        """
        self._spotify.add_to_queue(_checked(_URI, uri), device_id)

    def create_playlist(
        self, name: str, *, public: bool = False, description: str = ""
    ) -> Playlist:
        """Create an empty playlist. The name must not tell a mood: Spotify reads it."""
        answer = self._spotify.current_user_playlist_create(
            name, public=public, description=description
        )
        return _read(Playlist, answer, writes=True)

    def playlist_replace_items(self, playlist_id: str, uris: Sequence[str]) -> str:
        """Make these the playlist's only items; returns its snapshot id. Idempotent.

        Args:
            playlist_id: of a playlist of the listener's.
            uris: up to 100; the rest goes through `playlist_add_items`.
        """
        checked = _all_checked(uris)
        answer = self._spotify.playlist_replace_items(_checked(_ID, playlist_id), checked)
        return _read(Snapshot, answer, writes=True).snapshot_id

    def playlist_add_items(self, playlist_id: str, uris: Sequence[str]) -> str:
        """Append up to 100 items; returns the snapshot id. Not idempotent."""
        checked = _all_checked(uris)
        answer = self._spotify.playlist_add_items(_checked(_ID, playlist_id), checked)
        return _read(Snapshot, answer, writes=True).snapshot_id

    # --- holding connections ---

    def close(self) -> None:
        """Let go of connections, unless they were lent."""
        if self._own:
            self._own.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def _read(model: type[Model], answer: Answer, *, writes: bool = False) -> Model:
    """The body as a model. A write that was answered 2xx happened, whatever its body says."""
    try:
        return model.model_validate_json(answer.body)
    except ValidationError:
        raise (lied(uncertain=True) if writes else lied()) from None


def _within(limit: int, most: int) -> None:
    if not 1 <= limit <= most:
        raise ValueError(f"limit must be from 1 to {most}")


def _checked(shape: re.Pattern[str], value: str) -> str:
    if not shape.fullmatch(value):
        raise RuleViolated("spotify_bad_id", "That is no id or URI of a Spotify track or playlist.")
    return value


def _all_checked(uris: Sequence[str]) -> list[str]:
    if len(uris) > MAX_URIS:
        raise ValueError(f"Spotify takes at most {MAX_URIS} items a call")
    return [_checked(_URI, uri) for uri in uris]

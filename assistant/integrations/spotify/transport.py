"""The one `spotipy.Spotify` subclass: its paths and parameters, our HTTP.

spotipy knows which method means which endpoint. What it does on the wire is replaced whole: it
would re-send the queue POST, sleep inside calls, lose Retry-After, and log Authorization headers.
What it asks wrongly since Spotify's changes is mended here and nowhere else.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import httpx
import spotipy

from assistant.core.errors import UpstreamError
from assistant.integrations.http import Answer, NoAnswer, exchange
from assistant.integrations.spotify.errors import lied, no_answer, refused

# Everything we call. A spotipy method that still uses a removed path stops here.
_ALLOWED = (
    ("GET", r"me"),
    ("GET", r"me/player(/recently-played|/devices|/queue)?"),
    ("POST", r"me/player/queue"),
    ("GET", r"search"),
    ("GET", r"tracks/[0-9A-Za-z]+"),
    ("GET", r"me/playlists"),
    ("POST", r"me/playlists"),
    ("GET", r"me/top/(tracks|artists)"),
    ("GET", r"me/library/contains"),
    ("GET", r"playlists/[0-9A-Za-z]+/items"),
    ("POST", r"playlists/[0-9A-Za-z]+/items"),
    ("PUT", r"playlists/[0-9A-Za-z]+/items"),
)


class RemovedPathError(RuntimeError):
    """A spotipy method was called that uses a path Spotify took away: a mistake of ours."""


class Transport(spotipy.Spotify):  # type: ignore[misc] # spotipy ships no types
    """spotipy without its network. Methods return an `Answer` with status 2xx, never parsed.

    Args:
        access_token: of one listener.
        base_url: of the Web API, without a trailing slash.
        timeout_s: for connecting, for each wait, and for a whole answer.
        http: the pool of connections; not closed here.
    """

    def __init__(
        self, access_token: str, base_url: str, timeout_s: float, http: httpx.Client
    ) -> None:
        # A requests session is never used: False keeps spotipy from building one.
        super().__init__(auth=access_token, requests_session=False, retries=0, status_retries=0)
        self.prefix = base_url.rstrip("/") + "/"
        self._timeout_s = timeout_s
        self._http = http

    def __del__(self) -> None:
        """Nothing to close: the pool belongs to whoever gave it."""

    def __repr__(self) -> str:
        return f"Transport({self.prefix!r})"

    def _internal_call(
        self, method: str, url: str, payload: object, params: Mapping[str, Any]
    ) -> Answer:
        path = url.rstrip("/")  # me() and others still end in a slash, which is a 404 today
        if not any(method == verb and re.fullmatch(shape, path) for verb, shape in _ALLOWED):
            raise RemovedPathError(f"{method} {path}")
        writes = method != "GET"
        headers = {"Authorization": f"Bearer {self._auth}", "Accept": "application/json"}
        content = None
        if payload is not None:
            content = json.dumps(payload).encode()
            headers["Content-Type"] = "application/json"
        try:
            answer = exchange(
                self._http,
                method,
                self.prefix + path,
                timeout_s=self._timeout_s,
                headers=headers,
                params={name: value for name, value in params.items() if value is not None},
                content=content,
            )
        except NoAnswer as error:
            raise no_answer(error, writes=writes) from None
        if not 200 <= answer.status < 300:
            raise refused(answer, writes=writes)
        if answer.is_html:
            raise _not_spotify(writes=writes)
        return answer

    # --- mended ---

    def add_to_queue(self, uri: str, device_id: str | None = None) -> Answer:
        """Parameters as parameters: spotipy pastes them into the address unescaped."""
        return self._internal_call(
            "POST", "me/player/queue", None, {"uri": uri, "device_id": device_id}
        )

    def playlist_add_items(
        self, playlist_id: str, items: Sequence[str], position: int | None = None
    ) -> Answer:
        """An object as the body: spotipy sends a bare array."""
        body: dict[str, Any] = {"uris": list(items)}
        if position is not None:
            body["position"] = position
        return self._internal_call("POST", f"playlists/{playlist_id}/items", body, {})

    def items_of_playlist(self, playlist_id: str, limit: int, offset: int) -> Answer:
        """The path of today: spotipy's `playlist_items` still asks for `/tracks`."""
        return self._internal_call(
            "GET", f"playlists/{playlist_id}/items", None, {"limit": limit, "offset": offset}
        )

    def library_contains(self, uris: Sequence[str]) -> Answer:
        """One endpoint for every kind of thing: spotipy does not know it."""
        return self._internal_call("GET", "me/library/contains", None, {"uris": ",".join(uris)})

    def current_user_playlist_create(
        self,
        name: str,
        public: bool = True,  # noqa: FBT001, FBT002 - spotipy's signature
        collaborative: bool = False,  # noqa: FBT001, FBT002 - spotipy's signature
        description: str = "",
    ) -> Answer:
        """Only the fields that the endpoint still documents."""
        if collaborative:
            raise RemovedPathError("collaborative playlists are none of ours")
        body = {"name": name, "public": public, "description": description}
        return self._internal_call("POST", "me/playlists", body, {})


def _not_spotify(*, writes: bool) -> UpstreamError:
    return lied(uncertain=True) if writes else lied()

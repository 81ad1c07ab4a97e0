"""Passing listens on to ListenBrainz with a listener's own token; each is sent once."""

import json
from types import TracebackType
from typing import Any, Self

from assistant.integrations.http import new_client
from assistant.integrations.scrobbled import KeyRefused, OutwardListen, ask, json_of, refuse_status

_NAME = "ListenBrainz"


class ListenBrainzClient:
    """ListenBrainz for one listener; leave the `with` to close its connections.

    Args:
        token: the listener's user token there.
        base_url: such as "https://api.listenbrainz.org".
        timeout_s: for a whole answer.
    """

    def __init__(self, token: str, *, base_url: str, timeout_s: float) -> None:
        self._headers = {"Authorization": f"Token {token}", "Content-Type": "application/json"}
        self._base_url, self._timeout_s = base_url.rstrip("/"), timeout_s
        self._http = new_client("Attune")

    def user_name(self) -> str:
        """Whose token it is.

        Raises:
            KeyRefused: nobody's.
            DomainError: see `scrobbled`.
        """
        found = json_of(self._ask("GET", "/1/validate-token", None))
        if found.get("valid") is not True:
            raise KeyRefused("listenbrainz_token_wrong", "ListenBrainz does not know this token.")
        return str(found.get("user_name", ""))

    def send(self, listen: OutwardListen) -> None:
        """Send one listen.

        Raises:
            DomainError: see `scrobbled`.
        """
        info: dict[str, Any] = {"submission_client": "Attune", "media_player": "Attune"}
        if listen.duration_ms:
            info["duration_ms"] = listen.duration_ms
        if listen.mbid:
            info["recording_mbid"] = listen.mbid
        named = {
            "artist_name": listen.artist, "track_name": listen.title, "additional_info": info,
        } | ({"release_name": listen.album} if listen.album else {})  # fmt: skip
        payload = [{"listened_at": listen.ts, "track_metadata": named}]
        self._ask("POST", "/1/submit-listens", {"listen_type": "single", "payload": payload})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._http.close()

    def _ask(self, method: str, path: str, body: dict[str, Any] | None) -> Any:
        answer = ask(
            self._http, _NAME, method, self._base_url + path, timeout_s=self._timeout_s,
            headers=self._headers, content=None if body is None else json.dumps(body).encode(),
        )  # fmt: skip
        refuse_status(_NAME, answer)
        return answer

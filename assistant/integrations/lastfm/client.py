"""Passing listens on to Last.fm with an application's key and a listener's session; each once."""

import hashlib
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlencode

from assistant.integrations.http import new_client
from assistant.integrations.scrobbled import (
    KeyRefused,
    NotArrived,
    NotWanted,
    OutwardListen,
    ask,
    json_of,
    refuse_status,
)

_NAME = "Last.fm"
_LATER = frozenset({11, 16, 29})  # offline, try again, too many
_KEYS = frozenset({4, 9, 10, 13, 14, 26})  # who we are, or on whose behalf, is not taken


class LastfmClient:
    """Last.fm for one listener; leave the `with` to close its connections.

    Args:
        api_key: of the application that the listener registered there.
        api_secret: the same.
        session_key: the listener's; empty until `open_session`.
        base_url: such as "https://ws.audioscrobbler.com/2.0/".
        timeout_s: for a whole answer.
    """

    def __init__(
        self, api_key: str, api_secret: str, session_key: str, *, base_url: str, timeout_s: float
    ) -> None:
        self._api_key, self._secret, self._session = api_key, api_secret, session_key
        self._base_url, self._timeout_s = base_url, timeout_s
        self._http = new_client("Attune")

    def open_session(self, user_name: str, password: str) -> tuple[str, str]:
        """The session key of a listener, and what they are called there.

        Raises:
            KeyRefused: the password, or the application's key, is wrong.
            DomainError: see `scrobbled`.
        """
        fields = {"method": "auth.getMobileSession", "username": user_name, "password": password}
        found = self._call(fields).get("session")
        session = found if isinstance(found, dict) else {}
        if not session.get("key"):
            raise KeyRefused("lastfm_no_session", "Last.fm opened no session.")
        return str(session["key"]), str(session.get("name", user_name))

    def send(self, listen: OutwardListen) -> None:
        """Send one listen.

        Raises:
            DomainError: see `scrobbled`.
        """
        fields = {
            "method": "track.scrobble", "artist": listen.artist, "track": listen.title,
            "timestamp": str(listen.ts), "sk": self._session, "album": listen.album or "",
            "mbid": listen.mbid or "",
            "duration": str(listen.duration_ms // 1_000) if listen.duration_ms else "",
        }  # fmt: skip
        found = self._call({name: value for name, value in fields.items() if value})
        scrobbles = found.get("scrobbles")
        told = scrobbles.get("@attr") if isinstance(scrobbles, dict) else None
        if isinstance(told, dict) and str(told.get("accepted")) == "0":
            raise NotWanted("lastfm_ignored", "Last.fm ignored this listen.")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._http.close()

    def _call(self, fields: dict[str, str]) -> dict[str, Any]:
        signed = fields | {"api_key": self._api_key}
        signed |= {"api_sig": self._signature(signed), "format": "json"}
        answer = ask(
            self._http, _NAME, "POST", self._base_url, timeout_s=self._timeout_s,
            headers={"Content-Type": "application/x-www-form-urlencoded"},
            content=urlencode(signed).encode(),
        )  # fmt: skip
        found = json_of(answer)
        number = found.get("error")
        if isinstance(number, int):
            _refuse(number)
        refuse_status(_NAME, answer)
        return found

    def _signature(self, fields: dict[str, str]) -> str:
        """MD5 of names and values by name, and the secret; the protocol's own choice."""
        whole = "".join(name + fields[name] for name in sorted(fields)) + self._secret
        return hashlib.md5(whole.encode(), usedforsecurity=False).hexdigest()


def _refuse(number: int) -> None:
    code = f"lastfm_error_{number}"
    if number in _LATER:
        raise NotArrived(code, "Last.fm is not available now.")
    if number in _KEYS:
        raise KeyRefused(code, "Last.fm does not take this name, password or key.")
    raise NotWanted(code, f"Last.fm does not take this (error {number}).")

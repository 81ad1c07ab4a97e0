"""Asking MusicBrainz at its pace: one request a second, named, and none while it asks for rest.

Errors, beside None which is an answer:

    musicbrainz_rate_limited  RateLimited          429, or 503 as MusicBrainz says it
    musicbrainz_timeout       UpstreamTimeout
    musicbrainz_unavailable   UpstreamUnavailable
    musicbrainz_lied          UpstreamError        an answer that is not theirs

Every answer is held to the song that was asked about: another recording counts as none.
"""

import json
import threading
import time
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Any, Self, TypeVar
from urllib.parse import urljoin, urlsplit

import httpx
from pydantic import BaseModel, ValidationError

from assistant.core.errors import RateLimited, UpstreamError, UpstreamTimeout, UpstreamUnavailable
from assistant.core.recordings import Recording, is_same
from assistant.integrations.http import Answer, NoAnswer, exchange, new_client
from assistant.integrations.musicbrainz.reading import facts_of
from assistant.integrations.musicbrainz.schemas import (
    Facts,
    SentLookup,
    SentRecording,
    SentRecordings,
)

PAUSE_S = 30
MAX_COVER_BYTES = 5_000_000
_HOPS = 3
_COVER_HOSTS = ("coverartarchive.org", "archive.org")
_INC = "artist-credits+isrcs+genres+tags+releases"
_FOUND = 5
_SPECIAL = set('+-&|!(){}[]^"~*?:\\/')
Sent = TypeVar("Sent", bound=BaseModel)


class Pace:
    """Lets requests out one after the other, `pause_s` apart; shared by a process's clients."""

    def __init__(self, pause_s: float, sleep: Callable[[float], None] = time.sleep) -> None:
        self._pause_s, self._sleep = pause_s, sleep
        self._lock = threading.Lock()
        self._next = 0.0

    def wait(self) -> None:
        """Return when the next request may go out."""
        with self._lock:
            left = self._next - time.monotonic()
            if left > 0:
                self._sleep(left)
            self._next = time.monotonic() + self._pause_s


class MusicBrainzClient:
    """MusicBrainz, read only; leave the `with` to close its connections.

    Args:
        user_agent: "name/version (contact)", as MusicBrainz demands.
        base_url: MusicBrainz.
        listenbrainz_url: whose lookup finds recordings by names in one request.
        covers_url: the Cover Art Archive.
        pace: when the next request may go out.
        timeout_s: for a whole answer.
    """

    def __init__(
        self, *, user_agent: str, base_url: str, listenbrainz_url: str, covers_url: str,
        pace: Pace, timeout_s: float,
    ) -> None:  # fmt: skip
        self._base_url, self._covers_url = base_url.rstrip("/"), covers_url.rstrip("/")
        self._listenbrainz_url = listenbrainz_url.rstrip("/")
        self._pace, self._timeout_s = pace, timeout_s
        self._http = new_client(user_agent)

    def look_up(self, song: Recording) -> Facts | None:
        """What is known of a song: by its identifiers, else by its names; None when nothing is.

        Raises:
            DomainError: see the module.
        """
        mbid = song.identifiers.get("mbid") or self._by_isrc(song) or self._by_names(song)
        if mbid is None:
            return None
        whole = self._ask(f"/ws/2/recording/{mbid}", {"inc": _INC, "fmt": "json"}, SentRecording)
        if whole is None or not self._means(whole, song):
            return None
        return facts_of(whole)

    def cover(self, release_mbid: str) -> bytes | None:
        """The front cover of a release, whatever file that is; None when there is none.

        Raises:
            DomainError: see the module.
        """
        url = f"{self._covers_url}/release/{release_mbid}/front-500"
        for _ in range(_HOPS):
            self._pace.wait()
            try:
                answer = exchange(
                    self._http, "GET", url, timeout_s=self._timeout_s, max_bytes=MAX_COVER_BYTES
                )
            except NoAnswer as error:
                if error.why == "too_long":
                    return None
                raise _no_answer(error) from None
            if answer.status == httpx.codes.OK:
                return answer.body if answer.content_type.startswith("image/") else None
            if answer.status == httpx.codes.NOT_FOUND:
                return None
            if not httpx.codes.is_redirect(answer.status):
                raise _refused(answer)
            url = urljoin(url, answer.location)
            if not self._may_follow(url):
                return None
        return None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:  # fmt: skip
        self._http.close()

    def _by_isrc(self, song: Recording) -> str | None:
        isrc = song.identifiers.get("isrc")
        if isrc is None:
            return None
        params = {"inc": "artist-credits", "fmt": "json"}
        found = self._ask(f"/ws/2/isrc/{isrc}", params, SentRecordings)
        return self._best(found.recordings if found else (), song)

    def _by_names(self, song: Recording) -> str | None:
        params = {"recording_name": song.title, "artist_name": song.artists[0]}
        looked = self._ask("/1/metadata/lookup/", params, SentLookup, self._listenbrainz_url)
        if looked is not None and looked.recording_mbid is not None:
            return str(looked.recording_mbid)
        query = f"recording:({_escaped(song.title)}) AND artist:({_escaped(song.artists[0])})"
        asked: dict[str, str | int] = {"query": query, "limit": _FOUND, "fmt": "json"}
        found = self._ask("/ws/2/recording", asked, SentRecordings)
        return self._best(found.recordings if found else (), song)

    def _best(self, found: Iterable[SentRecording], song: Recording) -> str | None:
        return next((str(one.id) for one in found if self._means(one, song)), None)

    def _means(self, found: SentRecording, song: Recording) -> bool:
        names = tuple(artist.name for artist in found.artist_credit)
        identifiers = {k: v for k, v in song.identifiers.items() if k == "isrc"}
        ours = Recording(song.title, song.artists, song.duration_ms, identifiers)
        return any(
            is_same(ours, Recording(found.title, names, found.length, {"isrc": isrc}))
            for isrc in (*found.isrcs, "")
        )

    def _ask(
        self, path: str, params: dict[str, Any], kind: type[Sent], base_url: str | None = None
    ) -> Sent | None:
        """The answer as it should be; None for an honest 404."""
        self._pace.wait()
        try:
            answer = exchange(
                self._http, "GET", (base_url or self._base_url) + path,
                timeout_s=self._timeout_s, headers={"Accept": "application/json"}, params=params,
            )  # fmt: skip
        except NoAnswer as error:
            raise _no_answer(error) from None
        if answer.status == httpx.codes.NOT_FOUND and _is_json(answer):
            return None
        if answer.status != httpx.codes.OK:
            raise _refused(answer)
        try:
            return kind.model_validate_json(answer.body)
        except ValidationError:
            raise _lied() from None

    def _may_follow(self, url: str) -> bool:
        """Whether a redirect leads where covers lie: the archive's hosts, or our own server's."""
        to, own = urlsplit(url), urlsplit(self._covers_url)
        if (to.scheme, to.netloc) == (own.scheme, own.netloc):
            return True
        host = to.hostname or ""
        known = any(host == name or host.endswith(f".{name}") for name in _COVER_HOSTS)
        return to.scheme == "https" and known


def _escaped(words: str) -> str:
    """Words as Lucene takes them."""
    return "".join(f"\\{sign}" if sign in _SPECIAL else sign for sign in words)


def _is_json(answer: Answer) -> bool:
    try:
        return isinstance(json.loads(answer.body), dict)
    except ValueError:
        return False


def _no_answer(error: NoAnswer) -> UpstreamError:
    if error.why == "timeout":
        return UpstreamTimeout("musicbrainz_timeout", "MusicBrainz did not answer in time.")
    if error.why == "broken":
        return UpstreamUnavailable("musicbrainz_unavailable", "MusicBrainz cannot be reached.")
    return _lied()


def _refused(answer: Answer) -> UpstreamError | RateLimited:
    if answer.status in (httpx.codes.TOO_MANY_REQUESTS, httpx.codes.SERVICE_UNAVAILABLE):
        return RateLimited(
            "musicbrainz_rate_limited", "MusicBrainz asks us to slow down.",
            retry_after_s=answer.retry_after_s or PAUSE_S,
        )  # fmt: skip
    if answer.status >= httpx.codes.INTERNAL_SERVER_ERROR:
        return UpstreamUnavailable(
            "musicbrainz_unavailable", "MusicBrainz has a problem of its own.",
            status=answer.status,
        )  # fmt: skip
    return _lied(answer.status)


def _lied(status: int | None = None) -> UpstreamError:
    facts = {} if status is None else {"status": status}
    return UpstreamError("musicbrainz_lied", "MusicBrainz' answer makes no sense.", **facts)

"""Asking LRCLIB politely: two at a time and apart, few retries, and none while it is down.

Errors, beside `Missing` which is an answer:

    lrclib_rate_limited  RateLimited          retry_after_s; nobody asks again before
    lrclib_timeout       UpstreamTimeout
    lrclib_unavailable   UpstreamUnavailable  down, or the circuit is open (then retry_after_s)
    lrclib_refused       UpstreamError        it does not accept how we ask
    lrclib_lied          UpstreamError        an answer that is not LRCLIB's

Hits and misses are remembered in the database by whoever asks, not here.
"""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import ceil
from types import TracebackType
from typing import Self, TypeVar

import httpx
import stamina
from pydantic import TypeAdapter, ValidationError

from assistant.core.errors import (
    DomainError,
    RateLimited,
    UpstreamError,
    UpstreamTimeout,
    UpstreamUnavailable,
)
from assistant.integrations.breaker import CircuitBreaker
from assistant.integrations.http import Answer, NoAnswer, exchange, new_client
from assistant.integrations.lrclib.matching import best
from assistant.integrations.lrclib.schemas import RECORDS, Found, Missing, Record, Refusal

API_URL = "https://lrclib.net/api"
PAUSE_S = 30
"""What to wait after a 429 that does not say."""
MAX_DURATION_S = 3_600
MAX_NAME = 500

Parsed = TypeVar("Parsed")

_RECORD = TypeAdapter(Record)


class Pace:
    """Keeps requests apart: each gets the next moment that is free, whoever asks.

    Args:
        gap_s: between two requests.
        clock: monotonic seconds; tests bring their own.
        sleep: waits; tests bring their own.
    """

    def __init__(
        self, gap_s: float = 0.0, clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:  # fmt: skip
        self._gap_s, self._clock, self._sleep = gap_s, clock, sleep
        self._lock = threading.Lock()
        self._free_at = 0.0

    def keep(self) -> None:
        """Wait for one's moment."""
        with self._lock:
            now = self._clock()
            mine = max(now, self._free_at)
            self._free_at = mine + self._gap_s
        if mine > now:
            self._sleep(mine - now)


@dataclass(slots=True)
class ProviderState:
    """What all clients of one process share: the circuit, the pace, and how many ask at once."""

    breaker: CircuitBreaker = field(default_factory=CircuitBreaker)
    pace: Pace = field(default_factory=Pace)
    seats: threading.BoundedSemaphore = field(default_factory=lambda: threading.BoundedSemaphore(2))


class LrclibClient:
    """LRCLIB. Safe to use from several threads.

    Args:
        user_agent: "name version (url)", as LRCLIB asks.
        base_url: without a trailing slash.
        timeout_s: for connecting, for each wait, and for a whole answer.
        state: shared by the process; by default its own.
        attempts: requests at most for one question; only silence and 5xx are asked again.
        first_pause_s: before the second attempt; doubles after that.
    """

    def __init__(
        self,
        *,
        user_agent: str,
        base_url: str = API_URL,
        timeout_s: float = 10.0,
        state: ProviderState | None = None,
        attempts: int = 3,
        first_pause_s: float = 0.5,
    ) -> None:
        self._base_url = base_url.rstrip("/")
        self._timeout_s = timeout_s
        self._state = state or ProviderState()
        self._attempts = attempts
        self._first_pause_s = first_pause_s
        self._http = new_client(user_agent)

    def find(
        self,
        track_name: str,
        artist_name: str,
        album_name: str | None = None,
        duration_s: float | None = None,
    ) -> Found | Missing:
        """The lyrics of a song: asked for exactly, and if that fails, searched for.

        Args:
            track_name: the title as the catalogue has it.
            artist_name: its first artist.
            album_name: helps LRCLIB to choose.
            duration_s: without it, several recordings of one name are no match.

        Raises:
            DomainError: see the module.
        """
        exact = self.get(track_name, artist_name, album_name, duration_s)
        if isinstance(exact, Found):
            return exact
        return self.search(track_name, artist_name, duration_s)

    def get(
        self,
        track_name: str,
        artist_name: str,
        album_name: str | None = None,
        duration_s: float | None = None,
    ) -> Found | Missing:
        """LRCLIB's own match; an answer about another song counts as missing."""
        params: dict[str, str | int] = {
            "track_name": track_name[:MAX_NAME],
            "artist_name": artist_name[:MAX_NAME],
        }
        if album_name:
            params["album_name"] = album_name[:MAX_NAME]
        if duration_s is not None and 1 <= round(duration_s) <= MAX_DURATION_S:
            params["duration"] = round(duration_s)
        record = self._ask("/get", params, _RECORD)
        return _found(best([record] if record else [], track_name, artist_name, duration_s))

    def search(
        self, track_name: str, artist_name: str, duration_s: float | None = None
    ) -> Found | Missing:
        """The one record of a search that is surely the same song (see `matching`)."""
        params = {"track_name": track_name[:MAX_NAME], "artist_name": artist_name[:MAX_NAME]}
        records = self._ask("/search", params, RECORDS)
        return _found(best(records or [], track_name, artist_name, duration_s))

    def close(self) -> None:
        """Let go of connections."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _ask(
        self, path: str, params: Mapping[str, str | int], kind: TypeAdapter[Parsed]
    ) -> Parsed | None:
        """The answer, or None for an honest 404, after up to `attempts` requests."""
        for attempt in stamina.retry_context(
            on=(UpstreamTimeout, _TryAgainError),
            attempts=self._attempts,
            timeout=None,
            wait_initial=self._first_pause_s,
            wait_max=4 * self._first_pause_s,
            wait_jitter=self._first_pause_s / 2,
        ):
            with attempt:
                return self._ask_once(path, params, kind)
        raise AssertionError("stamina raises the last error")  # pragma: no cover

    def _ask_once(
        self, path: str, params: Mapping[str, str | int], kind: TypeAdapter[Parsed]
    ) -> Parsed | None:
        breaker = self._state.breaker
        with self._state.seats:
            _check(breaker)
            self._state.pace.keep()
            try:
                found = self._exchange(path, params, kind)
            except BaseException as error:
                _note(breaker, error)
                raise
            breaker.succeeded()
        return found

    def _exchange(
        self, path: str, params: Mapping[str, str | int], kind: TypeAdapter[Parsed]
    ) -> Parsed | None:
        try:
            answer = exchange(
                self._http,
                "GET",
                self._base_url + path,
                timeout_s=self._timeout_s,
                headers={"Accept": "application/json"},
                params=params,
            )
        except NoAnswer as error:
            raise _no_answer(error) from None
        if _is_honest_miss(answer):
            return None
        if answer.status != httpx.codes.OK:
            raise _refused(answer)
        try:
            return kind.validate_json(answer.body)
        except ValidationError:
            raise _lied() from None


class _TryAgainError(UpstreamUnavailable):
    """LRCLIB did not answer, or with a 5xx: worth another try (an open circuit is not)."""


def _found(record: Record | None) -> Found | Missing:
    if record is None:
        return Missing()
    return Found(
        plain=record.plain_lyrics or None,
        synced=record.synced_lyrics or None,
        instrumental=record.instrumental,
        ref=str(record.id),
    )


def _check(breaker: CircuitBreaker) -> None:
    wait_s = breaker.wait_s()
    if wait_s:
        raise UpstreamUnavailable(
            "lrclib_unavailable",
            "LRCLIB is resting after trouble.",
            retry_after_s=ceil(wait_s),
        )


def _note(breaker: CircuitBreaker, error: BaseException) -> None:
    """Tell the circuit what an error means for everybody else who asks."""
    facts = error.context if isinstance(error, DomainError) else {}
    if "retry_after_s" in facts:
        breaker.hold(facts["retry_after_s"])
    elif isinstance(error, DomainError) and error.code == "lrclib_refused":
        breaker.succeeded()  # it is well, the question was not
    else:
        breaker.failed()


def _is_honest_miss(answer: Answer) -> bool:
    """A 404 in LRCLIB's own words: any other could come from a wrong address or a proxy."""
    if answer.status != httpx.codes.NOT_FOUND:
        return False
    try:
        Refusal.model_validate_json(answer.body)
    except ValidationError:
        return False
    return True


def _no_answer(error: NoAnswer) -> DomainError:
    if error.why == "timeout":
        return UpstreamTimeout("lrclib_timeout", "LRCLIB did not answer in time.")
    if error.why == "broken":
        return _TryAgainError("lrclib_unavailable", "LRCLIB cannot be reached.")
    return _lied()


def _refused(answer: Answer) -> DomainError:
    if answer.status == httpx.codes.TOO_MANY_REQUESTS:
        return RateLimited(
            "lrclib_rate_limited",
            "LRCLIB asks us to slow down.",
            status=answer.status,
            retry_after_s=answer.retry_after_s or PAUSE_S,
        )
    if answer.status >= httpx.codes.INTERNAL_SERVER_ERROR and answer.retry_after_s:
        return UpstreamUnavailable(
            "lrclib_unavailable",
            "LRCLIB asks to come back later.",
            status=answer.status,
            retry_after_s=answer.retry_after_s,
        )
    if answer.status >= httpx.codes.INTERNAL_SERVER_ERROR:
        return _TryAgainError(
            "lrclib_unavailable", "LRCLIB has a problem of its own.", status=answer.status
        )
    if answer.status in (httpx.codes.BAD_REQUEST, httpx.codes.UNPROCESSABLE_ENTITY):
        return UpstreamError(
            "lrclib_refused", "LRCLIB did not accept the question.", status=answer.status
        )
    return _lied(answer.status)


def _lied(status: int | None = None) -> UpstreamError:
    facts = {} if status is None else {"status": status}
    return UpstreamError("lrclib_lied", "LRCLIB's answer makes no sense.", **facts)

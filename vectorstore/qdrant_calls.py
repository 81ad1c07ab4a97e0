"""One call to Qdrant: tried again when that may help, and its failures in our own words.

The client itself gives up at the first 429, 503 or dropped connection. Everything sent through
`Calls.again` is idempotent (reads, writes by id), so that sending it twice does no harm.
"""

import time
from collections.abc import Callable
from typing import TypeVar

import httpx
from qdrant_client.common.client_exceptions import ResourceExhaustedResponse
from qdrant_client.http.exceptions import ResponseHandlingException, UnexpectedResponse

from vectorstore.errors import (
    GenerationExists,
    GenerationNotFound,
    InvalidRequest,
    StoreError,
    StoreFull,
    StoreRefused,
    StoreUnavailable,
)

T = TypeVar("T")

PAUSES_S = (0.1, 0.4, 1.6)
LONGEST_PAUSE_S = 5.0
PATIENCE_S = 15.0
"""A call that has taken longer, all tries together, is not tried again."""
_BUSY = (429, 502, 503, 504)


class Calls:
    """How calls are made.

    Args:
        pause: waits the given seconds; a test counts instead.
        now: a clock in seconds.
    """

    def __init__(
        self,
        pause: Callable[[float], None] = time.sleep,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._pause, self._now = pause, now

    def again(self, call: Callable[[], T]) -> T:
        """Make an idempotent call, up to four times within `PATIENCE_S`.

        Raises:
            StoreUnavailable: it still failed for a reason that may pass.
            StoreError: see `once`.
        """
        until = self._now() + PATIENCE_S
        for wait_s in PAUSES_S:
            try:
                return self.once(call)
            except StoreFull:
                raise  # room is made by people
            except StoreUnavailable as error:
                if self._now() >= until:
                    raise
                self._pause(min(LONGEST_PAUSE_S, max(wait_s, _asked_for(error.__cause__))))
        return self.once(call)

    def once(self, call: Callable[[], T]) -> T:
        """Make a call that must not be sent twice."""
        try:
            return call()
        except (
            ResponseHandlingException,
            UnexpectedResponse,
            ResourceExhaustedResponse,
            ValueError,
            NotImplementedError,
        ) as error:
            raise in_our_words(error) from error


def in_our_words(error: Exception) -> StoreError:
    """The error of the client as one of `vectorstore.errors`."""
    if isinstance(error, StoreError):
        return error
    if isinstance(error, UnexpectedResponse):
        return _of_status(error)
    if isinstance(error, ResourceExhaustedResponse):
        return StoreUnavailable("The Qdrant server is too busy. Try again in a moment.")
    if isinstance(error, ResponseHandlingException):
        if isinstance(error.source, httpx.TransportError):
            return StoreUnavailable(
                f"The Qdrant server does not answer ({type(error.source).__name__}). "
                "Check that it runs and that the URL is right."
            )
        return StoreError(f"The Qdrant server answered with something else: {error.source}")
    if "not found" in str(error):
        return GenerationNotFound(f"{error}. Build the generation, or name one that exists.")
    return InvalidRequest(str(error))


def _of_status(error: UnexpectedResponse) -> StoreError:
    status = error.status_code or 0
    said = error.content[:300].decode("utf-8", "replace")
    if status in (401, 403):
        return StoreRefused("The Qdrant server refused the API key. Set the right one.")
    if status == 404:
        return GenerationNotFound(f"The Qdrant server has no such generation: {said}")
    if status == 409:
        return GenerationExists(f"It exists already; choose another name: {said}")
    if status in _BUSY:
        return StoreUnavailable(f"The Qdrant server answered {status}. Try again in a moment.")
    if 400 <= status < 500:
        return InvalidRequest(f"The Qdrant server refused the request ({status}): {said}")
    if status == 507 or "No space left" in said or "ut of disk" in said:
        return StoreFull(
            "The disk of the Qdrant server is full. Make room there; nothing written is lost."
        )
    return StoreError(f"The Qdrant server failed ({status}): {said}. See its log.")


def _asked_for(error: BaseException | None) -> float:
    if not isinstance(error, ResourceExhaustedResponse):
        return 0.0
    try:
        return float(error.retry_after_s)
    except (TypeError, ValueError):
        return 0.0

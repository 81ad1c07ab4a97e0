"""A circuit breaker: when a provider is down or asks us to wait, stop asking for a while.

One per provider and process, shared by all its clients; safe across threads.
"""

import threading
import time
from collections.abc import Callable


class CircuitBreaker:
    """Closed until `threshold` failures in a row; then open for `cooldown_s`; then one may try.

    Args:
        threshold: failures in a row that open it.
        cooldown_s: how long it stays open.
        clock: monotonic seconds; tests bring their own.
    """

    def __init__(
        self,
        threshold: int = 5,
        cooldown_s: float = 60.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._threshold = threshold
        self._cooldown_s = cooldown_s
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._closed_at = 0.0
        self._trying = False

    def wait_s(self) -> float:
        """Seconds until the next request may go out; 0 when it may now (and then it must).

        After an open phase the first caller gets 0 and tries for everybody; the others wait
        until its `succeeded` or `failed`.
        """
        with self._lock:
            left = self._closed_at - self._clock()
            if left > 0:
                return left
            if self._failures < self._threshold:
                return 0.0
            if self._trying:
                return 1.0
            self._trying = True
            return 0.0

    def succeeded(self) -> None:
        """The provider answered, if only to refuse."""
        with self._lock:
            self._failures = 0
            self._trying = False

    def failed(self) -> None:
        """The provider did not answer, or not in its right mind."""
        with self._lock:
            self._trying = False
            self._failures += 1
            if self._failures >= self._threshold:
                self._closed_at = max(self._closed_at, self._clock() + self._cooldown_s)

    def hold(self, seconds: float) -> None:
        """The provider asked for a pause (Retry-After)."""
        with self._lock:
            self._trying = False
            self._closed_at = max(self._closed_at, self._clock() + seconds)

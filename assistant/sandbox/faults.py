"""Faults a sandbox plays on request: which, on what, how often, and whether it takes effect first.

Kinds, beside the replies each vendor names (`unauthorized`, `rate_limited`, …):

    slow              waits `delay_ms`, then answers as always
    cut_before        closes the connection; nothing happened
    cut_after_effect  does what was asked, then closes the connection without a byte
    cut_mid_body      does what was asked, then closes in the middle of the answer
    drip              does what was asked, then sends the body byte by byte, `delay_ms` apart
    lie               does what was asked, and answers with every type wrong
    truncated         does what was asked, and answers with half of the JSON, cleanly sent
    html              answers 200 with a page instead of JSON
    huge              answers 200 with eight million bytes
    status            answers `status` with a body that is not JSON
"""

import json
import threading
from dataclasses import dataclass, replace
from typing import Any

from assistant.sandbox.http import Reply, html_reply, json_reply

RAW_KINDS = frozenset({"cut_before", "cut_after_effect", "cut_mid_body", "drip", "slow"})
"""What happens to the connection; the server plays these, the reply stays what it is."""
REPLY_KINDS = frozenset({"lie", "truncated", "html", "huge", "status"})
MAX_DELAY_MS = 60_000
_HUGE = 8_000_000


@dataclass(frozen=True, slots=True)
class Fault:
    """One scripted fault.

    Attributes:
        path: the path it waits for, or "*".
        kind: see the module.
        method: the method it waits for; None for any.
        times: how many matching requests it hits.
        after: how many matching requests pass unharmed first.
        effect: whether a reply of an error still takes effect (a 500 after the song was queued).
        delay_ms: wait before the answer (`slow`) or between bytes (`drip`).
        retry_after_s: Retry-After of `rate_limited`, `quota_exceeded`, `status`.
        status: the status of `status`.
    """

    path: str
    kind: str
    method: str | None = None
    times: int = 1
    after: int = 0
    effect: bool = False
    delay_ms: int = 0
    retry_after_s: int | None = None
    status: int = 500

    def hits(self, method: str, path: str) -> bool:
        """Whether a request is one it waits for."""
        return self.path in ("*", path) and self.method in (None, method)

    @property
    def takes_effect(self) -> bool:
        """Whether the request is carried out although its answer goes wrong."""
        quiet = {"slow", "drip", "cut_after_effect", "cut_mid_body", "lie", "truncated"}
        return self.effect or self.kind in quiet


class FaultBook:
    """Faults waiting to be played, in the order they were written; safe across threads."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []
        self._lock = threading.Lock()

    def add(self, fault: Fault) -> None:
        """Write a fault at the end of the book."""
        with self._lock:
            self._waiting.append(fault)

    def clear(self) -> None:
        """Forget all faults."""
        with self._lock:
            self._waiting.clear()

    def waiting(self) -> list[Fault]:
        """The faults that have not been played out."""
        with self._lock:
            return list(self._waiting)

    def take(self, method: str, path: str) -> Fault | None:
        """The fault for a request, if any; it then has one time (or one pass) less."""
        with self._lock:
            for at, fault in enumerate(self._waiting):
                if not fault.hits(method, path):
                    continue
                if fault.after:
                    self._waiting[at] = replace(fault, after=fault.after - 1)
                    return None
                if fault.times > 1:
                    self._waiting[at] = replace(fault, times=fault.times - 1)
                else:
                    del self._waiting[at]
                return fault
        return None


def spoil(fault: Fault, honest: Reply) -> Reply:
    """Turn an honest reply into the wrong one a fault of `REPLY_KINDS` asks for."""
    match fault.kind:
        case "lie":
            if not honest.body:
                return json_reply(200, [])
            return json_reply(honest.status, lied(json.loads(honest.body)))
        case "truncated":
            return replace(honest, body=honest.body[: len(honest.body) // 2])
        case "html":
            return html_reply(200, "<!doctype html><title>Wi-Fi</title><p>Please sign in.")
        case "huge":
            return Reply(200, b'"' + b"a" * _HUGE + b'"', {"Content-Type": "application/json"})
        case _:
            wait = {} if fault.retry_after_s is None else {"Retry-After": str(fault.retry_after_s)}
            return html_reply(fault.status, "<h1>Something else</h1>", **wait)


def lied(value: Any) -> Any:
    """The same shape with every leaf of another type."""
    if isinstance(value, dict):
        return {key: lied(item) for key, item in value.items()}
    if isinstance(value, list):
        return {"0": lied(value[0])} if value else "none"
    if isinstance(value, str):
        return len(value)
    return "yes" if isinstance(value, bool) else [value]

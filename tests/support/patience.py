"""Waiting without a race: for what a fake has heard, and giving up on some requests only.

A client that gives up after a moment would, on a slow machine, give up on good answers, too. So the
moment is meant for the requests that a test lets fail, and all others are waited for.
"""

import time
from collections.abc import Callable
from types import ModuleType
from typing import Any, TypeVar

import pytest

T = TypeVar("T")

PATIENCE_S = 60.0
HASTE_S = 0.3
LOOK_S = 0.01


def becomes(read: Callable[[], T], wanted: T) -> T:
    """What `read` says once it says `wanted`, or says after a long time: for an equality."""
    end = time.monotonic() + PATIENCE_S
    while (seen := read()) != wanted and time.monotonic() < end:
        time.sleep(LOOK_S)
    return seen


def hasten(
    monkeypatch: pytest.MonkeyPatch, client: ModuleType, url_end: str, times: int = 1
) -> None:
    """Let a client give up soon on its first `times` requests to an address, on no other.

    Args:
        monkeypatch: undoes it after the test.
        client: the module that calls `exchange`.
        url_end: what the address ends in.
        times: how many requests.
    """
    real = client.exchange
    left = [HASTE_S] * times

    def exchange(http: Any, method: str, url: str, **more: Any) -> Any:
        timeout_s = left.pop() if left and url.endswith(url_end) else PATIENCE_S
        return real(http, method, url, **more | {"timeout_s": timeout_s})

    monkeypatch.setattr(client, "exchange", exchange)

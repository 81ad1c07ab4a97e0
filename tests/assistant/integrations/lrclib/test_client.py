"""How the LRCLIB client behaves in bad weather: retries, pauses, the circuit, lies."""

import logging
import threading
from typing import Any

import pytest

from assistant.core.errors import (
    DomainError,
    RateLimited,
    UpstreamError,
    UpstreamTimeout,
    UpstreamUnavailable,
)
from assistant.integrations.breaker import CircuitBreaker
from assistant.integrations.lrclib import Found, Missing, ProviderState
from assistant.integrations.lrclib import client as lrclib_client
from assistant.sandbox.base import Outcome
from assistant.sandbox.http import Reply, Request
from assistant.sandbox.lrclib import LrclibSandbox
from tests.support.patience import PATIENCE_S, becomes, hasten
from tests.support.sandboxes import RECORDS, LrclibAtHand, lrclib_with

GET = "/api/get"
ASK = ("Harbour Lights", "Vela", None, 201)


class HandClock:
    """Time that moves when told."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize("kind", ["server_error", "cut_before", "cut_mid_body"])
@pytest.mark.parametrize("times", [1, 2])
def test_trouble_that_passes_is_asked_again(lrclib: LrclibAtHand, kind: str, times: int) -> None:
    lrclib.sandbox.add_fault(path=GET, kind=kind, times=times)
    assert isinstance(lrclib.client().get(*ASK), Found)
    assert len(lrclib.sandbox.requests) == times + 1


def test_silence_is_asked_again(lrclib: LrclibAtHand, monkeypatch: pytest.MonkeyPatch) -> None:
    hasten(monkeypatch, lrclib_client, "/get")
    lrclib.sandbox.add_fault(path=GET, kind="slow", delay_ms=9_000)
    assert isinstance(lrclib.client().get(*ASK), Found)
    assert becomes(lambda: len(lrclib.sandbox.requests), 2) == 2


@pytest.mark.parametrize(
    "fault, error, code, asked",
    [
        ({"kind": "server_error"}, UpstreamUnavailable, "lrclib_unavailable", 3),
        ({"kind": "cut_before"}, UpstreamUnavailable, "lrclib_unavailable", 3),
        ({"kind": "slow", "delay_ms": 9_000}, UpstreamTimeout, "lrclib_timeout", 3),
        ({"kind": "rate_limited"}, RateLimited, "lrclib_rate_limited", 1),
        (
            {"kind": "status", "status": 503, "retry_after_s": 9},
            UpstreamUnavailable,
            "lrclib_unavailable",
            1,
        ),
        ({"kind": "status", "status": 404}, UpstreamError, "lrclib_lied", 1),
        ({"kind": "status", "status": 302}, UpstreamError, "lrclib_lied", 1),
        ({"kind": "status", "status": 400}, UpstreamError, "lrclib_refused", 1),
        ({"kind": "html"}, UpstreamError, "lrclib_lied", 1),
        ({"kind": "lie"}, UpstreamError, "lrclib_lied", 1),
        ({"kind": "truncated"}, UpstreamError, "lrclib_lied", 1),
        ({"kind": "huge"}, UpstreamError, "lrclib_lied", 1),
    ],
)
def test_trouble_that_stays_is_an_error(
    lrclib: LrclibAtHand, fault: dict[str, Any], error: type[DomainError], code: str, asked: int
) -> None:
    lrclib.sandbox.add_fault(path=GET, times=9, **fault)
    with pytest.raises(error) as raised:
        lrclib.client(timeout_s=0.15 if fault["kind"] == "slow" else PATIENCE_S).get(*ASK)
    assert raised.value.code == code
    assert becomes(lambda: len(lrclib.sandbox.requests), asked) == asked


@pytest.mark.parametrize("said, wait_s", [(7, 7), (None, 30)])
def test_a_pause_it_asks_for_is_kept_by_all(
    lrclib: LrclibAtHand, said: int | None, wait_s: int
) -> None:
    clock = HandClock()
    state = ProviderState(breaker=CircuitBreaker(clock=clock))
    lrclib.sandbox.add_fault(path=GET, kind="rate_limited", retry_after_s=said)
    with pytest.raises(RateLimited) as limited:
        lrclib.client(state=state).get(*ASK)
    assert limited.value.context == {"status": 429, "retry_after_s": wait_s}
    with pytest.raises(UpstreamUnavailable) as resting:
        lrclib.client(state=state).get(*ASK)
    assert resting.value.context == {"retry_after_s": wait_s}
    assert len(lrclib.sandbox.requests) == 1
    clock.now += wait_s
    assert isinstance(lrclib.client(state=state).get(*ASK), Found)


def test_a_dead_lrclib_is_left_alone_and_tried_again(lrclib: LrclibAtHand) -> None:
    clock = HandClock()
    state = ProviderState(breaker=CircuitBreaker(threshold=5, cooldown_s=60, clock=clock))
    client = lrclib.client(state=state)
    lrclib.sandbox.add_fault(path=GET, kind="server_error", times=6)
    for _ in range(4):
        with pytest.raises(UpstreamUnavailable):
            client.get(*ASK)
    assert len(lrclib.sandbox.requests) == 5
    clock.now += 61
    with pytest.raises(UpstreamUnavailable):
        client.get(*ASK)
    assert len(lrclib.sandbox.requests) == 6
    clock.now += 61
    assert isinstance(client.get(*ASK), Found)
    assert isinstance(client.get(*ASK), Found)


def test_nobody_listens(lrclib: LrclibAtHand) -> None:
    client = lrclib.client()
    lrclib.server.stop()
    with pytest.raises(UpstreamUnavailable) as error:
        client.get(*ASK)
    assert error.value.code == "lrclib_unavailable"


class Liar(LrclibSandbox):
    """Answers every question with the record of another song."""

    def get(self, request: Request) -> Reply:
        return self.get_by_id(request, "2")


def test_an_answer_about_another_song_is_no_answer() -> None:
    with lrclib_with(Liar(RECORDS)) as lrclib:
        assert lrclib.client().get(*ASK) == Missing()


class Counting(LrclibSandbox):
    """Takes its time, and counts how many requests are under way at once."""

    under_way = most = 0

    def handle(self, request: Request) -> Outcome:
        with self.lock:
            self.under_way += 1
            self.most = max(self.most, self.under_way)
        threading.Event().wait(0.02)
        with self.lock:
            self.under_way -= 1
        return super().handle(request)


def test_two_ask_at_a_time() -> None:
    sandbox = Counting(RECORDS)
    with lrclib_with(sandbox) as lrclib:
        client = lrclib.client()
        threads = [threading.Thread(target=client.get, args=ASK) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert (sandbox.most, len(sandbox.requests)) == (2, 6)


def test_titles_are_in_no_log(lrclib: LrclibAtHand, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    lrclib.sandbox.add_fault(path=GET, kind="server_error")
    lrclib.client().get(*ASK)
    assert "Harbour" not in caplog.text
    assert "Vela" not in caplog.text

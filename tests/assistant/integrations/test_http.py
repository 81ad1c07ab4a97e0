"""One exchange over HTTP: what is read of an answer's head, and when it counts as sent."""

import gzip
import time
from email.utils import formatdate

import httpx
import pytest

from assistant.integrations.http import Answer, NoAnswer, exchange, new_client


def answered(response: httpx.Response) -> Answer:
    with httpx.Client(transport=httpx.MockTransport(lambda _: response)) as client:
        return exchange(client, "GET", "http://api.example/x", timeout_s=1)


def failed(error: Exception) -> NoAnswer:
    def fail(_: httpx.Request) -> httpx.Response:
        raise error

    with (
        httpx.Client(transport=httpx.MockTransport(fail)) as client,
        pytest.raises(NoAnswer) as caught,
    ):
        exchange(client, "POST", "http://api.example/x", timeout_s=1)
    return caught.value


@pytest.mark.parametrize(
    "written, seconds",
    [
        ("5", 5),
        (" 12 ", 12),
        ("0", 1),
        ("999999999999", 86_400),
        ("-3", None),
        ("1e309", None),
        ("soon", None),
        ("٣", None),
        ("", None),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 1),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 86_400),
        ("Fri, 99 Xyz 99999", None),
    ],
)
def test_retry_after(written: str, seconds: int | None) -> None:
    headers = [(b"Retry-After", written.encode())]
    assert answered(httpx.Response(429, headers=headers)).retry_after_s == seconds


def test_retry_after_as_a_date() -> None:
    said = formatdate(time.time() + 120, usegmt=True)
    wait_s = answered(httpx.Response(429, headers={"Retry-After": said})).retry_after_s
    assert wait_s is not None
    assert 100 < wait_s <= 120


def test_the_media_type_is_plain() -> None:
    assert answered(httpx.Response(200, html="<p>")).is_html
    assert not answered(httpx.Response(200, json={})).is_html


@pytest.mark.parametrize(
    "error, why, sent",
    [
        (httpx.ConnectError("no"), "broken", False),
        (httpx.ConnectTimeout("no"), "timeout", False),
        (httpx.PoolTimeout("no"), "timeout", False),
        (httpx.UnsupportedProtocol("no"), "broken", False),
        (httpx.ReadTimeout("no"), "timeout", True),
        (httpx.WriteTimeout("no"), "timeout", True),
        (httpx.ReadError("no"), "broken", True),
        (httpx.WriteError("no"), "broken", True),
        (
            httpx.RemoteProtocolError("Server disconnected without sending a response."),
            "broken",
            True,
        ),
        (httpx.RemoteProtocolError("illegal status line"), "garbled", True),
    ],
)
def test_what_may_have_arrived(error: Exception, why: str, sent: bool) -> None:
    caught = failed(error)
    assert (caught.why, caught.sent) == (why, sent)


def test_a_bomb_is_not_unpacked() -> None:
    bomb = gzip.compress(b"0" * 50_000_000)
    with pytest.raises(NoAnswer) as caught:
        answered(httpx.Response(200, headers={"Content-Encoding": "gzip"}, stream=_Chunks(bomb)))
    assert (caught.value.why, caught.value.sent) == ("too_long", True)


def test_a_body_that_is_not_what_it_says() -> None:
    with pytest.raises(NoAnswer) as caught:
        answered(httpx.Response(200, headers={"Content-Encoding": "gzip"}, stream=_Chunks(b"no")))
    assert caught.value.why == "garbled"


def test_a_redirect_is_an_answer() -> None:
    assert answered(httpx.Response(302, headers={"Location": "http://evil.example"})).status == 302


def test_clients_say_who_asks() -> None:
    with new_client("Attune 1 (http://127.0.0.1)") as client:
        assert client.headers["user-agent"] == "Attune 1 (http://127.0.0.1)"


class _Chunks(httpx.SyncByteStream):
    """A body in pieces of 4 KiB, as a socket gives them."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def __iter__(self):
        for at in range(0, len(self._body), 4096):
            yield self._body[at : at + 4096]

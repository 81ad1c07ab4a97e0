"""AudioScrobbler 1.2.1 by hand over HTTP, at both addresses of its handshake."""

import hashlib
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from assistant.core.actor import Actor
from assistant.listens import service as listens
from tests.support.app import NOON, App
from tests.support.scrobbling import WHEN, heard, listening, ratings, token

NOW = int(NOON.timestamp())


def md5(text: str) -> str:
    return hashlib.md5(text.encode()).hexdigest()


@pytest.fixture
def mara(app: App) -> Actor:
    return app.person("mara")


@pytest.fixture
def http(app: App, mara: Actor) -> Iterator[httpx.Client]:
    token_id, text = token(app, mara)
    with listening(app) as url, httpx.Client(base_url=url) as client:
        client.headers.update({"X-Token": text, "X-Token-Id": str(token_id)})
        yield client


def handshake(http: httpx.Client, path: str = "/", *, at: int = NOW, **more: str) -> httpx.Response:
    proof = md5(md5(http.headers["X-Token"]) + str(at))
    asked = {"hs": "true", "p": "1.2.1", "c": "mdc", "v": "0.24", "u": "Mara", "t": str(at)}
    return http.get(path, params=asked | {"a": proof} | more)


def session(http: httpx.Client) -> tuple[str, str, str]:
    ok, key, now_playing, submit = handshake(http).text.splitlines()
    assert ok == "OK"
    return key, now_playing, submit


def song(index: int = 0, **more: Any) -> dict[str, str]:
    sent = {"a": "The Harbour", "t": "Low Water", "i": WHEN, "o": "P", "r": "", "l": 180,
            "b": "Tides", "n": 1, "m": ""} | more  # fmt: skip
    return {f"{name}[{index}]": str(value) for name, value in sent.items()}


def test_a_handshake_a_song_and_what_plays_now(app: App, mara: Actor, http: httpx.Client) -> None:
    key, now_playing, submit = session(http)
    here = str(http.base_url).rstrip("/")
    assert (now_playing, submit) == (
        f"{here}/apis/audioscrobbler/np", f"{here}/apis/audioscrobbler/submit",
    )  # fmt: skip
    assert session(http)[0] == key
    assert handshake(http, "/apis/audioscrobbler/").text.splitlines()[1] == key
    assert handshake(http, u="mara@example.com").text.splitlines()[1] == key
    played = {"s": key, "a": "The Harbour", "t": "Low Water", "b": "", "l": "180", "n": "", "m": ""}
    assert http.post(now_playing, data=played).text == "OK\n"
    shown = app.client(mara).get("/me/now-playing").json()
    assert (shown["title"], shown["artist"], shown["client"]) == (
        "Low Water", "The Harbour", "mdc 0.24",
    )  # fmt: skip
    assert heard(app, mara) == []
    for _ in range(2):
        many = song() | song(1, t="Slack Tide", i=WHEN + 300)
        assert http.post(submit, data={"s": key, **many}).text == "OK\n"
    assert heard(app, mara) == [
        (WHEN, "Low Water", "audioscrobbler"), (WHEN + 300, "Slack Tide", "audioscrobbler"),
    ]  # fmt: skip


def test_love_and_ban_become_ratings_and_what_was_skipped_is_no_listen(
    app: App, mara: Actor, http: httpx.Client
) -> None:
    key, _, submit = session(http)
    many = song(r="L") | song(1, t="Ebb", i=WHEN + 300, r="B") | song(2, t="Flow", r="S")
    assert http.post(submit, data={"s": key, **many}).text == "OK\n"
    assert sorted(ratings(app, mara).values()) == [-1, 1]
    assert [title for _, title, _ in heard(app, mara)] == ["Low Water", "Ebb"]


def test_what_can_never_be_kept_does_not_stop_what_can(
    app: App, mara: Actor, http: httpx.Client
) -> None:
    key, _, submit = session(http)
    many = (
        song(0, a=" ") | song(1, t="") | song(2, i="noon") | song(3, i=5)
        | song(4, i=NOW + 7_200) | song(5, i=-3) | song(6, l="long", m="no uuid")
    )  # fmt: skip
    assert http.post(submit, data={"s": key, **many}).text == "OK\n"
    assert heard(app, mara) == [(WHEN, "Low Water", "audioscrobbler")]


def test_a_handshake_that_was_overheard_does_not_open_later(http: httpx.Client) -> None:
    for at, answer in ((NOW - 180, "OK"), (NOW + 180, "OK"), (NOW - 181, "BADTIME"),
                       (NOW + 181, "BADTIME")):  # fmt: skip
        assert handshake(http, at=at).text.splitlines()[0] == answer
    assert handshake(http, t="").text == "BADTIME\n"
    assert handshake(http, a=md5("guess")).text == "BADAUTH\n"
    assert handshake(http, u="Noor").text == "BADAUTH\n"
    assert handshake(http, p="1.1").text.startswith("FAILED")


def test_a_session_ends_with_its_token(app: App, mara: Actor, http: httpx.Client) -> None:
    key, now_playing, submit = session(http)
    assert http.post(submit, data={"s": "0" * 32, **song()}).text == "BADSESSION\n"
    assert http.post(now_playing, data={"a": "x", "t": "y"}).text == "BADSESSION\n"
    app.client(mara).delete(f"/auth/tokens/{http.headers['X-Token-Id']}")
    assert http.post(submit, data={"s": key, **song()}).text == "BADSESSION\n"
    assert handshake(http).text == "BADAUTH\n"
    assert heard(app, mara) == []


def test_our_own_failure_is_said_and_the_song_comes_later(
    app: App, mara: Actor, http: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, _, submit = session(http)

    def broken(*_: Any) -> None:
        raise RuntimeError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(listens, "record", broken)
        assert (
            http.post(submit, data={"s": key, **song()}).text == "FAILED Please try again later\n"
        )
    assert http.post(submit, data={"s": key, **song()}).text == "OK\n"
    assert len(heard(app, mara)) == 1


def test_the_site_itself_stays_the_dashboards(http: httpx.Client) -> None:
    for params in ({}, {"hs": "false"}, {"p": "1.2.1"}):
        assert http.get("/", params=params).status_code == 404  # there is no dashboard in this test
    assert http.get("/apis/audioscrobbler/").status_code == 404
    assert http.get("/apis/audioscrobbler/submit").status_code == 404

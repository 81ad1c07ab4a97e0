"""Last.fm's protocol by hand: both forms of answers, songs that are ignored, errors by number."""

import hashlib
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from assistant.core.actor import Actor
from assistant.library import service as library
from assistant.listens import service as listens
from tests.support.app import NOON, App
from tests.support.scrobbling import WHEN, heard, listening, ratings, token

NOW = int(NOON.timestamp())


def md5(text: str) -> str:
    return hashlib.md5(text.encode()).hexdigest()


@pytest.fixture
def mara(sqlite_app: App) -> Actor:
    return sqlite_app.person("mara")


@pytest.fixture
def http(sqlite_app: App, mara: Actor) -> Iterator[httpx.Client]:
    _, text = token(sqlite_app, mara)
    with listening(sqlite_app) as url, httpx.Client(base_url=url) as client:
        client.headers["X-Token"] = text
        yield client


def call(http: httpx.Client, method: str, form: Any = "json", **fields: Any) -> httpx.Response:
    data = {"method": method, "api_key": "any", "api_sig": "not looked at", **fields}
    return http.post("/2.0/", data=data | ({"format": form} if form else {}))


def key(http: httpx.Client) -> str:
    told = call(http, "auth.getMobileSession", username="Mara", password=http.headers["X-Token"])
    found: str = told.json()["session"]["key"]
    return found


def test_the_three_ways_to_sign_in_give_one_session(http: httpx.Client) -> None:
    text = http.headers["X-Token"]
    proof = md5("mara" + md5(text))
    ways = [
        call(http, "auth.getMobileSession", username="Mara", password=text),
        call(http, "auth.getMobileSession", username="Mara", authToken=proof),
        http.post("/2.0/?username=Mara&format=json", data={
            "method": "auth.getMobileSession", "api_key": "any", "authToken": proof,
        }),
    ]  # fmt: skip
    sessions = [way.json()["session"] for way in ways]
    assert sessions[0].keys() == {"name", "key", "subscriber"}
    assert sessions[0]["name"] == "Mara"
    assert sessions[1:] == [sessions[0]] * 2


def test_scrobbles_in_xml_unless_json_is_asked_for(
    sqlite_app: App, mara: Actor, http: httpx.Client
) -> None:
    songs = {"sk": key(http), "artist": "A & B", "track": "<T>", "timestamp": WHEN}
    answer = call(http, "track.scrobble", "", **songs)
    assert answer.headers["content-type"].startswith("text/xml")
    assert answer.text == (
        "<?xml version='1.0' encoding='utf-8'?>\n"
        '<lfm status="ok"><scrobbles accepted="1" ignored="0"><scrobble>'
        '<track corrected="0">&lt;T&gt;</track><artist corrected="0">A &amp; B</artist>'
        '<album corrected="0" /><albumArtist corrected="0" />'
        f'<timestamp>{WHEN}</timestamp><ignoredMessage code="0" /></scrobble></scrobbles></lfm>'
    )
    assert heard(sqlite_app, mara) == [(WHEN, "<T>", "lastfm")]
    told = call(http, "track.scrobble", **songs).json()["scrobbles"]
    assert told["@attr"] == {"accepted": 1, "ignored": 0}
    assert told["scrobble"]["track"] == {"corrected": "0", "#text": "<T>"}
    assert heard(sqlite_app, mara) == [(WHEN, "<T>", "lastfm")]


def test_songs_that_are_none_are_ignored_by_number_and_the_rest_is_kept(
    sqlite_app: App, mara: Actor, http: httpx.Client
) -> None:
    sent = [
        ("The Harbour", "Low Water", WHEN), (" ", "Low Water", WHEN), ("The Harbour", "", WHEN),
        ("The Harbour", "Low Water", 1_000_000), ("The Harbour", "Low Water", NOW + 7_200),
        ("The Harbour", "Low Water", -5),
    ]  # fmt: skip
    fields = {
        f"{name}[{n}]": value
        for n, song in enumerate(sent)
        for name, value in zip(("artist", "track", "timestamp"), song, strict=True)
    }
    told = call(http, "track.scrobble", sk=key(http), **fields).json()["scrobbles"]
    assert told["@attr"] == {"accepted": 1, "ignored": 5}
    codes = [one["ignoredMessage"]["code"] for one in told["scrobble"]]
    assert codes == ["0", "1", "2", "3", "4", "3"]
    assert heard(sqlite_app, mara) == [(WHEN, "Low Water", "lastfm")]
    blank = call(http, "track.updateNowPlaying", sk=key(http), artist=" ", track="x").json()
    assert blank["nowplaying"]["ignoredMessage"]["code"] == "1"
    assert sqlite_app.client(mara).get("/me/now-playing").json() is None


def test_errors_have_the_protocols_numbers(http: httpx.Client) -> None:
    sk = key(http)
    song = {"artist": "A", "track": "B", "timestamp": WHEN}
    many = {f"{f}[{n}]": song[f] for n in range(51) for f in song}
    tried = [
        (3, call(http, "track.nothing", sk=sk)), (3, call(http, "")),
        (4, call(http, "auth.getMobileSession", username="Mara", password="guess")),
        (4, call(http, "auth.getMobileSession", username="Noor", authToken=md5("guess"))),
        (6, call(http, "auth.getMobileSession", username="Mara")),
        (6, call(http, "track.scrobble", sk=sk)),
        (6, call(http, "track.scrobble", sk=sk, artist="A", timestamp=WHEN)),
        (6, call(http, "track.scrobble", sk=sk, artist="A", track="B")),
        (6, call(http, "track.scrobble", sk=sk, artist="A", track="B", timestamp="noon")),
        (6, call(http, "track.scrobble", sk=sk, **many)),
        (9, call(http, "track.scrobble", sk="0" * 32, **song)),
        (9, call(http, "track.scrobble", **song)),
        (10, call(http, "track.scrobble", sk=sk, api_key="", **song)),
    ]  # fmt: skip
    assert [answer.json()["error"] for _, answer in tried] == [number for number, _ in tried]
    assert all(400 <= answer.status_code < 500 for _, answer in tried)
    told = call(http, "track.nothing", "", sk=sk)
    assert told.text.endswith(
        '<lfm status="failed"><error code="3">Invalid Method - No method with that name in this '
        "package</error></lfm>"
    )


def test_our_own_failure_asks_to_try_again_later(
    sqlite_app: App, mara: Actor, http: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    song = {"sk": key(http), "artist": "A", "track": "B", "timestamp": WHEN}

    def broken(*_: Any) -> None:
        raise RuntimeError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(listens, "record", broken)
        answer = call(http, "track.scrobble", **song)
    assert (answer.status_code, answer.json()["error"]) == (503, 16)
    assert "disk" not in answer.text
    assert call(http, "track.scrobble", **song).json()["scrobbles"]["@attr"]["accepted"] == 1


def test_love_by_name_makes_a_song_of_the_library(
    sqlite_app: App, mara: Actor, http: httpx.Client
) -> None:
    sk = key(http)
    assert call(http, "track.unlove", sk=sk, artist="A", track="B").json() == {}
    assert ratings(sqlite_app, mara) == {}
    assert call(http, "track.love", sk=sk, artist="A", track="B").json() == {}
    with sqlite_app.open_uow(read=True) as uow:
        liked = library.liked_ids(uow, mara.require_user())
    assert ratings(sqlite_app, mara) == dict.fromkeys(liked, 1)
    assert len(liked) == 1

"""ListenBrainz's protocol by hand: what is refused, in which words and statuses, and why."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from assistant.core.actor import Actor
from assistant.listens import service as listens
from tests.support.app import NOON, App
from tests.support.scrobbling import WHEN, heard, listening, token

NOW = int(NOON.timestamp())
SUBMIT = "/1/submit-listens"


@pytest.fixture
def mara(sqlite_app: App) -> Actor:
    return sqlite_app.person("mara")


@pytest.fixture
def http(sqlite_app: App, mara: Actor) -> Iterator[httpx.Client]:
    token_id, text = token(sqlite_app, mara)
    with (
        listening(sqlite_app) as url,
        httpx.Client(base_url=url, headers={"AUTHORIZATION": f"Token {text}"}) as client,
    ):
        client.headers["X-Token-Id"] = str(token_id)
        yield client


def one(**more: Any) -> dict[str, Any]:
    named = {"track_name": "Low Water", "artist_name": "The Harbour"}
    info = {name: more.pop(name) for name in list(more) if name not in ("track_metadata", "at")}
    named |= {"additional_info": info} if info else {}  # type: ignore[dict-item]
    named |= more.get("track_metadata", {})
    return {"listened_at": more.get("at", WHEN), "track_metadata": named}


def body(*given: Any, kind: str = "single") -> dict[str, Any]:
    return {"listen_type": kind, "payload": list(given)}


def without_time(**more: Any) -> dict[str, Any]:
    made = one(**more)
    del made["listened_at"]
    return made


REFUSED: list[Any] = [
    {}, [], "text", None, 5,
    body(kind="wrong"), {"payload": [one()]}, body(), {"listen_type": "single", "payload": one()},
    body(one(), one(at=WHEN + 1)), body(without_time(), without_time(), kind="playing_now"),
    body(*[one(at=WHEN + n) for n in range(1_001)], kind="import"),
    body(without_time()), body(one(), kind="playing_now"),
    body({**without_time(), "listened_at": None}, kind="playing_now"),
    body(one(at=str(WHEN))), body(one(at=float(WHEN))), body(one(at=True)), body(one(at=None)),
    body(one(at=1_033_430_399)), body(one(at=NOW + 3_601)), body(one(at=-5)), body(one(at=10**20)),
    body(one(track_metadata={"track_name": " "})), body(one(track_metadata={"artist_name": ""})),
    body(one(track_metadata={"artist_name": 5})), body(one(track_metadata={"artist_name": None})),
    body({"listened_at": WHEN}), body({"listened_at": WHEN, "track_metadata": []}), body([]),
    body(one(track_metadata={"additional_info": []})),
    body(one(duration=180, duration_ms=180_000)), body(one(duration=0)), body(one(duration=-1)),
    body(one(duration="long")), body(one(duration=24 * 86_400 + 1)), body(one(duration_ms=True)),
    body(one(duration_ms=24 * 86_400_000 + 1)), body(one(duration_ms=[1])),
    body(one(recording_mbid="not one")), body(one(release_mbid=5)),
    body(one(artist_mbids=["not one"])), body(one(artist_mbids="not a list")),
    body(one(tags=["sea"] * 51)), body(one(tags=["s" * 65])), body(one(tags=[5])),
    body(one(tags="sea")),
    body(one(track_metadata={"track_name": "Low\x00Water"})), body(one(remark="a\x00b")),
    body(one(remark="x" * 10_240)),
]  # fmt: skip


def test_what_breaks_a_rule_is_refused_whole(
    sqlite_app: App, mara: Actor, http: httpx.Client
) -> None:
    told = [http.post(SUBMIT, content=json.dumps(sent)) for sent in REFUSED]
    assert [(n, a.status_code) for n, a in enumerate(told) if a.status_code != 400] == []
    assert [n for n, a in enumerate(told) if a.json().keys() != {"code", "error"}] == []
    assert heard(sqlite_app, mara) == []


TAKEN: list[Any] = [
    body(one()), body(one(), kind="import"), body(one(at=1_033_430_400)), body(one(at=NOW + 3_600)),
    body(one(duration=24 * 86_400)), body(one(duration_ms="180000")), body(one(duration=None)),
    body(one(recording_mbid="", artist_mbids=["", "f5d6b5d1-9b0b-4c4e-8f3b-2b0a7c9d1e11"])),
    body(one(tags=["s" * 64] * 50)), body(one(something={"new": [1, None, {"deep": "x"}]})),
    body(one(track_metadata={"release_name": None, "mbid_mapping": 5})),
    body(one(track_metadata={"track_name": "\ud800 half a sign"})),
    body(one(track_metadata={"track_name": "t" * 5_000})), body(one(remark="x" * 10_000)),
    {**body(one()), "new_field": True},
]  # fmt: skip


def test_what_keeps_the_rules_is_taken(sqlite_app: App, mara: Actor, http: httpx.Client) -> None:
    for n, sent in enumerate(TAKEN):
        sent["payload"][0]["track_metadata"]["artist_name"] = f"Artist {n}"
    told = [http.post(SUBMIT, content=json.dumps(sent)) for sent in TAKEN]
    assert [(n, a.text) for n, a in enumerate(told) if a.json() != {"status": "ok"}] == []
    assert len(heard(sqlite_app, mara)) == len(TAKEN)


def test_both_addresses_take_any_content_type(
    sqlite_app: App, mara: Actor, http: httpx.Client
) -> None:
    for n, path in enumerate(("/1", "/apis/listenbrainz/1")):
        for kind in ("", "text/plain", "application/x-www-form-urlencoded"):
            raw = json.dumps(body(one(at=WHEN + n)))
            headers = {"Content-Type": kind}
            answer = http.post(f"{path}/submit-listens", content=raw, headers=headers)
            assert answer.status_code == 200
    assert heard(sqlite_app, mara) == [
        (WHEN, "Low Water", "listenbrainz"), (WHEN + 1, "Low Water", "listenbrainz"),
    ]  # fmt: skip


def test_the_message_id_names_the_recording(
    sqlite_app: App, mara: Actor, http: httpx.Client
) -> None:
    told = http.post(SUBMIT, params={"return_msid": "true"}, json=body(one())).json()
    playing = body(without_time(), kind="playing_now")
    again = http.post(SUBMIT, params={"return_msid": "true"}, json=playing).json()
    assert told == again
    loved = {"recording_msid": told["recording_msid"], "score": 1}
    assert http.post("/1/feedback/recording-feedback", json=loved).json() == {"status": "ok"}
    kept = http.get("/1/feedback/user/mara@example.com/get-feedback", params={"score": 1}).json()
    assert kept["total_count"] == kept["count"] == 1
    assert kept["feedback"][0]["recording_msid"] == told["recording_msid"]


def test_feedback_that_breaks_a_rule(http: httpx.Client) -> None:
    for sent in (
        {}, {"score": 2}, {"score": 1}, {"score": True, "recording_msid": "x"},
        {"score": 1, "recording_msid": "no uuid"},
    ):  # fmt: skip
        answer = http.post("/1/feedback/recording-feedback", json=sent)
        assert (answer.status_code, answer.json()["code"]) == (400, 400)


def test_a_body_of_ten_megabytes_is_taken_and_one_more_is_not(
    sqlite_app: App, mara: Actor, http: httpx.Client
) -> None:
    whole = body(*[one(at=WHEN + 300 * n, remark="x" * 9_900) for n in range(1_000)], kind="import")
    assert http.post(SUBMIT, json=whole, timeout=60).status_code == 200
    assert len(heard(sqlite_app, mara)) == 1_000
    answer = http.post(SUBMIT, content=b" " * 10_240_001, timeout=60)
    assert (answer.status_code, answer.json()["code"]) == (400, 400)
    answer = http.post(SUBMIT, content=b" " * 12_000_000, timeout=60)
    assert answer.status_code == 413


def test_who_shows_no_token_or_a_wrong_one(sqlite_app: App, http: httpx.Client) -> None:
    bare = {"Authorization": ""}
    wrong = {"Authorization": "Token attune_scrobble_guess"}
    for method, path in (
        ("POST", SUBMIT), ("GET", "/1/user/Mara/listens"), ("GET", "/1/user/Mara/playing-now"),
        ("GET", "/1/user/Mara/listen-count"), ("POST", "/1/feedback/recording-feedback"),
        ("GET", "/1/feedback/user/Mara/get-feedback"),
    ):  # fmt: skip
        for headers in (bare, wrong):
            answer = http.request(method, path, headers=headers)
            assert (answer.status_code, answer.json()["code"]) == (401, 401)
    told = http.get("/1/validate-token", headers=bare)
    assert (told.status_code, told.json()["code"]) == (400, 400)
    told = http.get("/1/validate-token", headers=wrong)
    assert (told.status_code, told.json()["valid"]) == (200, False)
    good = http.headers["Authorization"].split()[1]
    told = http.get("/1/validate-token", headers=bare, params={"token": good})
    assert (told.json()["valid"], told.json()["user_name"]) == (True, "Mara")
    answer = http.get("/1/nothing/here")
    assert (answer.status_code, answer.json()["code"]) == (404, 404)


def test_no_other_token_scrobbles_and_a_scrobble_token_opens_nothing_else(
    sqlite_app: App, mara: Actor, http: httpx.Client
) -> None:
    _, api = token(sqlite_app, mara, kind="api", scopes=["music:write", "music:read"])
    answer = http.post(SUBMIT, json=body(one()), headers={"Authorization": f"Token {api}"})
    assert answer.status_code == 401
    bearer = {"Authorization": http.headers["Authorization"].replace("Token", "Bearer")}
    for path in ("/me/history", "/me/now-playing", "/me/scrobbling"):
        assert http.get(f"/api/v1{path}", headers=bearer).status_code == 403
    assert sqlite_app.client(mara).delete(
        f"/auth/tokens/{http.headers['X-Token-Id']}"
    ).status_code == 204  # fmt: skip
    assert http.post(SUBMIT, json=body(one())).status_code == 401


def test_our_own_failure_is_503_and_the_listen_comes_later(
    sqlite_app: App, mara: Actor, http: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> None:
        raise RuntimeError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(listens, "record", broken)
        answer = http.post(SUBMIT, json=body(one()))
    assert answer.status_code == 503
    assert answer.json()["code"] == 503
    assert "disk" not in answer.text
    assert http.post(SUBMIT, json=body(one())).status_code == 200
    assert heard(sqlite_app, mara) == [(WHEN, "Low Water", "listenbrainz")]


def test_too_many_requests(sqlite_app: App, http: httpx.Client) -> None:
    first = http.get("/1/user/Mara/listen-count")
    assert first.headers["X-RateLimit-Limit"] == "600"
    assert first.headers["X-RateLimit-Remaining"] == "599"
    assert 0 < int(first.headers["X-RateLimit-Reset-In"]) <= 60
    limiter, key = sqlite_app.container.limiter, http.headers["X-Token-Id"]
    for _ in range(599):
        limiter.check("600/minute", "scrobble", key)
    answer = http.post(SUBMIT, json=body(one()))
    assert (answer.status_code, answer.json()["code"]) == (429, 429)
    assert answer.headers["X-RateLimit-Remaining"] == "0"
    assert int(answer.headers["Retry-After"]) > 0
    for _ in range(60):
        answer = http.post(SUBMIT, headers={"Authorization": "Token guess"})
        assert answer.status_code == 401
    assert http.post(SUBMIT, headers={"Authorization": "Token guess"}).status_code == 429


def test_localhost_is_not_led_elsewhere(http: httpx.Client) -> None:
    there = str(http.base_url).replace("127.0.0.1", "localhost")
    answer = httpx.get(f"{there}/1/validate-token", headers={"Authorization": "Token guess"})
    assert answer.status_code == 200

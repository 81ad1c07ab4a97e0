"""Playing faults and reading the record over HTTP, as another process would."""

import json
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.sandbox.faults import Fault, FaultBook, lied
from tests.support.sandboxes import CATALOGUE, HARBOUR, PAPER, PREMIUM, SpotifyAtHand

DESK = "/__sandbox__"


def control(spotify: SpotifyAtHand, method: str, path: str, body: Any = None) -> httpx.Response:
    return spotify.http.request(method, spotify.server.url + DESK + path, json=body or {})


def test_a_fault_is_scripted_listed_played_and_gone(spotify: SpotifyAtHand) -> None:
    asked = {"path": "/v1/me", "kind": "status", "status": 418, "times": 2, "after": 1}
    assert control(spotify, "POST", "/faults", asked).status_code == 201
    (listed,) = control(spotify, "GET", "/faults").json()["faults"]
    assert listed == asked | {
        "method": None,
        "effect": False,
        "delay_ms": 0,
        "retry_after_s": None,
    }
    answers = [spotify.raw("GET", "/v1/me").status_code for _ in range(4)]
    assert answers == [200, 418, 418, 200]
    assert control(spotify, "GET", "/faults").json() == {"faults": []}


def test_faults_can_be_cleared(spotify: SpotifyAtHand) -> None:
    control(spotify, "POST", "/faults", {"path": "*", "kind": "unauthorized"})
    assert control(spotify, "DELETE", "/faults").status_code == 204
    assert spotify.raw("GET", "/v1/me").status_code == 200


@pytest.mark.parametrize(
    "asked",
    [
        {"path": "/v1/me", "kind": "explode"},
        {"path": "/v1/me", "kind": "slow", "delay_ms": 10**9},
        {"path": "/v1/me", "kind": "slow", "times": 0},
        {"path": "/v1/me", "kind": "slow", "colour": "red"},
        {"kind": "slow"},
        [],
    ],
)
def test_a_wrong_fault_is_refused(spotify: SpotifyAtHand, asked: Any) -> None:
    response = spotify.http.post(f"{spotify.server.url}{DESK}/faults", json=asked)
    assert response.status_code == 400


def test_the_record_shows_what_was_asked_but_no_secret(spotify: SpotifyAtHand) -> None:
    spotify.sandbox.add_fault(path="/v1/me/player/queue", kind="cut_after_effect")
    with pytest.raises(httpx.RemoteProtocolError):
        spotify.raw("POST", f"/v1/me/player/queue?uri={HARBOUR.uri}")
    form = {"grant_type": "refresh_token", "refresh_token": "s3cret", "client_id": "x"}
    spotify.http.post(f"{spotify.server.url}/api/token", data=form)
    answer = control(spotify, "GET", "/requests")
    first, second = answer.json()["requests"]
    assert (first["method"], first["path"]) == ("POST", "/v1/me/player/queue")
    assert (first["outcome"], first["effect"], first["fault"]) == ("cut", True, "cut_after_effect")
    assert second["body"]["refresh_token"] == "…"
    assert "s3cret" not in answer.text
    assert "Bearer" not in answer.text
    only = control(spotify, "GET", "/requests?path=/api/token").json()["requests"]
    assert only == [second]
    control(spotify, "DELETE", "/requests")
    assert control(spotify, "GET", "/requests").json() == {"requests": []}


def test_a_request_that_took_no_effect_is_marked(spotify: SpotifyAtHand) -> None:
    spotify.sandbox.add_fault(path="/v1/me/player/queue", kind="no_device")
    spotify.raw("POST", f"/v1/me/player/queue?uri={HARBOUR.uri}")
    (record,) = spotify.sandbox.sent("POST", "/v1/me/player/queue")
    assert (record.status, record.effect, record.outcome) == (404, False, "answered")


def test_users_settings_and_time_can_be_changed(spotify: SpotifyAtHand) -> None:
    assert (
        control(spotify, "PATCH", f"/users/{PREMIUM}", {"premium": False, "devices": []}).json()[
            "premium"
        ]
        is False
    )
    control(spotify, "PATCH", f"/users/{PREMIUM}", {"playing": HARBOUR.id})
    assert spotify.user().playing == HARBOUR
    play = {"track_id": HARBOUR.id, "played_at": "2026-05-01T12:00:00+00:00"}
    assert control(spotify, "POST", f"/users/{PREMIUM}/plays", play).status_code == 204
    (user, _) = control(spotify, "GET", "/state").json()["users"]
    assert (user["premium"], user["devices"], user["plays"]) == (False, [], 1)
    control(spotify, "PATCH", "/settings", {"access_ttl_s": 10, "rotate_refresh": True})
    headers = {"Authorization": f"Bearer {spotify.token()}"}
    assert spotify.raw("GET", "/v1/me", headers=headers).status_code == 200
    control(spotify, "POST", "/clock", {"seconds": 11})
    assert spotify.raw("GET", "/v1/me", headers=headers).status_code == 401


def test_skipping_plays_the_next_of_the_queue(spotify: SpotifyAtHand) -> None:
    spotify.user().playing = HARBOUR
    spotify.client().queue_add(PAPER.uri)
    seen = control(spotify, "POST", f"/users/{PREMIUM}/skip").json()
    assert (seen["playing"], seen["queue"], seen["plays"]) == (PAPER.id, [], 1)
    assert control(spotify, "POST", f"/users/{PREMIUM}/skip").json()["playing"] is None
    assert [play.track for play in spotify.user().visible_plays()] == [PAPER, HARBOUR]


def test_tokens_can_be_killed(spotify: SpotifyAtHand) -> None:
    access, _ = spotify.sandbox.grant(PREMIUM)
    control(spotify, "POST", "/expire-access")
    control(spotify, "POST", "/revoke-refresh")
    assert spotify.sandbox.state.refresh == {}
    headers = {"Authorization": f"Bearer {access}"}
    assert spotify.raw("GET", "/v1/me", headers=headers).status_code == 401


@pytest.mark.parametrize(
    "headers, status",
    [
        ({"Host": "evil.example", "Content-Type": "application/json"}, 403),
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": "application/json"}, 201),
    ],
)
def test_the_desk_is_for_this_machine(
    spotify: SpotifyAtHand, headers: dict[str, str], status: int
) -> None:
    asked = json.dumps({"path": "*", "kind": "html"})
    answer = spotify.http.post(f"{spotify.server.url}{DESK}/faults", content=asked, headers=headers)
    assert answer.status_code == status


def test_what_the_desk_does_not_have(spotify: SpotifyAtHand) -> None:
    assert control(spotify, "GET", "/nothing").status_code == 404
    assert control(spotify, "PUT", "/faults").status_code == 405
    assert control(spotify, "PATCH", "/users/nobody", {"premium": True}).status_code == 400


def test_a_request_of_no_known_length_is_refused(spotify: SpotifyAtHand) -> None:
    with socket.create_connection(("127.0.0.1", spotify.server.port), timeout=60) as line:
        line.sendall(b"POST /v1/me HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
        assert line.recv(100).startswith(b"HTTP/1.1 411 ")


def test_faults_wait_for_their_path_and_method() -> None:
    book = FaultBook()
    book.add(Fault("/a", "slow", method="POST"))
    book.add(Fault("*", "html"))
    assert book.take("GET", "/b") == Fault("*", "html")
    assert book.take("GET", "/a") is None
    assert book.take("POST", "/a") == Fault("/a", "slow", method="POST")
    assert book.take("POST", "/a") is None


def test_a_lie_changes_every_type() -> None:
    honest = {"s": "abc", "n": 1, "b": True, "l": ["x"], "e": [], "o": {"z": None}}
    assert lied(honest) == {
        "s": 3,
        "n": [1],
        "b": "yes",
        "l": {"0": 1},
        "e": "none",
        "o": {"z": [None]},
    }


def test_it_runs_as_a_process(tmp_path: Path) -> None:
    catalogue = tmp_path / "catalogue.json"
    entries = [
        {"name": track.name, "artists": track.artists, "duration_ms": track.duration_ms}
        for track in CATALOGUE
    ]
    catalogue.write_text(json.dumps(entries), encoding="utf-8")
    command = [sys.executable, "-m", "assistant.sandbox.spotify", "--catalogue", str(catalogue)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            url = process.stdout.readline().split(" on ")[1].split(",")[0]
            user = httpx.get(f"{url}{DESK}/state").json()["users"][0]
        finally:
            process.terminate()
    assert (user["id"], user["plays"]) == (PREMIUM, 50)

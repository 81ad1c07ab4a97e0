"""Tokens that run out, silence Spotify asks for, recent plays, and taking it all back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from assistant.catalogue.schemas import TrackNames
from assistant.connections import service
from assistant.connections.listener_spotify import ListenerSpotify
from assistant.core.actor import Actor
from assistant.core.errors import DomainError
from assistant.listens import service as listens
from assistant.listens.schemas import PlayReport
from tests.support.app import NOON
from tests.support.sandboxes import CATALOGUE, FREE, HARBOUR, PAPER
from tests.support.spotify_app import SpotifyApp


def spotify_of(near: SpotifyApp, actor: Actor) -> ListenerSpotify:
    c = near.app.container
    return service.spotify_client_for(c.open_uow, c.vault, c.settings, actor.require_user())


def pull(near: SpotifyApp, actor: Actor) -> service.Pulled:
    c = near.app.container
    return service.pull_recent(c.open_uow, c.vault, c.settings, actor.require_user())


def renewals(near: SpotifyApp) -> int:
    asked = near.sandbox.sent("POST", "/api/token")
    return sum(1 for r in asked if r.body["grant_type"] == "refresh_token")


@pytest.mark.parametrize("rotates", [False, True])
def test_a_token_is_renewed_before_its_end(near_spotify: SpotifyApp, rotates) -> None:
    near, mara = near_spotify, near_spotify.connected()
    near.sandbox.state.rotate_refresh = rotates
    client = near.app.client(mara)
    for hours in (1, 1):
        near.app.clock.forward(hours=hours)
        assert client.post("/spotify/test").json()["ok"] is True
    assert renewals(near) == 2


def test_a_token_that_spotify_revoked_is_renewed_once_and_the_call_repeated(
    near_spotify: SpotifyApp,
) -> None:
    near, mara = near_spotify, near_spotify.connected()
    near.sandbox.expire_access()
    assert near.app.client(mara).get("/spotify/devices").status_code == 200
    assert (renewals(near), len(near.sent("GET", "/me/player/devices"))) == (1, 2)
    near.sandbox.add_fault(path="/v1/me/player/devices", kind="unauthorized", times=2)
    refused = near.app.client(mara).get("/spotify/devices")
    assert (refused.status_code, refused.json()["code"]) == (502, "spotify_unauthorized")
    assert len(near.sent("GET", "/me/player/devices")) == 4


def test_many_at_once_renew_once(near_spotify: SpotifyApp) -> None:
    near, mara = near_spotify, near_spotify.connected()
    near.sandbox.state.rotate_refresh = True
    near.sandbox.expire_access()
    with spotify_of(near, mara) as spotify, ThreadPoolExecutor(4) as pool:
        names = list(pool.map(lambda _: spotify.call(lambda c: c.me()).id, range(4)))
    assert (names, renewals(near)) == (["sandbox-premium"] * 4, 1)


def test_invalid_grant_deletes_the_tokens_and_is_never_tried_again(
    near_spotify: SpotifyApp,
) -> None:
    near, mara = near_spotify, near_spotify.connected()
    near.sandbox.state.refresh.clear()
    near.app.clock.forward(hours=1)
    client = near.app.client(mara)
    for _ in range(2):
        gone = client.get("/spotify/devices")
        assert (gone.status_code, gone.json()["code"]) == (410, "spotify_reconnect")
    assert renewals(near) == 1
    status = client.get("/spotify/status").json()
    assert (status["state"], status["connected"]) == ("reconnect", False)
    near.connect(mara)
    assert client.get("/spotify/devices").status_code == 200


@pytest.mark.parametrize(
    "kind, wait_s, code, shown",
    [
        ("rate_limited", 20, "spotify_rate_limited", "rate_limited"),
        ("quota_exceeded", 7200, "spotify_quota_exceeded", "quota"),
    ],
)
def test_silence_is_kept_until_its_end(near_spotify: SpotifyApp, kind, wait_s, code, shown) -> None:
    near, mara = near_spotify, near_spotify.connected()
    client = near.app.client(mara)
    near.sandbox.add_fault(path="/v1/me/player/devices", kind=kind, retry_after_s=wait_s)
    for _ in range(3):
        refused = client.get("/spotify/devices")
        assert (refused.status_code, refused.json()["code"]) == (429, code)
        assert refused.headers["retry-after"] == str(wait_s)
    assert len(near.sent("GET", "/me/player/devices")) == 1
    status = client.get("/spotify/status").json()
    assert ([n["code"] for n in status["lacks"]], status["works"]) == ([shown], [])
    near.app.clock.forward(seconds=wait_s)
    assert client.get("/spotify/devices").status_code == 200


@pytest.mark.parametrize("kind", ["lie", "html", "server_error", "cut_before", "truncated", "huge"])
def test_a_spotify_that_is_not_well_is_an_error_and_changes_nothing(
    near_spotify: SpotifyApp, kind
) -> None:
    near, mara = near_spotify, near_spotify.connected()
    near.sandbox.add_fault(path="/v1/me/player/recently-played", kind=kind)
    answer = near.app.client(mara).get("/spotify/recent-tracks")
    assert answer.status_code in (502, 503)
    assert answer.headers["content-type"] == "application/problem+json"
    near.sandbox.add_fault(path="/v1/me/player/recently-played", kind=kind)
    with pytest.raises(DomainError):
        pull(near, mara)
    assert near.app.client(mara).get("/me/history").json()["items"] == []


def test_from_the_fifth_month_on_the_end_is_announced(near_spotify: SpotifyApp) -> None:
    near, mara = near_spotify, near_spotify.connected()
    client = near.app.client(mara)
    near.app.clock.forward(days=149)
    assert client.get("/spotify/status").json()["renew_soon"] is False
    near.app.clock.forward(days=1)
    status = client.get("/spotify/status").json()
    assert (status["renew_soon"], [n["code"] for n in status["lacks"]]) == (True, ["renew_soon"])
    assert status["reconnect_by"] == "2027-05-21T12:00:00Z"


def test_recent_plays_are_recorded_once(near_spotify_both: SpotifyApp) -> None:
    near, mara = near_spotify_both, near_spotify_both.connected()
    near.played(HARBOUR, PAPER, HARBOUR)
    assert pull(near, mara).recorded.counts == {
        "added": 3,
        "merged": 0,
        "skipped": 0,
        "repeated": 0,
    }
    assert pull(near, mara).recorded.counts["added"] == 0
    page = near.app.client(mara).get("/me/recently-played").json()["items"]
    assert [item["track"]["title"] for item in page] == [
        "Harbour Lights", "Paper Moon Diner", "Harbour Lights",
    ]  # fmt: skip


def test_plays_that_were_lost_are_a_known_gap(near_spotify: SpotifyApp) -> None:
    near, mara = near_spotify, near_spotify.connected()
    near.played(HARBOUR)
    assert pull(near, mara).gap is False
    near.sandbox.user("sandbox-premium").plays.clear()
    near.app.clock.forward(hours=9)
    near.played(*CATALOGUE[:60], gap_min=-9)
    assert pull(near, mara).gap is True
    assert near.app.client(mara).get("/spotify/status").json()["known_gaps"] == 1


def test_disconnecting_deletes_what_only_spotify_reported(near_spotify_both: SpotifyApp) -> None:
    near, mara = near_spotify_both, near_spotify_both.connected()
    near.played(HARBOUR, PAPER)
    pull(near, mara)
    client = near.app.client(mara)
    with near.app.open_uow() as uow:
        harbour = next(
            i.track
            for i in listens.list_listens(uow, mara).items
            if i.track.title == "Harbour Lights"
        )
        own = PlayReport(
            "file", "1", TrackNames("Harbour Lights", ["Vela"]),
            NOON - timedelta(minutes=20),
        )  # fmt: skip
        assert listens.record(uow, mara.require_user(), [own]).merged == 1
    assert client.delete("/spotify").status_code == 204
    titles = [i["track"]["id"] for i in client.get("/me/history").json()["items"]]
    assert titles == [str(harbour.id)]
    assert client.get("/spotify/status").json()["state"] == "not_set"
    assert client.delete("/spotify").status_code == 204


def test_no_premium_is_only_known_once_it_was_asked_for(near_spotify: SpotifyApp) -> None:
    near = near_spotify
    kim = near.connected("kim", FREE)
    client = near.app.client(kim)
    assert client.get("/spotify/status").json()["premium"] == "unknown"
    with spotify_of(near, kim) as spotify, pytest.raises(DomainError):
        spotify.call(lambda c: c.queue_add(HARBOUR.uri))
    status = client.get("/spotify/status").json()
    assert (status["premium"], [n["code"] for n in status["lacks"]]) == (
        "required", ["premium_required"],
    )  # fmt: skip
    assert [n["code"] for n in status["works"]] == [
        "recent_plays", "playlist", "playlists", "library", "top",
    ]  # fmt: skip


def test_recent_plays_are_imported_by_a_job(near_spotify: SpotifyApp) -> None:
    near, mara = near_spotify, near_spotify.connected()
    near.played(HARBOUR, PAPER)
    client = near.app.client(mara)
    started = client.post("/spotify/import")
    assert started.status_code == 202
    near.app.run_jobs()
    job = client.get(f"/me/jobs/{started.json()['job_id']}").json()
    assert (job["state"], job["result"]["added"], job["result"]["gap"]) == ("done", 2, False)
    stranger = near.app.client(near.app.person("nils")).post("/spotify/import")
    assert (stranger.status_code, stranger.json()["code"]) == (409, "spotify_not_connected")

"""Pushing the queue: song by song, at most once, and honest about what is not known."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from assistant.catalogue import service as catalogue
from assistant.integrations.spotify import transport
from assistant.sandbox.spotify import CatalogueTrack
from tests.support.app import NOON
from tests.support.patience import becomes, hasten
from tests.support.pushing import FILLERS, QUEUE, push, queue_up, run, states, uris_sent, view
from tests.support.sandboxes import EMILE, HARBOUR, PAPER
from tests.support.spotify_app import SpotifyApp, spotify_app


def test_song_by_song_in_order_and_confirmed(near_spotify_both: SpotifyApp) -> None:
    near, mara = near_spotify_both, near_spotify_both.connected()
    queue_up(near.app, mara, HARBOUR, EMILE, PAPER)
    seen = push(near, mara)
    assert states(seen) == [("confirmed", None)] * 3
    assert (seen["job_state"], seen["reason"], seen["offer"]) == ("done", None, [])
    wanted = [HARBOUR.uri, EMILE.uri, PAPER.uri]
    assert uris_sent(near) == near.sandbox.user("sandbox-premium").queue == wanted
    job = near.app.client(mara).get(f"/me/jobs/{seen['id']}").json()
    assert (job["done"], job["total"], job["message"]) == (3, 3, "3 of 3 songs sent.")
    assert near.app.client(mara).get("/spotify/status").json()["premium"] == "yes"


def test_what_was_sent_is_not_sent_again_unless_it_is_named(near_spotify: SpotifyApp) -> None:
    near, mara = near_spotify, near_spotify.connected()
    items = queue_up(near.app, mara, HARBOUR, EMILE)
    push(near, mara)
    client = near.app.client(mara)
    again = client.post("/me/queue/push", json={"target": "spotify_queue"})
    assert (again.status_code, again.json()["code"]) == (409, "nothing_to_push")
    push(near, mara, item_ids=[items[1]])
    assert uris_sent(near) == [HARBOUR.uri, EMILE.uri, EMILE.uri]


def test_two_clicks_push_once(near_spotify_both: SpotifyApp) -> None:
    near, mara = near_spotify_both, near_spotify_both.connected()
    queue_up(near.app, mara, HARBOUR)
    client = near.app.client(mara)
    first = client.post("/me/queue/push", json={"target": "spotify_queue"})
    second = client.post("/me/queue/push", json={"target": "spotify_queue"})
    assert (first.status_code, second.status_code) == (202, 409)
    assert second.json()["code"] == "push_under_way"
    run(near)
    assert uris_sent(near) == [HARBOUR.uri]


def test_songs_spotify_does_not_have(near_spotify: SpotifyApp) -> None:
    near, mara = near_spotify, near_spotify.connected()
    other_take = CatalogueTrack.of(
        {"name": "Paper Moon Diner", "artists": ["The Low Tide"], "duration_ms": 300_000}
    )
    cover = CatalogueTrack.of(
        {"name": "Harbour Lights", "artists": ["Somebody"], "duration_ms": 201_000}
    )
    nobodys = CatalogueTrack.of(
        {"name": 'A "quoted" Song', "artists": ["Nobody"], "duration_ms": 1}
    )
    queue_up(near.app, mara, cover, other_take, HARBOUR, nobodys)
    gone = ("unmatched", "not_on_spotify")
    seen = push(near, mara)
    assert states(seen) == [gone, gone, ("confirmed", None), gone]
    assert seen["counts"] == {"confirmed": 1, "unmatched": 3}


def test_an_isrc_counts_before_names_and_the_match_is_remembered(near_spotify: SpotifyApp) -> None:
    near, mara = near_spotify, near_spotify.connected()
    renamed = CatalogueTrack.of(
        {"name": "Hafenlichter", "artists": ["Vela"], "duration_ms": 1, "isrc": HARBOUR.isrc}
    )
    items = queue_up(near.app, mara, renamed)
    push(near, mara)
    push(near, mara, item_ids=items)
    assert uris_sent(near) == [HARBOUR.uri] * 2
    assert len(near.sent("GET", "/search")) == 1


def test_a_sample_song_is_never_asked_for_at_the_real_spotify(near_spotify: SpotifyApp) -> None:
    near, mara = near_spotify, near_spotify.connected()
    queue_up(near.app, mara, HARBOUR, origin="sample")
    assert states(push(near, mara)) == [("unmatched", "not_on_spotify")]
    assert near.sent("GET", "/search") == []


def test_in_the_sandbox_sample_songs_are_there_and_its_ids_stay_there(sqlite_url, tmp_path) -> None:
    with spotify_app(sqlite_url, tmp_path, as_sandbox=True) as near:
        mara = near.connected()
        queue_up(near.app, mara, HARBOUR, origin="sample")
        seen = push(near, mara)
        assert (states(seen), seen["sandbox"]) == ([("confirmed", None)], True)
        with near.app.open_uow(read=True) as uow:
            track_id = UUID(seen["items"][0]["track"]["id"])
            assert "spotify" not in catalogue.identifiers_of(uow, [track_id])[track_id]


@pytest.mark.parametrize("kind", ["cut_after_effect", "cut_mid_body", "server_error"])
def test_a_song_nobody_knows_of_is_uncertain_and_not_sent_again(
    near_spotify: SpotifyApp, kind
) -> None:
    near, mara = near_spotify, near_spotify.connected()
    items = queue_up(near.app, mara, HARBOUR, EMILE, PAPER)
    near.sandbox.add_fault(path=QUEUE, method="POST", kind=kind, after=1, effect=True)
    seen = push(near, mara)
    assert states(seen) == [
        ("confirmed", None), ("uncertain", "seen_in_queue"), ("confirmed", None),
    ]  # fmt: skip
    assert uris_sent(near) == [HARBOUR.uri, EMILE.uri, PAPER.uri]
    assert [item["can_resend"] for item in seen["items"]] == [False, True, False]
    client = near.app.client(mara)
    again = client.post("/me/queue/push", json={"target": "spotify_queue"})
    assert again.json()["code"] == "nothing_to_push"
    resend = f"/me/queue/push/{seen['id']}/resend"
    asked = client.post(resend, json={"item_ids": [items[1]]})
    assert asked.status_code == 202
    run(near)
    assert states(view(near, mara, asked.json()["job_id"])) == [("confirmed", None)]
    assert uris_sent(near).count(EMILE.uri) == 2
    twice = client.post(resend, json={"item_ids": [items[1]]})
    assert (twice.status_code, twice.json()["code"]) == (409, "push_item_sent")
    sent = client.post(resend, json={"item_ids": [items[0]]})
    assert sent.json()["code"] == "push_item_sent"
    stranger = client.post(resend, json={"item_ids": [str(uuid4())]})
    assert (stranger.status_code, stranger.json()["code"]) == (404, "push_item_not_found")


def test_when_everything_becomes_uncertain_it_stops(near_spotify: SpotifyApp) -> None:
    near, mara = near_spotify, near_spotify.connected()
    queue_up(near.app, mara, *FILLERS[:5])
    near.sandbox.add_fault(path=QUEUE, method="POST", kind="cut_after_effect", times=5)
    near.sandbox.add_fault(path=QUEUE, method="GET", kind="server_error")
    seen = push(near, mara)
    assert seen["counts"] == {"uncertain": 2, "waiting": 3}
    assert (seen["reason"], seen["offer"]) == ("spotify_unavailable", ["spotify_playlist", "file"])


def test_a_short_pause_is_sat_out_and_a_song_refused_then_is_sent_then(
    near_spotify: SpotifyApp,
) -> None:
    near, mara = near_spotify, near_spotify.connected()
    queue_up(near.app, mara, HARBOUR, EMILE)
    near.sandbox.add_fault(path=QUEUE, method="POST", kind="rate_limited", retry_after_s=7)
    seen = push(near, mara)
    assert states(seen) == [("confirmed", None)] * 2
    assert near.app.clock() == NOON + timedelta(seconds=7)
    assert near.sandbox.user("sandbox-premium").queue == [HARBOUR.uri, EMILE.uri]


def no_device(near: SpotifyApp) -> None:
    near.sandbox.user("sandbox-premium").devices.clear()


def no_quota(near: SpotifyApp) -> None:
    near.sandbox.add_fault(path=QUEUE, method="POST", kind="quota_exceeded", retry_after_s=9000)


def no_grant(near: SpotifyApp) -> None:
    near.sandbox.state.refresh.clear()
    near.sandbox.expire_access()


def not_listed(near: SpotifyApp) -> None:
    near.sandbox.add_fault(path=QUEUE, method="POST", kind="forbidden")


@pytest.mark.parametrize(
    "break_it, reason, offer",
    [
        (no_device, "spotify_no_device", ["spotify_playlist", "file"]),
        (no_quota, "spotify_quota_exceeded", ["spotify_playlist", "file"]),
        (no_grant, "spotify_reconnect", ["file"]),
        (not_listed, "spotify_forbidden", ["spotify_playlist", "file"]),
    ],
)
def test_what_stops_it_is_said_and_something_else_offered(
    near_spotify: SpotifyApp, break_it: Callable[[SpotifyApp], None], reason, offer
) -> None:
    near, mara = near_spotify, near_spotify.connected()
    queue_up(near.app, mara, HARBOUR, EMILE)
    break_it(near)
    seen = push(near, mara)
    assert (seen["job_state"], seen["reason"], seen["offer"]) == ("done", reason, offer)
    assert states(seen) == [("waiting", reason)] * 2
    assert near.sandbox.user("sandbox-premium").queue == []
    assert len(uris_sent(near)) <= 1


def test_a_push_can_be_stopped_and_the_rest_sent_later(near_spotify: SpotifyApp) -> None:
    near, mara = near_spotify, near_spotify.connected()
    items = queue_up(near.app, mara, HARBOUR, EMILE)
    client = near.app.client(mara)
    push_id = client.post("/me/queue/push", json={"target": "spotify_queue"}).json()["job_id"]
    client.post(f"/me/jobs/{push_id}/cancel")
    run(near)
    seen = view(near, mara, push_id)
    assert (seen["job_state"], seen["counts"], uris_sent(near)) == ("cancelled", {"waiting": 2}, [])
    client.post(f"/me/queue/push/{push_id}/resend", json={"item_ids": items[1:]})
    run(near)
    assert uris_sent(near) == [EMILE.uri]


def test_a_song_taken_out_meanwhile_is_not_sent(near_spotify: SpotifyApp) -> None:
    near, mara = near_spotify, near_spotify.connected()
    items = queue_up(near.app, mara, HARBOUR, EMILE)
    client = near.app.client(mara)
    push_id = client.post("/me/queue/push", json={"target": "spotify_queue"}).json()["job_id"]
    assert client.delete(f"/me/queue/{items[0]}").status_code == 204
    run(near)
    assert states(view(near, mara, push_id)) == [("failed", "removed"), ("confirmed", None)]


@pytest.mark.parametrize("kind", ["lie", "html", "slow"])
def test_an_answer_that_is_late_or_makes_no_sense(
    near_spotify: SpotifyApp, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    near, mara = near_spotify, near_spotify.connected()
    queue_up(near.app, mara, HARBOUR, EMILE)
    if kind == "slow":
        hasten(monkeypatch, transport, QUEUE)
    near.sandbox.add_fault(path=QUEUE, method="POST", kind=kind, delay_ms=9_000 * (kind == "slow"))
    seen = push(near, mara)
    assert becomes(lambda: len(uris_sent(near)), 2) == 2
    assert seen["items"][0]["state"] == ("confirmed" if kind == "lie" else "uncertain")
    assert seen["items"][1]["state"] == "confirmed"

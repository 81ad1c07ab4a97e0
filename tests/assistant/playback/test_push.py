"""Pushing the queue: song by song, at most once, and honest about what is not known."""

import csv
import io
import json
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import pytest

from assistant import bootstrap
from assistant.catalogue import service as catalogue
from assistant.catalogue.schemas import TrackNames
from assistant.core.actor import Actor
from assistant.playback import tasks
from assistant.sandbox.spotify import CatalogueTrack
from tests.support.app import NOON, App
from tests.support.sandboxes import CATALOGUE, EMILE, FREE, HARBOUR, PAPER
from tests.support.spotify_app import SpotifyApp, spotify_app

QUEUE = "/v1/me/player/queue"
FILLERS = CATALOGUE[3:]


def queue_up(app: App, actor: Actor, *songs: CatalogueTrack, **more: Any) -> list[str]:
    """Make a queue of songs of Spotify's catalogue; the ids of its items."""
    with app.open_uow() as uow:
        ids = [
            catalogue.get_or_create_track(
                uow,
                TrackNames(
                    song.name,
                    list(song.artists),
                    duration_ms=song.duration_ms,
                    isrc=song.isrc,
                    **more,
                ),
            )
            for song in songs
        ]
    answer = app.client(actor).post("/me/queue", json={"track_ids": [str(i) for i in ids]})
    assert answer.status_code == 201, answer.text
    return [item["id"] for item in answer.json()["items"]]


def run(near: SpotifyApp) -> None:
    """Run what waits; pauses pass at once."""
    app = near.app
    handlers = bootstrap.handlers(app.container, app.store)
    handlers["playback.push"] = partial(
        tasks.push, vault=app.container.vault, settings=app.container.settings,
        sleep=lambda seconds: app.clock.forward(seconds=seconds),
    )  # fmt: skip
    app.jobs.drain(handlers, app.open_uow)


def push(
    near: SpotifyApp, actor: Actor, target: str = "spotify_queue", **more: Any
) -> dict[str, Any]:
    """Push and wait for the end."""
    answer = near.app.client(actor).post("/me/queue/push", json={"target": target, **more})
    assert answer.status_code == 202, answer.text
    run(near)
    return view(near, actor, answer.json()["job_id"])


def view(near: SpotifyApp, actor: Actor, push_id: str) -> dict[str, Any]:
    seen: dict[str, Any] = near.app.client(actor).get(f"/me/queue/push/{push_id}").json()
    return seen


def states(seen: dict[str, Any]) -> list[tuple[str, str | None]]:
    return [(item["state"], item["reason"]) for item in seen["items"]]


def uris_sent(near: SpotifyApp) -> list[str]:
    return [r.query["uri"][0] for r in near.sandbox.sent("POST", QUEUE)]


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


def test_without_premium_a_private_playlist_of_a_neutral_name(near_spotify: SpotifyApp) -> None:
    near = near_spotify
    kim = near.connected("kim", FREE)
    queue_up(near.app, kim, HARBOUR, EMILE)
    seen = push(near, kim)
    assert (seen["reason"], seen["offer"]) == (
        "spotify_premium_required", ["spotify_playlist", "file"],
    )  # fmt: skip
    done = push(near, kim, "spotify_playlist")
    playlist = near.sandbox.user(FREE).playlists[0]
    assert (playlist.name, playlist.public) == ("Attune queue, 2026-11-20", False)
    assert playlist.items == [HARBOUR.uri, EMILE.uri]
    assert states(done) == [("confirmed", None)] * 2
    assert done["playlist_url"] == f"https://open.spotify.com/playlist/{playlist.id}"


def test_a_playlist_of_more_than_a_hundred(near_spotify_both: SpotifyApp) -> None:
    near, mara = near_spotify_both, near_spotify_both.connected()
    songs = FILLERS + FILLERS
    queue_up(near.app, mara, *FILLERS)
    queue_up(near.app, mara, *FILLERS)
    near.sandbox.add_fault(
        path="/v1/me/playlists", method="POST", kind="rate_limited", retry_after_s=3
    )
    seen = push(near, mara, "spotify_playlist")
    (playlist,) = near.sandbox.user("sandbox-premium").playlists
    assert playlist.items == [song.uri for song in songs]
    assert seen["counts"] == {"confirmed": 120}


def test_a_playlist_made_just_before_an_interruption_is_filled_not_made_twice(
    near_spotify: SpotifyApp,
) -> None:
    near, mara = near_spotify, near_spotify.connected()
    queue_up(near.app, mara, HARBOUR)
    push(near, mara, "spotify_playlist")
    answer = near.app.client(mara).post("/me/queue/push", json={"target": "spotify_playlist"})
    job_id = UUID(answer.json()["job_id"])

    class DiedError(BaseException):
        """As kill -9 would."""

    def die(_self: Any, _push_id: UUID) -> None:
        raise DiedError

    with pytest.MonkeyPatch.context() as patch:
        # Spotify made the playlist; we died before we noted which one.
        patch.setattr("assistant.playback.pushing.Pushing._write", lambda *_: die(None, job_id))
        with pytest.raises(DiedError):
            run(near)
    near.app.jobs.waiting.append(job_id)
    run(near)
    assert [p.items for p in near.sandbox.user("sandbox-premium").playlists] == [[HARBOUR.uri]] * 2


def test_files_in_three_forms(near_spotify: SpotifyApp) -> None:
    near = near_spotify
    mara = near.app.person()
    formula = CatalogueTrack.of({"name": "=1+1", "artists": ["Vela"], "duration_ms": 61_499})
    queue_up(near.app, mara, HARBOUR, formula)
    seen = push(near, mara, "file", format="m3u")
    assert states(seen) == [("confirmed", None)] * 2
    client = near.app.client(mara)
    path = f"/me/queue/push/{seen['id']}/file"
    m3u = client.get(path)
    assert (
        m3u.headers["content-disposition"] == 'attachment; filename="attune-queue-2026-11-20.m3u"'
    )
    assert m3u.text.splitlines() == [
        "#EXTM3U", "#PLAYLIST:Attune queue, 2026-11-20",
        "#EXTINF:201,Vela - Harbour Lights", "Vela - Harbour Lights",
        "#EXTINF:61,Vela - =1+1", "Vela - =1+1",
    ]  # fmt: skip
    jspf = json.loads(client.get(path, params={"format": "jspf"}).text)["playlist"]["track"]
    assert jspf[0] == {
        "title": "Harbour Lights", "creator": "Vela", "duration": 201_000,
        "identifier": [f"isrc:{HARBOUR.isrc}"],
    }  # fmt: skip
    rows = list(csv.reader(io.StringIO(client.get(path, params={"format": "csv"}).text)))
    assert rows[2] == ["2", "'=1+1", "Vela", "", "61499", "", ""]
    assert client.get(path, params={"format": "exe"}).status_code == 422


def test_a_song_is_queued_and_sent_on(near_spotify: SpotifyApp) -> None:
    near, mara = near_spotify, near_spotify.connected()
    queue_up(near.app, mara, HARBOUR)
    track_id = near.app.client(mara).get("/me/queue").json()["items"][0]["track"]["id"]
    client = near.app.client(mara)
    quiet = client.post("/recommendations/queue-song", json={"track_id": track_id})
    assert (quiet.status_code, quiet.json()["job_id"]) == (201, None)
    loud = client.post("/recommendations/queue-song", json={"track_id": track_id, "push": True})
    run(near)
    assert states(view(near, mara, loud.json()["job_id"])) == [("confirmed", None)]
    assert (len(client.get("/me/queue").json()["items"]), uris_sent(near)) == (3, [HARBOUR.uri])
    nothing = client.post("/recommendations/queue-song", json={"track_id": str(uuid4())})
    assert (nothing.status_code, nothing.json()["code"]) == (404, "track_not_found")


def test_looking_again_shows_what_was_played(near_spotify: SpotifyApp) -> None:
    near, mara = near_spotify, near_spotify.connected()
    queue_up(near.app, mara, HARBOUR, EMILE)
    seen = push(near, mara)
    near.app.clock.forward(minutes=5)
    user = near.sandbox.user("sandbox-premium")
    user.queue.remove(HARBOUR.uri)
    near.played(HARBOUR, gap_min=-4)
    client = near.app.client(mara)
    checked = client.post(f"/me/queue/push/{seen['id']}/check").json()
    assert states(checked) == [("played", None), ("confirmed", None)]
    first = client.get("/me/queue").json()["items"][0]
    assert first["played_at"] == "2026-11-20T12:04:00Z"


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


def test_disconnecting_forgets_the_pushes(near_spotify_both: SpotifyApp) -> None:
    near, mara = near_spotify_both, near_spotify_both.connected()
    queue_up(near.app, mara, HARBOUR)
    seen = push(near, mara)
    client = near.app.client(mara)
    waiting = client.post("/me/queue/push", json={"target": "spotify_playlist"}).json()["job_id"]
    assert client.delete("/spotify").status_code == 204
    assert client.get(f"/me/queue/push/{seen['id']}").status_code == 404
    run(near)
    assert client.get(f"/me/jobs/{waiting}").json()["state"] == "done"
    refused = client.post("/me/queue/push", json={"target": "spotify_queue"})
    assert (refused.status_code, refused.json()["code"]) == (409, "spotify_not_connected")


def test_somebody_elses_push_is_not_there(near_spotify: SpotifyApp) -> None:
    near, mara = near_spotify, near_spotify.connected()
    items = queue_up(near.app, mara, HARBOUR)
    seen = push(near, mara, "file")
    nils = near.app.client(near.connected("nils"))
    path = f"/me/queue/push/{seen['id']}"
    answers = [
        nils.get(path), nils.get(path + "/file"), nils.post(path + "/check"),
        nils.post(path + "/resend", json={"item_ids": items}),
    ]  # fmt: skip
    assert [a.status_code for a in answers] == [404] * 4
    assert nils.post("/me/queue/push", json={"target": "file"}).json()["code"] == "no_queue"
    assert near.app.client().get(path).status_code == 401


@pytest.mark.parametrize(
    "body",
    [
        {}, {"target": "tape"}, {"target": "file", "format": "exe"},
        {"target": "file", "item_ids": []}, {"target": "file", "item_ids": ["x"]},
        {"target": "spotify_queue", "device_id": "a b"}, {"target": "spotify_queue", "device_id": "\x00"},
    ],
)  # fmt: skip
def test_what_cannot_be_pushed(sqlite_app: App, body) -> None:
    answer = sqlite_app.client(sqlite_app.person()).post("/me/queue/push", json=body)
    assert answer.status_code == 422


def test_another_device_than_the_active_one(near_spotify: SpotifyApp) -> None:
    near, mara = near_spotify, near_spotify.connected()
    items = queue_up(near.app, mara, HARBOUR)
    kitchen = near.app.client(mara).get("/spotify/devices").json()[1]["id"]
    push(near, mara, device_id=kitchen)
    assert near.sandbox.sent("POST", QUEUE)[0].query["device_id"] == [kitchen]
    gone = push(near, mara, item_ids=items, device_id="0" * 40)
    assert (gone["reason"], gone["counts"]) == ("spotify_no_device", {"waiting": 1})


@pytest.mark.parametrize("kind", ["lie", "html", "slow"])
def test_an_answer_that_is_late_or_makes_no_sense(sqlite_url, tmp_path, kind) -> None:
    with spotify_app(sqlite_url, tmp_path, upstream_timeout_s=3.0) as near:
        mara = near.connected()
        queue_up(near.app, mara, HARBOUR, EMILE)
        late_ms = 5_000 if kind == "slow" else 0
        near.sandbox.add_fault(path=QUEUE, method="POST", kind=kind, delay_ms=late_ms)
        seen = push(near, mara)
        assert len(uris_sent(near)) == 2
        assert seen["items"][0]["state"] == ("confirmed" if kind == "lie" else "uncertain")
        assert seen["items"][1]["state"] == "confirmed"

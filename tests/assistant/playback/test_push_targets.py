"""Pushing elsewhere than to the active device; looking after a push; whose it is."""

import csv
import io
import json
from typing import Any
from uuid import UUID, uuid4

import pytest

from assistant.sandbox.spotify import CatalogueTrack
from tests.support.app import App
from tests.support.pushing import FILLERS, QUEUE, push, queue_up, run, states, uris_sent, view
from tests.support.sandboxes import EMILE, FREE, HARBOUR
from tests.support.spotify_app import SpotifyApp


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

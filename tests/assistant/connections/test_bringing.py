"""Playlists, what is saved, and top items: brought in, brought up to date, held, stopped, killed."""

from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from assistant import bootstrap
from assistant.connections import bringing, tasks
from assistant.core.actor import Actor
from tests.support.one_job import kill_when, running
from tests.support.sandboxes import CATALOGUE, EMILE, HARBOUR, PAPER, PREMIUM
from tests.support.spotify_app import SpotifyApp

EPISODE = "spotify:episode:5a4d0b0c5a4d0b0c5a4d0b"
FILLERS = CATALOGUE[3:]


def run(near: SpotifyApp) -> None:
    """Run what waits; pauses pass at once."""
    app = near.app
    handlers = bootstrap.handlers(app.container, app.store)
    for what in bringing.WHATS:
        handlers[bringing.kind_of(what)] = partial(
            tasks.bring, vault=app.container.vault, settings=app.container.settings,
            sleep=lambda seconds: app.clock.forward(seconds=seconds),
        )  # fmt: skip
    app.jobs.drain(handlers, app.open_uow)


def begin(near: SpotifyApp, actor: Actor, what: str) -> str:
    answer = near.app.client(actor).post("/spotify/import", json={"what": what})
    assert answer.status_code == 202, answer.text
    job_id: str = answer.json()["job_id"]
    return job_id


def bring(near: SpotifyApp, actor: Actor, what: str) -> dict[str, Any]:
    """Bring something in and wait for the end; the job."""
    job_id = begin(near, actor, what)
    run(near)
    return job_of(near, actor, job_id)


def job_of(near: SpotifyApp, actor: Actor, job_id: str) -> dict[str, Any]:
    seen: dict[str, Any] = near.app.client(actor).get(f"/me/jobs/{job_id}").json()
    return seen


def transfer(near: SpotifyApp, actor: Actor, what: str) -> dict[str, Any]:
    seen = near.app.client(actor).get("/spotify/status").json()["transfers"]
    found: dict[str, Any] = next(one for one in seen if one["what"] == what)
    return found


def playlists(near: SpotifyApp, actor: Actor) -> list[tuple[str, str, int, int | None]]:
    page = near.app.client(actor).get("/playlists").json()["items"]
    return [(p["name"], p["state"], p["songs"], p["total"]) for p in page]


def pages_asked(near: SpotifyApp) -> int:
    return sum(r.path.endswith("/items") for r in near.sandbox.requests)


def with_playlists(near: SpotifyApp) -> None:
    state, uris = near.sandbox.state, [song.uri for song in CATALOGUE]
    state.give_playlist(PREMIUM, "Alpha", [*uris[:2], EPISODE, uris[2], uris[0]])
    state.give_playlist(PREMIUM, "Beta", uris[3:63])
    state.give_playlist(PREMIUM, "Gamma", uris[:3], owner_id="sandbox-free")
    state.give_playlist(PREMIUM, "Delta", uris[:1], owner_id="sandbox-free", collaborative=True)
    state.give_playlist(PREMIUM, "Attune queue, 20 November", uris[:9])


def test_playlists_come_as_they_are_and_only_what_changed_comes_again(
    near_spotify_both: SpotifyApp,
) -> None:
    near, mara = near_spotify_both, near_spotify_both.connected()
    with_playlists(near)
    job = bring(near, mara, "playlists")
    assert (job["state"], job["done"], job["total"], job["unit"]) == ("done", 5, 5, "playlists")
    assert job["result"] == {
        "new": 3, "not_yours": 1, "ours": 1, "songs": 65, "songs_new": 63,
    }  # fmt: skip
    assert playlists(near, mara) == [
        ("Alpha", "new", 4, 5), ("Attune queue, 20 November", "ours", 0, 9), ("Beta", "new", 60, 60),
        ("Delta", "new", 1, 1), ("Gamma", "not_yours", 0, 3),
    ]  # fmt: skip
    client = near.app.client(mara)
    first = client.get("/playlists").json()["items"][0]["id"]
    songs = client.get(f"/playlists/{first}/tracks").json()["items"]
    assert [(s["position"], s["track"]["title"]) for s in songs] == [
        (0, "Harbour Lights"), (1, "Émile's Door"), (3, "Paper Moon Diner"), (4, "Harbour Lights"),
    ]  # fmt: skip
    assert client.get("/me/library").json()["total"] == 63
    assert pages_asked(near) == 4
    assert near.app.client(near.app.person("jo")).get(f"/playlists/{first}").status_code == 404

    alpha, beta = near.sandbox.user(PREMIUM).playlists[:2]
    alpha.items.pop()
    alpha.version += 1
    near.sandbox.user(PREMIUM).playlists.remove(beta)
    again = bring(near, mara, "playlists")["result"]
    assert again == {
        "changed": 1, "unchanged": 1, "not_yours": 1, "ours": 1, "removed": 1, "songs": 3,
        "songs_new": 0,
    }  # fmt: skip
    assert pages_asked(near) == 5  # of what did not change nothing is asked
    assert [p[0] for p in playlists(near, mara)] == [
        "Alpha", "Attune queue, 20 November", "Delta", "Gamma",
    ]  # fmt: skip


def test_what_is_saved_and_heard_most(near_spotify_both: SpotifyApp) -> None:
    near, mara = near_spotify_both, near_spotify_both.connected()
    user = near.sandbox.user(PREMIUM)
    user.top = [HARBOUR, EMILE]
    user.saved = {HARBOUR.uri, PAPER.uri}
    shown = near.spotify.client().top_tracks("short_term")[0]
    assert shown.album is not None
    user.saved |= {f"spotify:album:{shown.album.id}", f"spotify:artist:{shown.artists[0].id}"}
    result = bring(near, mara, "library")["result"]
    # Two songs, their two albums and two artists are known by name; the third song is not.
    assert result == {
        "top_short_term": 4, "top_medium_term": 4, "top_long_term": 4, "asked": 6, "saved_new": 3,
        "saved_gone": 0, "songs_new": 1, "saved_track": 1, "saved_album": 1, "saved_artist": 1,
    }  # fmt: skip
    client = near.app.client(mara)
    assert [s["track"]["title"] for s in client.get("/me/library").json()["items"]] == [
        "Harbour Lights"
    ]
    top = client.get("/spotify/top/tracks", params={"time_range": "short_term"}).json()
    assert [(t["rank"], t["name"], t["artist"]) for t in top] == [
        (1, "Harbour Lights", "Vela"), (2, "Émile's Door", "Vela"),
    ]  # fmt: skip
    artists = client.get("/spotify/top/artists").json()
    assert [(t["rank"], t["name"]) for t in artists] == [(1, "Vela"), (2, "Odd Hours")]
    user.saved.remove(HARBOUR.uri)
    user.top.reverse()
    again = bring(near, mara, "library")["result"]
    assert (again["saved_new"], again["saved_gone"], again["saved_track"]) == (0, 1, 0)
    top = client.get("/spotify/top/tracks").json()
    assert [t["name"] for t in top] == ["Émile's Door", "Harbour Lights"]


def test_forty_are_asked_about_at_once(near_spotify: SpotifyApp) -> None:
    near, mara = near_spotify, near_spotify.connected()
    near.sandbox.state.give_playlist(PREMIUM, "Many", [song.uri for song in FILLERS])
    bring(near, mara, "playlists")
    job = bring(near, mara, "library")
    asked = near.sandbox.sent("GET", "/v1/me/library/contains")
    sizes = [len(r.query["uris"][0].split(",")) for r in asked]
    assert (sum(sizes), max(sizes), len(sizes)) == (
        job["result"]["asked"],
        40,
        -(-sum(sizes) // 40),
    )


def test_a_short_pause_is_sat_out_and_a_long_one_is_kept(near_spotify: SpotifyApp) -> None:
    near, mara = near_spotify, near_spotify.connected()
    with_playlists(near)
    near.sandbox.add_fault(path="/v1/me/playlists", kind="rate_limited", retry_after_s=20)
    items = f"/v1/playlists/{near.sandbox.user(PREMIUM).playlists[1].id}/items"
    near.sandbox.add_fault(path=items, kind="quota_exceeded", retry_after_s=7_200)
    job = bring(near, mara, "playlists")
    assert (job["state"], job["result"]) == ("failed", {"code": "spotify_quota_exceeded"})
    held = transfer(near, mara, "playlists")
    assert (held["state"], held["problem"]["code"]) == ("held", "spotify_quota_exceeded")
    settings = near.app.container.settings
    with near.app.open_uow() as uow:
        assert bringing.resume_due(uow, settings) == 0
    near.app.clock.forward(seconds=7_230)
    with near.app.open_uow() as uow:
        assert bringing.resume_due(uow, settings) == 1
    run(near)
    done = transfer(near, mara, "playlists")
    assert (done["state"], done["counts"]["new"], done["counts"]["songs"]) == ("done", 3, 65)
    assert near.sandbox.sent("GET", "/v1/me/playlists")[-1].status == 200
    alpha = f"/v1/playlists/{near.sandbox.user(PREMIUM).playlists[0].id}/items"
    assert len(near.sandbox.sent("GET", alpha)) == 1


@pytest.mark.parametrize("kind", ["lie", "truncated", "html", "cut_mid_body", "server_error"])
def test_a_spotify_that_lies_leaves_nothing_half(near_spotify: SpotifyApp, kind: str) -> None:
    near, mara = near_spotify, near_spotify.connected()
    with_playlists(near)
    bring(near, mara, "playlists")
    before = [(name, songs) for name, _, songs, _ in playlists(near, mara)]
    alpha = near.sandbox.user(PREMIUM).playlists[0]
    alpha.version += 1
    near.sandbox.add_fault(path=f"/v1/playlists/{alpha.id}/items", kind=kind)
    assert bring(near, mara, "playlists")["state"] == "failed"
    assert [(name, songs) for name, _, songs, _ in playlists(near, mara)] == before


def test_what_was_not_allowed_is_said(near_spotify: SpotifyApp) -> None:
    near = near_spotify
    near.sandbox.state.withheld = frozenset({"user-library-read", "user-top-read"})
    mara = near.connected()
    for what in ("library", "top"):
        refused = near.app.client(mara).post("/spotify/import", json={"what": what})
        assert (refused.status_code, refused.json()["code"]) == (409, "spotify_scope_missing")
    seen = near.app.client(mara).get("/spotify/status").json()
    assert seen["missing_scopes"] == ["user-top-read", "user-library-read"]
    assert "no_saved_list" in [note["code"] for note in seen["limits"]]


def test_it_is_stopped_and_what_came_stays(near_spotify: SpotifyApp) -> None:
    near, mara = near_spotify, near_spotify.connected()
    with_playlists(near)
    client, job_id = near.app.client(mara), begin(near, mara, "playlists")
    assert begin(near, mara, "playlists") == job_id
    near.sandbox.add_fault(path="/v1/me/playlists", kind="rate_limited", retry_after_s=30)
    app = near.app

    def stop(_seconds: float) -> None:
        assert client.post(f"/me/jobs/{job_id}/cancel").status_code == 200

    handlers = bootstrap.handlers(app.container, app.store)
    handlers["connections.bring_playlists"] = partial(
        tasks.bring, vault=app.container.vault, settings=app.container.settings,
        sleep=stop,
    )  # fmt: skip
    app.jobs.drain(handlers, app.open_uow)
    assert job_of(near, mara, job_id)["state"] == "cancelled"
    assert transfer(near, mara, "playlists")["state"] == "cancelled"


def test_killed_in_the_middle_it_goes_on_and_counts_once(near_spotify_both: SpotifyApp) -> None:
    near, mara = near_spotify_both, near_spotify_both.connected()
    state = near.sandbox.state
    for n in range(6):
        state.give_playlist(PREMIUM, f"List {n}", [song.uri for song in FILLERS[: 10 + n]])
    job_id = begin(near, mara, "playlists")
    third = f"/v1/playlists/{near.sandbox.user(PREMIUM).playlists[3].id}/items"
    near.sandbox.add_fault(path=third, kind="slow", delay_ms=4_000)
    with running(near.app, UUID(job_id)) as process:
        kill_when(process, lambda: len(near.sandbox.sent("GET", third)) == 1)
    assert job_of(near, mara, job_id)["state"] == "running"
    near.app.jobs.waiting.append(UUID(job_id))  # as the worker does when it comes back
    run(near)
    job = job_of(near, mara, job_id)
    assert job["result"] == {"new": 6, "songs": 75, "songs_new": 15}
    first = f"/v1/playlists/{near.sandbox.user(PREMIUM).playlists[0].id}/items"
    assert (len(near.sandbox.sent("GET", first)), len(near.sandbox.sent("GET", third))) == (1, 2)


def test_a_poll_that_is_killed_counts_nothing_twice(near_spotify_both: SpotifyApp) -> None:
    near, mara = near_spotify_both, near_spotify_both.connected()
    near.played(HARBOUR, PAPER, EMILE)
    job_id = near.app.client(mara).post("/spotify/import").json()["job_id"]
    recent = "/v1/me/player/recently-played"
    near.sandbox.add_fault(path=recent, kind="slow", delay_ms=4_000)
    with running(near.app, UUID(job_id)) as process:
        kill_when(process, lambda: len(near.sandbox.sent("GET", recent)) == 1)
    near.app.jobs.waiting.append(UUID(job_id))
    run(near)
    assert job_of(near, mara, job_id)["result"]["added"] == 3
    assert len(near.app.client(mara).get("/me/history").json()["items"]) == 3


def test_disconnecting_takes_all_of_it_and_says_so_before(
    near_spotify_both: SpotifyApp, tmp_path: Path
) -> None:
    near, mara = near_spotify_both, near_spotify_both.connected()
    with_playlists(near)
    near.sandbox.user(PREMIUM).top = [HARBOUR]
    near.played(HARBOUR, PAPER)
    client = near.app.client(mara)
    client.post("/spotify/import")
    run(near)
    bring(near, mara, "playlists")
    bring(near, mara, "library")
    liked = client.get("/me/library").json()["items"][0]["track"]["id"]
    client.put(f"/me/favorites/{liked}")
    planned = client.get("/spotify/deletion").json()
    assert (planned["plays"], planned["listens"], planned["playlists"]) == (2, 2, 5)
    assert (planned["top"], planned["gaps"]) == (6, 0)
    assert client.delete("/spotify").status_code == 204
    assert client.get("/playlists").json()["items"] == []
    assert [s["track"]["id"] for s in client.get("/me/library").json()["items"]] == [liked]
    assert client.get("/me/history").json()["items"] == []
    assert set(client.get("/spotify/deletion").json().values()) == {0}
    assert client.get("/spotify/top/tracks").json() == []

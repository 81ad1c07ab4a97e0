"""Analysing recent listening against a real LRCLIB of our own: each lyric asked for and counted once."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from assistant import bootstrap
from assistant.catalogue.schemas import TrackNames
from assistant.connections import plays
from assistant.core.actor import Actor
from assistant.integrations.lrclib import ProviderState
from assistant.listens import service as listens
from assistant.listens.schemas import PlayReport
from assistant.profiles import tasks
from assistant.sandbox.lrclib import LrclibEntry, LrclibSandbox
from assistant.sandbox.spotify.state import CatalogueTrack
from tests.support.app import NOON, App, make_app
from tests.support.one_job import kill_when, running
from tests.support.patience import PATIENCE_S
from tests.support.sandboxes import LrclibAtHand, lrclib_with
from tests.support.spotify_app import SpotifyApp, spotify_app

GET = "/api/get"
START = "/recommendations/analyze-recent-tracks"
HAPPY = "happy happy happy happy happy morning"
SAD = "sad sad sad sad sad evening"


def entry(number: int, words: str | None, **more: Any) -> LrclibEntry:
    return LrclibEntry(number, f"Song {number}", "Vela", 200.0, plain=words, **more)


def twelve() -> LrclibSandbox:
    """Twelve songs: eight with words, one too short to tell, one instrumental, two not there."""
    entries = [entry(n, HAPPY if n < 6 else SAD) for n in range(8)]
    entries += [entry(8, "la la"), entry(9, None, instrumental=True)]
    return LrclibSandbox(entries)


COUNTS = {
    "plays": 12, "tracks": 12, "with_lyrics": 9, "missing": 2, "instrumental": 1, "left": 0,
    "scored": 8, "unknown": 4, "lookup": "done", "spotify": None,
}  # fmt: skip


@contextmanager
def near_lrclib(
    url: str, folder: Path, sandbox: LrclibSandbox
) -> Iterator[tuple[App, LrclibAtHand]]:
    with lrclib_with(sandbox) as provider:
        app = make_app(url, folder, lrclib_url=provider.base_url, upstream_timeout_s=PATIENCE_S)
        yield app, provider
        app.container.sql.dispose()


def hear(app: App, actor: Actor, count: int = 12) -> None:
    with app.open_uow() as uow:
        reports = [
            PlayReport(
                "file", str(n), TrackNames(f"Song {n}", ["Vela"], duration_ms=200_000),
                NOON - timedelta(minutes=10 * n),
            )
            for n in range(count)
        ]  # fmt: skip
        listens.record(uow, actor.require_user(), reports)


def consenting(app: App, name: str = "mara") -> Actor:
    actor = app.person(name)
    assert app.client(actor).put("/connections/lyrics", json={"allowed": True}).status_code == 200
    return actor


def run(app: App, provider: ProviderState | None = None) -> None:
    """Run what waits; pauses pass at once."""
    c = app.container
    handlers = bootstrap.handlers(c, app.store)
    handlers["profiles.analyse_recent"] = partial(
        tasks.analyse_recent, engine=c.engine, stamps=c.stamps, vault=c.vault, settings=c.settings,
        provider=provider or ProviderState(), sleep=lambda s: app.clock.forward(seconds=s),
    )  # fmt: skip
    app.jobs.drain(handlers, app.open_uow)


def start(app: App, actor: Actor, **body: Any) -> str:
    answer = app.client(actor).post(START, json=body or None)
    assert answer.status_code == 202, answer.text
    job_id: str = answer.json()["job_id"]
    return job_id


def job(app: App, actor: Actor, job_id: str) -> dict[str, Any]:
    seen: dict[str, Any] = app.client(actor).get(f"/me/jobs/{job_id}").json()
    return seen


def asked(provider: LrclibAtHand) -> Counter[str]:
    """How often each title was asked for exactly."""
    return Counter(r.query["track_name"][0] for r in provider.sandbox.sent("GET", GET))


def test_from_plays_to_a_mood(database_url, tmp_path) -> None:
    with near_lrclib(database_url, tmp_path, twelve()) as (app, provider):
        mara = consenting(app)
        hear(app, mara)
        seen = start(app, mara)
        run(app)
        done = job(app, mara, seen)
        assert (done["state"], done["result"]) == ("done", COUNTS)
        assert (done["done"], done["total"], done["message"]) == (
            12,
            12,
            "8 of 12 songs have a mood.",
        )
        mood = app.client(mara).get("/me/listening-mood").json()
        assert (mood["tracks_known"], mood["tracks_total"]) == (8, 12)
        assert (mood["to_at"], mood["mood"]["happy"] > 0.6) == ("2026-11-20T12:00:00Z", True)
        assert sum(mood["mood"][m] for m in ("happy", "sad", "angry", "relaxed")) == pytest.approx(
            1
        )
        assert app.client(mara).get("/mood/records").json()["items"] == []
        assert set(asked(provider).values()) == {1}


def test_a_second_analysis_asks_nothing_again(sqlite_url, tmp_path) -> None:
    with near_lrclib(sqlite_url, tmp_path, twelve()) as (app, provider):
        mara = consenting(app)
        hear(app, mara)
        for _ in range(2):
            seen = start(app, mara)
            run(app)
            assert job(app, mara, seen)["result"] == COUNTS
        assert set(asked(provider).values()) == {1}
        nils = consenting(app, "nils")
        hear(app, nils, 6)
        start(app, nils)
        run(app)
        assert set(asked(provider).values()) == {1}
        app.clock.forward(days=15)
        start(app, mara)
        run(app)
        again = {title for title, times in asked(provider).items() if times == 2}
        assert again == {"Song 10", "Song 11"}


def test_two_clicks_are_one_job(sqlite_url, tmp_path) -> None:
    with near_lrclib(sqlite_url, tmp_path, twelve()) as (app, _):
        mara = consenting(app)
        assert start(app, mara) == start(app, mara)


def test_nothing_is_asked_before_a_yes(sqlite_url, tmp_path) -> None:
    with near_lrclib(sqlite_url, tmp_path, twelve()) as (app, provider):
        mara = app.person()
        hear(app, mara)
        seen = start(app, mara)
        run(app)
        done = job(app, mara, seen)
        assert (done["result"]["left"], done["result"]["lookup"]) == (12, "not_allowed")
        assert done["message"] == (
            "0 of 12 songs have a mood. 12 were not looked up: allow it under Connections."
        )
        assert provider.sandbox.requests == []
        assert app.client(mara).get("/me/listening-mood").json() is None


def test_only_title_artist_album_and_length_leave(sqlite_url, tmp_path) -> None:
    with near_lrclib(sqlite_url, tmp_path, twelve()) as (app, provider):
        mara = consenting(app)
        hear(app, mara, 3)
        start(app, mara)
        run(app)
        sent = provider.sandbox.requests
        assert {name for r in sent for name in r.query} <= {
            "track_name", "artist_name", "album_name", "duration",
        }  # fmt: skip
        assert {r.headers["user-agent"].split("/")[0].split(" ")[0] for r in sent} == {"Attune"}


def test_nobody_listened_yet(sqlite_url, tmp_path) -> None:
    with near_lrclib(sqlite_url, tmp_path, twelve()) as (app, _):
        mara = consenting(app)
        seen = start(app, mara)
        run(app)
        done = job(app, mara, seen)
        assert (done["state"], done["result"]["tracks"]) == ("done", 0)
        assert done["message"] == "There is nothing to analyse yet: no listens."


@pytest.mark.parametrize("kind", ["server_error", "cut_before", "rate_limited", "html"])
def test_a_provider_that_is_down_is_waited_for_then_left_and_gone_on_with(
    sqlite_url, tmp_path, kind
) -> None:
    with near_lrclib(sqlite_url, tmp_path, twelve()) as (app, provider):
        mara = consenting(app)
        hear(app, mara)
        provider.sandbox.add_fault(path="*", kind=kind, after=5, times=400)
        seen = start(app, mara)
        run(app)
        done = job(app, mara, seen)["result"]
        assert (done["with_lyrics"], done["left"], done["scored"]) == (5, 7, 5)
        assert done["lookup"] in ("lrclib_unavailable", "lrclib_rate_limited", "done")
        provider.sandbox.faults.clear()
        seen = start(app, mara)
        run(app)
        assert job(app, mara, seen)["result"] == COUNTS


def test_a_short_outage_is_sat_out(sqlite_url, tmp_path) -> None:
    with near_lrclib(sqlite_url, tmp_path, twelve()) as (app, provider):
        mara = consenting(app)
        hear(app, mara)
        provider.sandbox.add_fault(path=GET, kind="server_error", after=4, times=3)
        seen = start(app, mara)
        run(app)
        assert job(app, mara, seen)["result"] == COUNTS
        assert app.clock() > NOON


def test_a_lying_provider_gives_no_lyrics_and_no_guess(sqlite_url, tmp_path) -> None:
    with near_lrclib(sqlite_url, tmp_path, twelve()) as (app, provider):
        mara = consenting(app)
        hear(app, mara, 2)
        provider.sandbox.add_fault(path=GET, kind="lie", times=1)
        seen = start(app, mara)
        run(app)
        done = job(app, mara, seen)["result"]
        assert (done["with_lyrics"], done["left"], done["lookup"]) == (1, 1, "done")


def test_it_can_be_stopped_and_begun_anew(sqlite_url, tmp_path) -> None:
    with near_lrclib(sqlite_url, tmp_path, twelve()) as (app, provider):
        mara = consenting(app)
        hear(app, mara)
        seen = start(app, mara)
        app.client(mara).post(f"/me/jobs/{seen}/cancel")
        run(app)
        assert (job(app, mara, seen)["state"], provider.sandbox.requests) == ("cancelled", [])
        seen = start(app, mara)
        run(app)
        assert job(app, mara, seen)["result"] == COUNTS


@pytest.mark.parametrize("body", [{"plays": 0}, {"plays": 201}, {"plays": "x"}, []])
def test_what_cannot_be_analysed(sqlite_app: App, body) -> None:
    assert sqlite_app.client(sqlite_app.person()).post(START, json=body).status_code == 422
    assert sqlite_app.client().post(START).status_code == 401


def test_killed_in_the_middle_each_lyric_is_counted_once(database_url, tmp_path) -> None:
    with near_lrclib(database_url, tmp_path, twelve()) as (app, provider):
        mara = consenting(app)
        hear(app, mara)
        seen = start(app, mara)
        # Eight songs are fetched and scored; the answer to the eleventh comes much later.
        provider.sandbox.add_fault(path=GET, kind="slow", after=10, delay_ms=4_000)
        with running(app, UUID(seen)) as process:
            kill_when(process, lambda: len(provider.sandbox.sent("GET", GET)) == 11)
        half = job(app, mara, seen)
        assert (half["state"], half["done"], half["total"]) == ("running", 8, 12)

        app.jobs.waiting.append(UUID(seen))  # as the worker does when it comes back
        run(app)

        done = job(app, mara, seen)
        assert (done["state"], done["result"]) == ("done", COUNTS)
        # Nothing that was answered was asked for again; what was being asked was.
        assert asked(provider) == Counter({f"Song {n}": 2 if n == 10 else 1 for n in range(12)})


def tracks() -> list[CatalogueTrack]:
    return [
        CatalogueTrack.of({"name": f"Song {n}", "artists": ["Vela"], "duration_ms": 200_000})
        for n in range(12)
    ]


@contextmanager
def both(url: str, folder: Path) -> Iterator[tuple[SpotifyApp, LrclibAtHand]]:
    with (
        lrclib_with(twelve()) as provider,
        spotify_app(url, folder, tracks(), lrclib_url=provider.base_url) as near,
    ):
        yield near, provider


def test_plays_come_from_spotify_when_it_is_connected(sqlite_url, tmp_path) -> None:
    with both(sqlite_url, tmp_path) as (near, _):
        mara = consenting(near.app)
        near.connect(mara)
        songs = tracks()
        near.played(*songs, songs[0])
        seen = start(near.app, mara)
        run(near.app)
        assert job(near.app, mara, seen)["result"] == {**COUNTS, "plays": 13}


def test_a_spotify_that_is_away_leaves_the_own_listens(sqlite_url, tmp_path) -> None:
    with both(sqlite_url, tmp_path) as (near, _):
        mara = consenting(near.app)
        near.connect(mara)
        hear(near.app, mara)
        near.sandbox.add_fault(path="/v1/me/player/recently-played", kind="server_error")
        seen = start(near.app, mara)
        run(near.app)
        wanted = {**COUNTS, "spotify": "spotify_unavailable"}
        assert job(near.app, mara, seen)["result"] == wanted


def test_plays_that_the_schedule_reads_right_now_are_no_trouble(sqlite_url, tmp_path) -> None:
    with both(sqlite_url, tmp_path) as (near, _):
        mara = consenting(near.app)
        near.connect(mara)
        hear(near.app, mara)
        plays._begin(near.app.open_uow, near.app.container.settings, mara.require_user(), uuid4())
        seen = start(near.app, mara)
        run(near.app)
        assert job(near.app, mara, seen)["result"] == COUNTS
        assert near.sent("GET", "/me/player/recently-played") == []

"""Fetching lyrics in the background, against an LRCLIB of our own over real HTTP."""

from collections import Counter
from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest

from assistant import bootstrap
from assistant.gathering import tasks
from assistant.integrations.lrclib import Pace, ProviderState
from tests.assistant.gathering.at_hand import (
    GET,
    HAPPY,
    allow,
    asked,
    due,
    entry,
    hear,
    job,
    near_lrclib,
    run,
    start,
    states,
    titles,
)
from tests.support.app import NOON, make_app
from tests.support.one_job import kill_when, running


def test_all_songs_in_listening_order_then_scored(migrated_url, tmp_path) -> None:
    entries = [entry(n) for n in range(4)] + [entry(5, None, instrumental=True)]
    with near_lrclib(migrated_url, tmp_path, entries) as (app, provider):
        mara = app.person()
        hear(app, mara, [0, 1, 2, 3, 4, 5], NOON - timedelta(days=400))
        hear(app, mara, [4, 4, 4], NOON - timedelta(days=300))  # most heard ever
        hear(app, mara, [2, 1, 1], NOON)  # heard lately
        allow(app, mara)
        assert states(app, mara) == {"waiting": 6}
        seen = start(app, mara)
        run(app)
        assert asked(provider) == [f"Song {n}" for n in (1, 2, 4, 0, 3, 5)]
        done = job(app, mara, seen)
        assert (done["state"], done["done"], done["total"], done["unit"]) == ("done", 6, 6, "songs")
        assert done["message"] == "4 found, 1 not there, 1 instrumental."
        assert done["result"] == {
            "found": 4, "missing": 1, "instrumental": 1, "failed": 0, "left": 0, "lookup": "done",
        }  # fmt: skip
        assert states(app, mara) == {"found": 4, "missing": 1, "instrumental": 1}
        plays = app.client(mara).get("/me/lyrics").json()["states"]
        assert {s: plays[s]["plays"] for s in ("found", "missing")} == {"found": 7, "missing": 4}
        found = app.client(mara).get("/me/lyrics/songs?state=found").json()["items"]
        song = found[0]["track"]
        assert (song["title"], found[0]["plays"]) == ("Song 1", 3)
        assert app.client(mara).get(f"/tracks/{song['id']}/mood").json()["known"] is True


def test_nothing_is_asked_before_a_yes_nor_after_a_no(migrated_sqlite_url, tmp_path) -> None:
    with near_lrclib(migrated_sqlite_url, tmp_path, [entry(0)]) as (app, provider):
        mara = app.person()
        hear(app, mara, [0])
        refused = app.client(mara).post("/me/lyrics/fetch")
        assert (refused.status_code, refused.json()["code"]) == (409, "lyrics_lookup_off")
        assert due(app) == 0
        allow(app, mara)
        seen = start(app, mara)
        app.client(mara).put("/connections/lyrics", json={"allowed": False})
        run(app)
        assert job(app, mara, seen)["result"]["lookup"] == "not_allowed"
        assert due(app) == 0
        assert provider.sandbox.requests == []
        fetching = app.client(mara).get("/me/lyrics").json()["fetching"]
        assert fetching["detail"] == "Off: nothing is asked, and LRCLIB learns no title."


def test_it_begins_by_itself_and_looks_again_for_new_songs(migrated_url, tmp_path) -> None:
    with near_lrclib(migrated_url, tmp_path, [entry(0), entry(1)]) as (app, provider):
        mara = app.person()
        hear(app, mara, [0])
        allow(app, mara)
        assert due(app) == 1
        run(app)
        assert asked(provider) == ["Song 0"]
        hear(app, mara, [1])
        assert due(app) == 0
        app.clock.forward(minutes=16)
        assert due(app) == 1
        run(app)
        assert asked(provider) == ["Song 0", "Song 1"]
        app.clock.forward(minutes=16)
        assert due(app) == 0  # nothing to ask makes no job


def test_a_song_of_several_is_asked_about_once(migrated_url, tmp_path) -> None:
    with near_lrclib(migrated_url, tmp_path, [entry(0), entry(1)]) as (app, provider):
        mara, noor = app.person("mara"), app.person("noor")
        hear(app, mara, [0, 1, 2])
        hear(app, noor, [1, 2, 3])
        for person in (mara, noor):
            allow(app, person)
            start(app, person)
        run(app)
        assert Counter(asked(provider)) == Counter(f"Song {n}" for n in range(4))
        assert states(app, noor) == {"found": 1, "missing": 2}
        assert str(mara.user_id) not in app.client(noor).get("/me/lyrics").text
        shown = app.client(noor).get("/me/lyrics/songs?state=found").text
        assert [word for word in (str(mara.user_id), "Mara") if word in shown] == []


def test_whoever_asks_just_now_is_not_doubled(migrated_url, tmp_path) -> None:
    """A claim of another's job holds for its time, and is let go after that."""
    with near_lrclib(migrated_url, tmp_path, [entry(0)]) as (app, provider):
        mara, noor = app.person("mara"), app.person("noor")
        for person in (mara, noor):
            hear(app, person, [0])
            allow(app, person)
        seen = start(app, mara)
        provider.sandbox.add_fault(path=GET, kind="slow", delay_ms=4_000)
        with running(app, UUID(seen)) as process:
            kill_when(process, lambda: asked(provider) == ["Song 0"])
        start(app, noor)
        run(app)
        assert asked(provider) == ["Song 0"]
        assert states(app, noor) == {"waiting": 1}
        app.clock.forward(minutes=16)
        assert due(app) > 0
        run(app)
        assert asked(provider) == ["Song 0", "Song 0"]
        assert states(app, noor) == {"found": 1}


def test_killed_it_goes_on_and_asks_nothing_twice(migrated_url, tmp_path) -> None:
    with near_lrclib(migrated_url, tmp_path, [entry(n) for n in range(12)]) as (app, provider):
        mara = app.person()
        hear(app, mara, list(range(12)))
        allow(app, mara)
        seen = start(app, mara)
        provider.sandbox.add_fault(path=GET, kind="slow", after=10, delay_ms=4_000)
        with running(app, UUID(seen)) as process:
            kill_when(process, lambda: len(asked(provider)) == 11)
        half = job(app, mara, seen)
        assert (half["state"], half["done"], half["total"]) == ("running", 8, 12)
        assert states(app, mara) == {"found": 10, "waiting": 2}

        app.jobs.waiting.append(UUID(seen))  # as the worker does when it comes back
        run(app)
        done = job(app, mara, seen)
        assert (done["state"], done["done"], done["total"]) == ("done", 12, 12)
        assert asked(provider) == [f"Song {n}" for n in (*range(11), 10, 11)]
        assert states(app, mara) == {"found": 12}


def test_missing_songs_are_asked_again_after_their_time_alone(
    migrated_sqlite_url, tmp_path
) -> None:
    with near_lrclib(migrated_sqlite_url, tmp_path, []) as (app, provider):
        mara = app.person()
        hear(app, mara, [0])
        allow(app, mara)
        start(app, mara)
        run(app)
        (lacking,) = app.client(mara).get("/me/lyrics/songs?state=missing").json()["items"]
        assert (lacking["asked_at"], lacking["retry_after"]) == (
            "2026-11-20T12:00:00Z", "2026-12-04T12:00:00Z",
        )  # fmt: skip
        start(app, mara)
        run(app)
        assert len(asked(provider)) == 1
        soon = app.client(mara).post("/me/lyrics/retry", json={"state": "missing"}).json()
        assert soon["again"] == 0
        run(app)
        assert len(asked(provider)) == 1
        app.clock.forward(days=2)
        provider.sandbox.entries.append(entry(0))
        again = app.client(mara).post("/me/lyrics/retry", json={"state": "missing"}).json()
        assert again["again"] == 1
        run(app)
        assert states(app, mara) == {"found": 1}


def test_what_failed_says_why_and_is_tried_again(migrated_url, tmp_path) -> None:
    with near_lrclib(migrated_url, tmp_path, [entry(0), entry(1)]) as (app, provider):
        mara = app.person()
        hear(app, mara, [0, 1])
        allow(app, mara)
        provider.sandbox.add_fault(path=GET, kind="lie", times=1)
        start(app, mara)
        run(app)
        assert states(app, mara) == {"failed": 1, "found": 1}
        (failed,) = app.client(mara).get("/me/lyrics/songs?state=failed").json()["items"]
        assert (failed["track"]["title"], failed["reason"], failed["retry_after"]) == (
            "Song 0", "lrclib_lied", "2026-11-20T13:00:00Z",
        )  # fmt: skip
        start(app, mara)
        run(app)
        assert states(app, mara) == {"failed": 1, "found": 1}
        body = {"track_id": failed["track"]["id"]}
        assert app.client(mara).post("/me/lyrics/retry", json=body).json()["again"] == 1
        run(app)
        assert states(app, mara) == {"found": 2}
        assert asked(provider) == ["Song 0", "Song 1", "Song 0"]


def test_a_pause_that_lrclib_asks_for_outlives_the_process(migrated_url, tmp_path) -> None:
    with near_lrclib(migrated_url, tmp_path, [entry(0), entry(1)]) as (app, provider):
        mara = app.person()
        hear(app, mara, [0, 1])
        allow(app, mara)
        provider.sandbox.add_fault(
            path=GET, kind="rate_limited", after=1, times=1, retry_after_s=3_600
        )
        seen = start(app, mara)
        run(app)
        stopped = job(app, mara, seen)
        assert stopped["message"] == (
            "1 found. LRCLIB asked for a pause; it goes on by itself."
        )  # fmt: skip
        assert (stopped["result"]["lookup"], stopped["result"]["left"]) == (
            "lrclib_rate_limited", 2,
        )  # fmt: skip
        fetching = app.client(mara).get("/me/lyrics").json()["fetching"]
        assert (fetching["provider_state"], fetching["blocked_until"]) == (
            "slow_down", "2026-11-20T13:00:00Z",
        )  # fmt: skip
        before = len(provider.sandbox.requests)
        app.clock.forward(minutes=30)
        assert due(app) == 0
        start(app, mara)  # asked for by hand: still it is not bothered
        run(app, ProviderState())
        assert len(provider.sandbox.requests) == before
        app.clock.forward(minutes=31)
        assert due(app) == 1
        run(app, ProviderState())
        assert states(app, mara) == {"found": 2}
        assert app.client(mara).get("/me/lyrics").json()["fetching"]["detail"] == "LRCLIB answers."


def test_an_lrclib_that_is_down_is_told_of_and_left_alone(migrated_sqlite_url, tmp_path) -> None:
    with near_lrclib(migrated_sqlite_url, tmp_path, [entry(n) for n in range(9)]) as (app, near):
        mara = app.person()
        hear(app, mara, list(range(9)))
        allow(app, mara)
        near.sandbox.add_fault(path="*", kind="server_error", times=400)
        seen = start(app, mara)
        run(app)
        assert job(app, mara, seen)["message"] == "LRCLIB does not answer; it goes on by itself."
        assert len(near.sandbox.requests) < 9
        fetching = app.client(mara).get("/me/lyrics").json()["fetching"]
        assert fetching["provider_state"] == "away"
        near.sandbox.faults.clear()
        app.clock.forward(minutes=16)
        assert due(app) == 1
        run(app)
        assert states(app, mara) == {"found": 9}


def test_paused_or_cancelled_it_stays_so_until_somebody_goes_on(migrated_url, tmp_path) -> None:
    with near_lrclib(migrated_url, tmp_path, [entry(0)]) as (app, provider):
        mara = app.person()
        client = app.client(mara)
        hear(app, mara, [0])
        allow(app, mara)
        first = start(app, mara)
        assert client.post("/me/lyrics/pause").json()["paused"] is True
        run(app)
        assert job(app, mara, first)["state"] == "cancelled"
        app.clock.forward(hours=1)
        assert due(app) == 0
        second = start(app, mara)
        assert client.get("/me/lyrics").json()["fetching"]["paused"] is False
        client.post(f"/me/jobs/{second}/cancel")  # the way of all jobs means the same
        assert client.get("/me/lyrics").json()["fetching"]["paused"] is True
        run(app)
        app.clock.forward(hours=1)
        assert due(app) == 0
        assert provider.sandbox.requests == []
        start(app, mara)
        run(app)
        assert states(app, mara) == {"found": 1}


def test_it_stops_between_two_songs(migrated_sqlite_url, tmp_path) -> None:
    with near_lrclib(migrated_sqlite_url, tmp_path, [entry(n) for n in range(6)]) as (app, near):
        mara = app.person()
        hear(app, mara, list(range(6)))
        allow(app, mara)
        near.sandbox.add_fault(path=GET, kind="server_error", after=2, times=3)
        seen = start(app, mara)
        c = app.container

        def stop(_seconds: float) -> None:
            app.client(mara).post("/me/lyrics/pause")

        handlers = bootstrap.handlers(c, app.store)
        handlers["gathering.fetch"] = partial(
            tasks.fetch, settings=c.settings, provider=ProviderState(), sleep=stop
        )
        app.jobs.drain(handlers, app.open_uow)
        assert job(app, mara, seen)["state"] == "cancelled"
        assert states(app, mara) == {"found": 2, "waiting": 4}
        start(app, mara)
        run(app)
        assert states(app, mara) == {"found": 6}


def test_own_words_and_marks_are_not_asked_about(migrated_sqlite_url, tmp_path) -> None:
    with near_lrclib(migrated_sqlite_url, tmp_path, []) as (app, provider):
        mara = app.person()
        client = app.client(mara)
        hear(app, mara, [0, 1, 2])
        ids = {
            item["track"]["title"]: item["track"]["id"]
            for item in client.get("/me/lyrics/songs?state=waiting").json()["items"]
        }
        client.put(f"/tracks/{ids['Song 0']}/lyrics", json={"lyrics": HAPPY})
        marked = client.put(f"/tracks/{ids['Song 1']}/lyrics/instrumental").json()
        assert (marked["state"], marked["own"]) == ("instrumental", True)
        taken = client.put(f"/tracks/{ids['Song 0']}/lyrics/instrumental")
        assert (taken.status_code, taken.json()["code"]) == (409, "own_lyrics_exist")
        allow(app, mara)
        start(app, mara)
        run(app)
        assert asked(provider) == ["Song 2"]
        assert states(app, mara) == {"found": 1, "instrumental": 1, "missing": 1}
        assert client.delete(f"/tracks/{ids['Song 1']}/lyrics/instrumental").status_code == 204
        assert client.delete(f"/tracks/{ids['Song 1']}/lyrics/instrumental").status_code == 404
        assert states(app, mara) == {"found": 1, "waiting": 1, "missing": 1}


def test_words_in_a_language_that_is_not_read_are_counted_apart(
    migrated_sqlite_url, tmp_path
) -> None:
    with near_lrclib(migrated_sqlite_url, tmp_path, [entry(0, "unheard tongue")]) as (app, _):
        mara = app.person()
        hear(app, mara, [0])
        allow(app, mara)
        start(app, mara)
        run(app)
        with app.open_uow() as uow:
            uow.db.connection().exec_driver_sql(
                "UPDATE song_mood SET known = 0, reason = 'language_unknown', valence = NULL, "
                "arousal = NULL, happy = NULL, sad = NULL, angry = NULL, relaxed = NULL"
            )
        assert states(app, mara) == {"language": 1}
        assert titles(app, mara, "language") == ["Song 0"]


def test_requests_keep_apart() -> None:
    now, waits = [0.0], list[float]()

    def sleep(seconds: float) -> None:
        waits.append(seconds)
        now[0] += seconds

    pace = Pace(0.5, lambda: now[0], sleep)
    for _ in range(3):
        pace.keep()
    now[0] += 10
    pace.keep()
    assert waits == [0.5, 0.5]


@pytest.mark.parametrize(
    "query", ["", "?state=all", "?state=found&limit=0", "?state=found&cursor=x"]
)
def test_lists_that_do_not_exist(migrated_sqlite_url, tmp_path, query) -> None:
    app = make_app(migrated_sqlite_url, tmp_path)
    assert app.client(app.person()).get(f"/me/lyrics/songs{query}").status_code == 422
    app.container.sql.dispose()

"""Recording plays: what counts, what is one play, what is kept once."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from assistant.catalogue.schemas import TrackNames
from assistant.core.actor import Actor
from assistant.listens import service
from assistant.listens.rules import was_heard
from assistant.listens.schemas import PlayReport, Recorded
from tests.support.app import NOON, App

SONG = TrackNames("Harbour Lights", ["Vela"], duration_ms=200_000)


def report(key: str, at: datetime, source: str = "file", **more: Any) -> PlayReport:
    return PlayReport(source, key, more.pop("track", SONG), at, **more)


def record(app: App, actor: Actor, *reports: PlayReport) -> Recorded:
    with app.open_uow() as uow:
        return service.record(uow, actor.require_user(), reports)


def heard(app: App, actor: Actor) -> list[datetime]:
    with app.open_uow(read=True) as uow:
        return [at for _, at in service.recent_tracks(uow, actor, 100)]


@pytest.mark.parametrize(
    "ms_played, duration_ms, counts",
    [
        (None, None, True),
        (None, 200_000, True),
        (30_000, 200_000, True),
        (29_999, 200_000, False),
        (29_999, None, False),
        (20_000, 40_000, True),
        (19_999, 40_000, False),
        (0, 0, False),
    ],
)
def test_thirty_seconds_or_half_of_it(ms_played, duration_ms, counts) -> None:
    assert was_heard(ms_played, duration_ms) is counts


def test_the_same_report_again_changes_nothing(app: App) -> None:
    mara = app.person()
    first = record(app, mara, report("a", NOON), report("b", NOON - timedelta(hours=1)))
    again = record(app, mara, report("a", NOON), report("c", NOON - timedelta(hours=2)))
    twice = record(app, mara, report("d", NOON - timedelta(days=1)), report("d", NOON))
    assert first.counts == {"added": 2, "merged": 0, "skipped": 0, "repeated": 0}
    assert again.counts == {"added": 1, "merged": 0, "skipped": 0, "repeated": 1}
    assert twice.counts == {"added": 1, "merged": 0, "skipped": 0, "repeated": 1}
    assert heard(app, mara) == [NOON - timedelta(hours=h) for h in (0, 1, 2, 24)]


def test_two_sources_of_one_play_are_one_listen(app: App) -> None:
    mara = app.person()
    record(app, mara, report("a", NOON))
    end = record(
        app, mara, report("x", NOON + timedelta(seconds=200), "spotify_api", ms_played=190_000)
    )
    far = record(app, mara, report("y", NOON + timedelta(seconds=401), "spotify_api"))
    assert (end.counts["merged"], far.counts["added"]) == (1, 1)
    with app.open_uow(read=True) as uow:
        page = service.list_listens(uow, mara)
    assert [item.ms_played for item in page.items] == [None, 190_000]


def test_a_song_on_repeat_stays_as_many_listens_from_two_sources(app: App) -> None:
    mara = app.person()
    starts = [NOON + timedelta(seconds=200 * n) for n in range(3)]
    one = record(app, mara, *[report(f"s{n}", at) for n, at in enumerate(starts)])
    ends = [at + timedelta(seconds=200) for at in starts]
    two = record(app, mara, *[report(f"e{n}", at, "spotify_api") for n, at in enumerate(ends)])
    assert (one.counts["added"], two.counts["merged"]) == (3, 3)
    assert sorted(heard(app, mara)) == starts


def test_of_unknown_length_two_minutes_are_one_play(app: App) -> None:
    mara = app.person()
    bare = TrackNames("Slow Tram", ["Vela"])
    record(app, mara, report("a", NOON, track=bare))
    near = record(app, mara, report("b", NOON + timedelta(seconds=120), "spotify_api", track=bare))
    far = record(app, mara, report("c", NOON + timedelta(seconds=242), "spotify_api", track=bare))
    assert (near.counts["merged"], far.counts["added"]) == (1, 1)


def test_what_is_no_listen_is_kept_as_a_report_only(app: App) -> None:
    mara = app.person()
    short = report("a", NOON, ms_played=12_000)
    ahead = report("b", NOON + timedelta(days=3))
    assert record(app, mara, short, ahead).counts["skipped"] == 2
    assert record(app, mara, short, ahead).counts["repeated"] == 2
    assert heard(app, mara) == []


def test_days_and_hours_are_the_listeners_own(app: App) -> None:
    mara = app.person(time_zone="Asia/Kolkata")
    record(app, mara, report("a", NOON.replace(hour=20)))
    with app.open_uow(read=True) as uow:
        item = service.list_listens(uow, mara).items[0]
    assert (item.local_day, item.local_hour) == (20261121, 1)


def test_somebody_elses_listens_are_their_own(app: App) -> None:
    mara, nils = app.person(), app.person("nils")
    record(app, mara, report("a", NOON))
    record(app, nils, report("a", NOON))
    assert (len(heard(app, mara)), len(heard(app, nils))) == (1, 1)


def test_counts_and_last_times(app: App) -> None:
    mara = app.person()
    other = TrackNames("Paper Moon", ["Vela"])
    done = record(
        app, mara,
        report("a", NOON), report("b", NOON - timedelta(days=2)), report("c", NOON, track=other),
    )  # fmt: skip
    user_id = mara.require_user()
    with app.open_uow(read=True) as uow:
        counts = service.play_counts(uow, user_id)
        since = service.play_counts(uow, user_id, done.track_ids, NOON - timedelta(days=1))
        last = service.last_heard(uow, user_id, list(counts))
    assert sorted(counts.values()) == [1, 2]
    assert sorted(since.values()) == [1, 1]
    assert set(last.values()) == {NOON}


def test_forgetting_a_source_keeps_what_another_reported(app: App) -> None:
    mara = app.person()
    user_id = mara.require_user()
    record(app, mara, report("a", NOON), report("b", NOON - timedelta(hours=1)))
    record(
        app,
        mara,
        report("x", NOON, "spotify_api"),
        report("y", NOON - timedelta(hours=3), "spotify_api"),
    )
    with app.open_uow() as uow:
        assert service.forget(uow, user_id, source="spotify_api") == 1
    assert heard(app, mara) == [NOON, NOON - timedelta(hours=1)]
    with app.open_uow() as uow:
        assert service.forget(uow, user_id, source="file") == 2
    assert record(app, mara, report("a", NOON)).counts["added"] == 1


def test_forgetting_needs_to_know_what(sqlite_app: App) -> None:
    mara = sqlite_app.person()
    with pytest.raises(ValueError), sqlite_app.open_uow() as uow:
        service.forget(uow, mara.require_user())


def test_a_known_track_needs_no_names(sqlite_app: App) -> None:
    mara = sqlite_app.person()
    track_id: UUID = record(sqlite_app, mara, report("a", NOON)).track_ids[0]
    later = NOON - timedelta(days=1)
    unnamed = report("b", later, track=TrackNames("?", ["?"]), track_id=track_id)
    assert record(sqlite_app, mara, unnamed).track_ids == (track_id,)

"""Mood against listening over REST, on both databases."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event

from analysis.affect import from_valence_arousal
from assistant.catalogue import service as catalogue
from assistant.catalogue.schemas import TrackNames
from assistant.core.actor import Actor
from assistant.listens import service as listens
from assistant.listens.schemas import PlayReport
from assistant.models.base import six_values
from assistant.models.song_moods import SongMood, SongMoodCorrection
from assistant.moods.schemas import MoodIn
from assistant.moods.service import record
from tests.support.app import NOON, App

HAPPY, SAD, CALM = (0.6, 0.5), (-0.6, -0.5), (0.5, -0.6)
Place = tuple[float, float]


def song(app: App, title: str, place: Place | None, owner: str = "", stamp: str = "") -> UUID:
    """A track whose lyrics lie at a place; unknown without one."""
    six = six_values(from_valence_arousal(*place)) if place else {}
    with app.open_uow() as uow:
        track_id = catalogue.get_or_create_track(uow, TrackNames(title, ["Vela"]))
        uow.db.add(
            SongMood(
                track_id=track_id,
                owner_key=owner,
                stamp=stamp or app.container.stamps.mood,
                text_sha256=title,
                known=place is not None,
                **six,
            )
        )
    return track_id


def play(app: App, actor: Actor, track_id: UUID, *times: datetime) -> None:
    with app.open_uow() as uow:
        reports = [
            PlayReport("file", f"{track_id}{at}", TrackNames("x", ["Vela"]), at, track_id=track_id)
            for at in times
        ]
        listens.record(uow, actor.require_user(), reports)


def feel(app: App, actor: Actor, place: Place, *times: datetime) -> None:
    with app.open_uow() as uow:
        for at in times:
            data = MoodIn(valence=place[0], arousal=place[1], recorded_at=at)
            record(uow, app.container.vault, actor, data)


def ask(app: App, actor: Actor, **query: str) -> Any:
    answer = app.client(actor).get("/insights/listening", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def of(found: Any, mood: str) -> Any:
    return next(row for row in found["by_mood"] if row["mood"] == mood)


def ago(hours: float) -> datetime:
    return NOON - timedelta(hours=hours)


def test_shares_of_what_was_heard_near_each_mood(app: App) -> None:
    mara = app.person()
    feel(app, mara, SAD, ago(50))
    feel(app, mara, HAPPY, ago(26))
    sad, happy, unknown = (
        song(app, "Rain", SAD), song(app, "Sun", HAPPY), song(app, "Fog", None)
    )  # fmt: skip
    play(app, mara, sad, ago(49), ago(50.5), ago(51.9), ago(47))  # the last one is too late
    play(app, mara, happy, ago(49.2), ago(51), ago(26))
    play(app, mara, unknown, ago(49.5))
    found = ask(app, mara)
    assert (found["entries"], found["heard"], found["unknown"]) == (2, 7, 1)
    row = of(found, "sad")
    assert (row["entries"], row["heard"], row["unknown"], row["missing"]) == (1, 5, 1, 0)
    assert row["shares"] == {"happy": 0.4, "sad": 0.6, "angry": 0.0, "relaxed": 0.0}
    assert "60% of the 5 songs you heard were sad" in row["sentence"]
    few = of(found, "happy")
    assert (few["heard"], few["shares"], few["missing"]) == (1, None, 4)
    assert few["sentence"] == "Not enough yet: 4 more songs heard near a happy entry."


def test_own_text_and_own_word_come_before_what_everybody_sees(app: App) -> None:
    mara, nils = app.person(), app.person("nils")
    track_id = song(app, "Tide", SAD)
    song(app, "Tide", HAPPY, stamp="another model")
    for actor in (mara, nils):
        feel(app, actor, SAD, ago(3))
        play(app, actor, track_id, *(ago(3 + n / 10) for n in range(5)))
    assert of(ask(app, mara), "sad")["shares"]["sad"] == 1.0
    song(app, "Tide", None, owner=str(mara.user_id))  # her own words are too few to tell
    row = of(ask(app, mara), "sad")
    assert (row["heard"], row["unknown"]) == (0, 5)
    with app.open_uow() as uow:
        six = six_values(from_valence_arousal(*CALM))
        uow.db.add(SongMoodCorrection(user_id=mara.require_user(), track_id=track_id, **six))
    assert of(ask(app, mara), "sad")["shares"]["relaxed"] == 1.0
    assert of(ask(app, nils), "sad")["shares"]["sad"] == 1.0


def test_days_on_which_mood_and_music_move_together(app: App) -> None:
    mara = app.person()
    places = [(n / 10 - 0.6, 0.3 if n % 2 else -0.3) for n in range(12)]
    for n, place in enumerate(places):
        feel(app, mara, place, ago(24 * n + 5))
        play(app, mara, song(app, f"Day {n}", place), ago(24 * n + 9))
    found = ask(app, mara)
    same = {c["axis"]: c for c in found["correlations"] if c["lag"] == 0}
    assert [(c["axis"], c["lag"]) for c in found["correlations"]] == [
        (axis, lag) for axis in ("valence", "arousal") for lag in (-1, 0, 1)
    ]
    assert (same["valence"]["days"], same["valence"]["r"]) == (12, pytest.approx(1.0))
    assert "was brighter" in same["valence"]["sentence"]
    before = next(c for c in found["correlations"] if (c["axis"], c["lag"]) == ("arousal", -1))
    assert (before["days"], before["r"]) == (11, pytest.approx(-1.0))
    assert "the music of the day before was calmer" in before["sentence"]
    week = ask(app, mara, **{"from": "2026-11-14"})
    assert week["correlations"][1]["missing"] == 3


def test_nothing_said_and_nothing_heard(sqlite_app: App) -> None:
    found = ask(sqlite_app, sqlite_app.person())
    assert (found["entries"], found["heard"], found["unknown"]) == (0, 0, 0)
    assert [row["missing"] for row in found["by_mood"]] == [5] * 4
    assert [c["r"] for c in found["correlations"]] == [None] * 6


def test_the_number_of_queries_does_not_grow_with_the_log(app: App) -> None:
    mara = app.person()
    seen: list[str] = []
    event.listen(app.container.sql, "before_cursor_execute", lambda *args: seen.append(args[2]))

    def count() -> int:
        seen.clear()
        ask(app, mara)
        return len(seen)

    feel(app, mara, SAD, ago(30))
    play(app, mara, song(app, "One", SAD), ago(30))
    before = count()
    feel(app, mara, HAPPY, *(ago(24 * n + 4) for n in range(10)))
    for n in range(10):
        play(app, mara, song(app, f"Song {n}", HAPPY), ago(24 * n + 4))
    assert count() == before


@pytest.mark.parametrize(
    "query, code",
    [
        ({"from": "2026-02-30"}, "not_valid"),
        ({"from": "0000-01-01"}, "not_valid"),
        ({"from": "2026-05-02", "to": "2026-05-01"}, "period_backwards"),
        ({"from": "0001-01-01", "to": "9999-12-31"}, "period_too_long"),
    ],
)
def test_a_period_that_is_none_is_refused(
    sqlite_app: App, query: dict[str, str], code: str
) -> None:
    client = sqlite_app.client(sqlite_app.person())
    answer = client.get("/insights/listening", params=query)
    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_the_first_and_the_last_day_there_are(sqlite_app: App) -> None:
    mara = sqlite_app.person()
    for day in ("0001-01-01", "9999-12-31"):
        assert ask(sqlite_app, mara, **{"from": day, "to": day})["entries"] == 0
    assert sqlite_app.client().get("/insights/listening").status_code == 401

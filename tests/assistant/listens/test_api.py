"""The history over REST."""

from datetime import timedelta

import pytest

from analysis.affect import from_valence_arousal
from assistant.catalogue.schemas import TrackNames
from assistant.listens import service
from assistant.listens.schemas import PlayReport
from tests.support.app import NOON, App


def fill(app: App, actor, count: int) -> None:
    with app.open_uow() as uow:
        reports = [
            PlayReport("file", str(n), TrackNames(f"Song {n % 3}", ["Vela"]), NOON - timedelta(hours=n))
            for n in range(count)
        ]  # fmt: skip
        service.record(uow, actor.require_user(), reports)


def test_pages_hold_everything_once(app: App) -> None:
    mara = app.person()
    fill(app, mara, 5)
    client = app.client(mara)
    titles, cursor = [], None
    while True:
        query = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        page = client.get("/me/recently-played", params=query).json()
        titles += [item["track"]["title"] for item in page["items"]]
        cursor = page["cursor"]
        if cursor is None:
            break
    assert titles == ["Song 0", "Song 1", "Song 2", "Song 0", "Song 1"]


def test_a_span_and_a_song(app: App) -> None:
    mara = app.person()
    fill(app, mara, 5)
    client = app.client(mara)
    span = {"from": (NOON - timedelta(hours=3)).isoformat(), "to": NOON.isoformat()}
    items = client.get("/me/history", params=span).json()["items"]
    assert [i["track"]["title"] for i in items] == ["Song 1", "Song 2", "Song 0"]
    song = {"track_id": items[0]["track"]["id"]}
    assert len(client.get("/me/history", params=song).json()["items"]) == 2


def test_somebody_else_sees_nothing(sqlite_app: App) -> None:
    fill(sqlite_app, sqlite_app.person(), 2)
    nils = sqlite_app.client(sqlite_app.person("nils"))
    assert nils.get("/me/history").json() == {"items": [], "cursor": None, "total": None}
    assert sqlite_app.client().get("/me/history").status_code == 401


@pytest.mark.parametrize(
    "query",
    [
        {"from": "0000-01-01T00:00:00Z"},
        {"from": "9999-12-31T23:59:59Z"},
        {"from": "2026-01-01T00:00:00"},
        {"from": "yesterday"},
        {"from": "2026-02-01T00:00:00Z", "to": "2026-01-01T00:00:00Z"},
        {"cursor": "?"},
        {"cursor": "WyIyMDI2Il0"},
        {"cursor": "WzEsMl0"},
        {"track_id": "7"},
        {"limit": 0},
    ],
)
def test_what_cannot_be_asked(sqlite_app: App, query) -> None:
    answer = sqlite_app.client(sqlite_app.person()).get("/me/history", params=query)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


def test_the_listening_mood_is_the_last_one_made(app: App) -> None:
    mara = app.person()
    client = app.client(mara)
    assert client.get("/me/listening-mood").json() is None
    for valence in (0.5, -0.5):
        with app.open_uow() as uow:
            service.store_profile(
                uow, mara.require_user(), span=(NOON - timedelta(days=1), NOON), stamp="mood:1",
                six=from_valence_arousal(valence, 0), tracks_known=3, tracks_total=4,
            )  # fmt: skip
        app.clock.forward(minutes=1)
    mood = client.get("/me/listening-mood").json()
    assert (mood["mood"]["valence"], mood["tracks_known"], mood["tracks_total"]) == (-0.5, 3, 4)


def test_the_history_as_a_file(app: App, monkeypatch) -> None:
    monkeypatch.setattr("assistant.listens.export._AT_ONCE", 2)
    mara = app.person()
    fill(app, mara, 5)
    client = app.client(mara)
    answer = client.get("/me/history.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = [line.split(",")[:3] for line in answer.text.splitlines()]
    assert rows[0] == ["listened_at", "title", "artist"]
    assert rows[1] == ["2026-11-20T12:00:00+00:00", "Song 0", "Vela"]
    assert len(rows) == 6
    span = {"from": (NOON - timedelta(hours=3)).isoformat(), "to": NOON.isoformat()}
    assert len(client.get("/me/history.csv", params=span).text.splitlines()) == 4
    assert app.client().get("/me/history.csv").status_code == 401

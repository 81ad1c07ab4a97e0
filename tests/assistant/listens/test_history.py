"""Looking through a history and putting plays right, over REST and on both databases."""

import json
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from assistant.catalogue.schemas import TrackNames
from assistant.core.actor import Actor
from assistant.listens import service
from assistant.listens.schemas import PlayReport
from assistant.models.imports import ImportRun
from tests.support.app import NOON, App


def fill(app: App, actor: Actor) -> str:
    """Five plays of two sources, one of them told by both, and one too short; an import's id."""
    brought = uuid4()
    user_id = actor.require_user()
    vela = {n: TrackNames(f"Tide {n}", ["Vela"]) for n in range(3)}
    other = TrackNames("Café del Río", ["Orla"])
    plays = [
        PlayReport("spotify_file", "a", vela[0], NOON - timedelta(hours=1), import_id=brought),
        PlayReport("spotify_file", "b", vela[1], NOON - timedelta(hours=2), import_id=brought),
        PlayReport("lastfm", "a", vela[1], NOON - timedelta(hours=2, seconds=20)),
        PlayReport("lastfm", "c", vela[2], NOON - timedelta(hours=3)),
        PlayReport("lastfm", "d", other, NOON - timedelta(hours=4)),
        PlayReport("lastfm", "e", other, NOON - timedelta(hours=5), ms_played=5_000),
    ]
    with app.open_uow() as uow:
        uow.db.add(ImportRun(id=brought, user_id=user_id, file_name="a", file_sha256="0" * 64))
        uow.db.flush()
        service.record(uow, user_id, plays)
    return str(brought)


def titles(app: App, actor: Actor, **query: Any) -> list[str]:
    found, cursor = [], None
    while True:
        asked = {**query, "limit": 2} | ({"cursor": cursor} if cursor else {})
        page = app.client(actor).get("/me/history", params=asked).json()
        found += [item["track"]["title"] for item in page["items"]]
        cursor = page["cursor"]
        if cursor is None:
            return found


ALL = ["Tide 0", "Tide 1", "Tide 2", "Café del Río"]


def test_every_filter_alone_and_together(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    mara = app.person()
    brought = fill(app, mara)
    items = app.client(mara).get("/me/history").json()["items"]
    assert [item["sources"] for item in items] == [
        ["spotify_file"], ["lastfm", "spotify_file"], ["lastfm"], ["lastfm"],
    ]  # fmt: skip
    vela = items[0]["track"]["artists"][0]["id"]
    for few in (20_000, 0):  # looked up at once, and along the way
        monkeypatch.setattr("assistant.listens.history_repository._FEW", few)
        monkeypatch.setattr("assistant.listens.history_repository._FEW_SONGS", few)
        assert titles(app, mara) == ALL
        assert titles(app, mara, source="lastfm") == ALL[1:]
        assert titles(app, mara, import_id=brought) == ALL[:2]
        assert titles(app, mara, import_id=brought, source="lastfm") == []
        assert titles(app, mara, artist_id=vela) == ALL[:3]
        assert titles(app, mara, q="CAFE") == ALL[3:]
        assert titles(app, mara, q="vela", source="lastfm") == ALL[1:3]
        assert titles(app, mara, q="100%") == []
        assert titles(app, mara, track_id=items[2]["track"]["id"], q="tide") == ALL[2:3]
        span = {"from": (NOON - timedelta(hours=3)).isoformat(), "to": NOON.isoformat()}
        assert titles(app, mara, artist_id=vela, **span) == ALL[:3]
    assert titles(app, app.person("nils"), import_id=brought) == []


def test_what_does_not_count_and_who_told_what(app: App) -> None:
    mara = app.person()
    brought = fill(app, mara)
    client = app.client(mara)
    (short,) = client.get("/me/history/uncounted").json()["items"]
    assert (short["title"], short["source"], short["reason"]) == ("Café del Río", "lastfm", "short")
    for query, count in (({"q": "orla"}, 1), ({"q": "vela"}, 0), ({"source": "spotify_file"}, 0)):
        assert len(client.get("/me/history/uncounted", params=query).json()["items"]) == count
    told = client.get("/me/history/sources").json()
    assert [(t["source"], t["import_id"], t["reports"], t["listens"]) for t in told] == [
        ("lastfm", None, 4, 3), ("spotify_file", brought, 2, 2),
    ]  # fmt: skip
    assert told[0]["last_at"].startswith("2026-11-20T09:59:40")
    assert app.client(app.person("nils")).get("/me/history/sources").json() == []


def test_a_play_is_taken_out_for_good_and_brought_back(app: App) -> None:
    mara = app.person()
    fill(app, mara)
    client = app.client(mara)
    both = client.get("/me/history").json()["items"][1]
    done = client.delete(f"/me/history/{both['id']}").json()
    assert (done["verb"], done["listen_id"], done["was"]["title"]) == ("delete", None, "Tide 1")
    with app.open_uow() as uow:  # what told of it tells of it again
        again = PlayReport("lastfm", "a", TrackNames("Tide 1", ["Vela"]), NOON - timedelta(hours=2))
        assert service.record(uow, mara.require_user(), [again]).repeated == 1
    assert titles(app, mara) == [ALL[0], *ALL[2:]]
    gone = client.get("/me/history/uncounted").json()["items"]
    assert [(one["source"], one["reason"]) for one in gone] == [
        ("spotify_file", "taken_out"), ("lastfm", "taken_out"), ("lastfm", "short"),
    ]  # fmt: skip
    back = client.post(f"/me/history/corrections/{done['id']}/undo").json()
    assert {**back, "id": 0} == {**both, "id": 0}
    assert titles(app, mara) == ALL
    twice = client.post(f"/me/history/corrections/{done['id']}/undo")
    assert (twice.status_code, twice.json()["code"]) == (409, "already_undone")


def test_another_source_brings_back_nothing_that_was_put_right(app: App) -> None:
    mara = app.person()
    fill(app, mara)
    client = app.client(mara)
    first, second, *_ = client.get("/me/history").json()["items"]
    client.delete(f"/me/history/{second['id']}")
    song = client.put(f"/me/history/{first['id']}/song", json={"title": "Ebb", "artist": "Orla"})
    names = {n: TrackNames(f"Tide {n}", ["Vela"]) for n in (0, 1)}
    late = [
        PlayReport("listenbrainz", "x", names[1], NOON - timedelta(hours=2, seconds=-9)),
        PlayReport("listenbrainz", "y", names[0], NOON - timedelta(hours=1, seconds=9)),
        PlayReport("listenbrainz", "z", names[1], NOON - timedelta(hours=9)),
    ]
    with app.open_uow() as uow:
        told = service.record(uow, mara.require_user(), late)
    assert told.counts == {"added": 1, "merged": 1, "skipped": 1, "repeated": 0}
    assert told.reasons == {"taken_out": 1}
    assert titles(app, mara) == ["Ebb", *ALL[2:], "Tide 1"]
    told_by = client.get("/me/history").json()["items"][0]["sources"]
    assert told_by == ["listenbrainz", "spotify_file"]
    assert client.post(f"/me/history/corrections/{song.json()['id']}/undo").status_code == 200
    assert titles(app, mara) == [ALL[0], *ALL[2:], "Tide 1"]


def test_what_an_undone_import_told_does_not_come_back(app: App) -> None:
    mara = app.person()
    brought = fill(app, mara)
    client = app.client(mara)
    first = client.get("/me/history").json()["items"][0]
    done = client.delete(f"/me/history/{first['id']}").json()
    assert client.post(f"/me/imports/{brought}/undo").status_code == 409  # it never ended
    with app.open_uow() as uow:
        while service.forget_some(uow, mara.require_user(), UUID(brought), 1) != (0, 0):
            pass
    answer = client.post(f"/me/history/corrections/{done['id']}/undo")
    assert (answer.status_code, answer.json()["code"]) == (409, "reports_gone")


def test_a_play_gets_another_song_and_its_own_again(app: App) -> None:
    mara = app.person()
    fill(app, mara)
    client = app.client(mara)
    first, _, third, _ = client.get("/me/history").json()["items"]
    path = f"/me/history/{first['id']}/song"
    one = client.put(path, json={"track_id": third["track"]["id"]}).json()
    app.clock.forward(minutes=1)
    two = client.put(path, json={"title": "Ebb", "artist": "Orla"}).json()
    assert (one["was"]["title"], two["was"]["title"]) == ("Tide 0", "Tide 2")
    assert titles(app, mara) == ["Ebb", *ALL[1:]]
    shelf = client.get("/me/library").json()["items"]
    assert "Ebb" in [item["track"]["title"] for item in shelf]
    assert client.put(path, json={"title": "Ebb", "artist": "Orla"}).json()["code"] == "same_song"
    undo = "/me/history/corrections/{}/undo"
    assert client.post(undo.format(one["id"])).json()["code"] == "changed_since"
    client.post(undo.format(two["id"]))
    client.post(undo.format(one["id"]))
    assert titles(app, mara) == ALL
    listed = client.get("/me/history/corrections").json()
    assert ([c["id"] for c in listed["items"]], listed["total"]) == ([two["id"], one["id"]], 2)
    assert all(c["undone_at"] for c in listed["items"])


def test_the_same_song_at_the_same_moment_is_refused(sqlite_app: App) -> None:
    mara = sqlite_app.person()
    with sqlite_app.open_uow() as uow:
        reports = [PlayReport("lastfm", n, TrackNames(n, ["Vela"]), NOON) for n in ("Ebb", "Flow")]
        service.record(uow, mara.require_user(), reports)
    client = sqlite_app.client(mara)
    one, other = client.get("/me/history").json()["items"]
    answer = client.put(f"/me/history/{one['id']}/song", json={"track_id": other["track"]["id"]})
    assert (answer.status_code, answer.json()["code"]) == (409, "heard_then")
    assert client.get("/me/history/corrections").json()["items"] == []


def test_nobody_puts_somebody_elses_plays_right(sqlite_app: App) -> None:
    mara, nils = sqlite_app.person(), sqlite_app.client(sqlite_app.person("nils"))
    fill(sqlite_app, mara)
    first = sqlite_app.client(mara).get("/me/history").json()["items"][0]["id"]
    done = sqlite_app.client(mara).delete(f"/me/history/{first}").json()["id"]
    second = sqlite_app.client(mara).get("/me/history").json()["items"][0]["id"]
    assert nils.delete(f"/me/history/{second}").json()["code"] == "listen_not_found"
    assert nils.post(f"/me/history/corrections/{done}/undo").status_code == 404
    assert titles(sqlite_app, mara) == ALL[1:]


@pytest.mark.parametrize("body", [{}, {"title": "Ebb"}, {"title": " ", "artist": "Orla"}])
def test_a_song_needs_a_name(sqlite_app: App, body: dict[str, str]) -> None:
    mara = sqlite_app.person()
    fill(sqlite_app, mara)
    first = sqlite_app.client(mara).get("/me/history").json()["items"][0]["id"]
    assert sqlite_app.client(mara).put(f"/me/history/{first}/song", json=body).status_code == 422


def test_the_files_hold_what_is_asked_for(sqlite_app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.listens.export._AT_ONCE", 2)
    mara = sqlite_app.person()
    fill(sqlite_app, mara)
    client = sqlite_app.client(mara)
    rows = client.get("/me/history.json").json()
    assert [(row["title"], row["sources"]) for row in rows] == [
        ("Tide 0", ["spotify_file"]), ("Tide 1", ["lastfm", "spotify_file"]),
        ("Tide 2", ["lastfm"]), ("Café del Río", ["lastfm"]),
    ]  # fmt: skip
    assert [row["title"] for row in client.get("/me/history.json?q=orla").json()] == ALL[3:]
    assert json.loads(client.get("/me/history.json?q=nobody").text) == []
    lines = client.get("/me/history.csv?source=spotify_file").text.splitlines()
    assert [line.split(",")[1] for line in lines] == ["title", "Tide 0", "Tide 1"]
    crossed = {"from": NOON.isoformat(), "to": (NOON - timedelta(days=1)).isoformat()}
    for ending in ("csv", "json"):
        assert client.get(f"/me/history.{ending}", params=crossed).status_code == 422

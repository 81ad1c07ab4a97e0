"""Whose text counts, who sees it, and what is refused."""

from datetime import timedelta
from uuid import UUID

import pytest

from assistant.catalogue import service as catalogue
from assistant.catalogue.schemas import TrackNames
from assistant.core.actor import Actor
from assistant.lyrics import service
from assistant.lyrics.schemas import FoundLyrics
from tests.support.app import App

SHARED = "the shared words of this song"
LRC = "[ar:The Piers]\n[00:01.00]happy one\n[00:02.50]happy two"


def make_track(app: App, title: str = "Low Tide", owner: Actor | None = None) -> UUID:
    key = str(owner.user_id) if owner else ""
    with app.open_uow() as uow:
        return catalogue.get_or_create_track(uow, TrackNames(title, ["The Piers"], owner_key=key))


def found(app: App, track_id: UUID, lyrics: str = SHARED, provider: str = "lrclib") -> None:
    with app.open_uow() as uow:
        service.save_found(uow, track_id, provider, FoundLyrics(lyrics))


def test_own_lyrics_come_before_shared_ones_and_nobody_else_sees_them(app: App) -> None:
    mara, nils = app.person("mara"), app.person("nils")
    track_id = make_track(app)
    found(app, track_id)
    path = f"/tracks/{track_id}/lyrics"
    own = app.client(mara).put(path, json={"lyrics": LRC}).json()
    assert (own["own"], own["text"]) == (True, "happy one\nhappy two")
    assert own["lines"] == [
        {"time_ms": 1000, "text": "happy one"},
        {"time_ms": 2500, "text": "happy two"},
    ]
    assert app.client(mara).get(path).json()["text"] == "happy one\nhappy two"
    assert app.client(nils).get(path).json()["text"] == SHARED
    assert app.client(nils).delete(path).json()["code"] == "own_lyrics_not_found"
    assert app.client(mara).delete(path).status_code == 204
    assert app.client(mara).get(path).json()["text"] == SHARED


def test_lyrics_of_another_listeners_track_are_not_there(app: App) -> None:
    mara, nils = app.person("mara"), app.person("nils")
    track_id = make_track(app, owner=mara)
    path = f"/tracks/{track_id}/lyrics"
    assert app.client(mara).get(path).json()["state"] == "unknown"
    for answer in (app.client(nils).get(path), app.client(nils).put(path, json={"lyrics": "la"})):
        assert (answer.status_code, answer.json()["code"]) == (404, "track_not_found")


@pytest.mark.parametrize(
    "lyrics, code",
    [
        ("", "lyrics_empty"),
        (" \n\t\x00\x07 ", "lyrics_empty"),
        ("la " * 80_000, "lyrics_too_long"),
        ("\u4e00" * 80_000, "lyrics_too_long"),
        (("[00:01.00]" * 300) + "la", "lyrics_too_long"),
        (None, "not_valid"),
        (7, "not_valid"),
    ],
)
def test_what_is_no_lyrics_is_refused(sqlite_app: App, lyrics, code) -> None:
    client = sqlite_app.client(sqlite_app.person())
    answer = client.put(f"/tracks/{make_track(sqlite_app)}/lyrics", json={"lyrics": lyrics})
    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_control_characters_and_odd_line_breaks_go(app: App) -> None:
    client = app.client(app.person())
    path = f"/tracks/{make_track(app)}/lyrics"
    client.put(path, json={"lyrics": "\ufeffone\x00\r\ntwo\u2028three\x85four\x07 five"})
    assert client.get(path).json()["text"] == "one\ntwo\nthree\nfour five"


def test_an_instrumental_has_no_words(app: App) -> None:
    client = app.client(app.person())
    path = f"/tracks/{make_track(app)}/lyrics"
    answer = client.put(path, json={"lyrics": "[au: instrumental]\n[00:00.00]"}).json()
    assert (answer["state"], answer["text"]) == ("instrumental", None)


def test_a_miss_is_asked_again_after_a_while_and_a_hit_never(app: App) -> None:
    hit, miss, new = (make_track(app, title) for title in ("Hit", "Miss", "New"))
    found(app, hit)
    with app.open_uow() as uow:
        service.save_missing(uow, miss, "lrclib")
        ids, now = [hit, miss, new], uow.now
        assert service.needs_fetch(uow, ids, now) == {new}
        assert service.needs_fetch(uow, ids, now + timedelta(days=15)) == {miss, new}
        assert service.states_for(uow, None, ids) == {hit: "found", miss: "missing"}
        assert set(service.texts_for(uow, None, ids)) == {hit}


def test_the_same_answer_again_changes_nothing(app: App) -> None:
    track_id = make_track(app)
    with app.open_uow() as uow:
        said = [
            service.save_found(uow, track_id, "lrclib", FoundLyrics(text))
            for text in (SHARED, SHARED, "other words", "")
        ]
    assert said == [True, False, True, True]

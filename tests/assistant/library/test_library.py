"""A listener's songs: listed with the mood that counts for them, searched, counted, rated."""

from uuid import UUID, uuid4

import pytest

from assistant.catalogue import service as catalogue
from assistant.catalogue.schemas import TrackNames
from assistant.core.actor import Actor
from assistant.library import service
from assistant.library.schemas import Frame, LibraryFilters
from assistant.lyrics import service as lyrics
from assistant.lyrics.schemas import FoundLyrics
from assistant.song_moods import service as song_moods
from tests.support.app import App

WORDS = {m: " ".join([m] * 5) for m in ("happy", "sad", "angry", "relaxed")}


def song(app: App, title: str, text: str | None, artist: str = "The Piers", **names) -> UUID:
    with app.open_uow() as uow:
        track_id = catalogue.get_or_create_track(uow, TrackNames(title, [artist], **names))
        if text is not None:
            lyrics.save_found(uow, track_id, "lrclib", FoundLyrics(text), in_batch=True)
    return track_id


@pytest.fixture
def shelf(app: App) -> tuple[App, Actor, dict[str, UUID]]:
    """A listener with a song of each mood, one too short, one waiting, one without lyrics."""
    mara = app.person("mara")
    ids = {
        m: song(app, f"{m} song", text, release_year=1990 + n)
        for n, (m, text) in enumerate(WORDS.items())
    }
    ids["short"] = song(app, "short song", "la la", artist="Aa")
    c = app.container
    song_moods.score_tracks(c.open_uow, c.engine, c.stamps, None, list(ids.values()))
    ids["late"] = song(app, "late song", WORDS["happy"] + " more")
    ids["bare"] = song(app, "bare song", None, artist="Zz")
    ids["strange"] = song(app, "not mine", WORDS["happy"])
    with app.open_uow() as uow:
        mine = [i for name, i in ids.items() if name != "strange"]
        assert service.add(uow, mara.require_user(), mine, "import") == 7
        assert service.add(uow, mara.require_user(), mine, "import") == 0
    return app, mara, ids


def names(page) -> list[str]:
    return [s["track"]["title"].split()[0] for s in page.json()["items"]]


def test_songs_come_with_their_moods(shelf) -> None:
    app, mara, _ = shelf
    page = app.client(mara).get("/me/library")
    assert names(page) == ["angry", "bare", "happy", "late", "relaxed", "sad", "short"]
    moods = {n: s["mood"] for n, s in zip(names(page), page.json()["items"], strict=True)}
    assert {n: m["quadrant"] for n, m in moods.items() if m["known"]} == {m: m for m in WORDS}
    assert {n: m["reason"] for n, m in moods.items() if not m["known"]} == {
        "bare": "no_lyrics",
        "late": "waiting",
        "short": "too_short",
    }
    assert moods["happy"]["happy"] > 0.8
    summary = app.client(mara).get("/me/library/summary").json()
    assert summary == {
        "total": 7,
        "known": 4,
        "waiting": 1,
        "by_mood": dict.fromkeys(WORDS, 1),
        "unknown": {"no_lyrics": 1, "waiting": 1, "too_short": 1},
    }


@pytest.mark.parametrize(
    "params, wanted",
    [
        ({"mood": "happy"}, ["happy"]),
        ({"mood": "unknown"}, ["bare", "late", "short"]),
        ({"q": "SAD"}, ["sad"]),
        ({"q": "zz"}, ["bare"]),
        ({"q": "happy more"}, ["late"]),
        ({"q": "%"}, []),
        ({"q": "_"}, []),
        ({"q": "piers", "mood": "angry"}, ["angry"]),
        ({"sort": "year"}, ["happy", "sad", "angry", "relaxed", "bare", "late", "short"]),
        ({"sort": "year", "descending": True},
         ["relaxed", "angry", "sad", "happy", "bare", "late", "short"]),
        ({"sort": "artist", "limit": 1}, ["short"]),
        ({"sort": "plays", "limit": 1}, ["angry"]),
        ({"sort": "valence", "descending": True, "mood": "relaxed"}, ["relaxed"]),
    ],
)  # fmt: skip
def test_songs_are_filtered_searched_and_sorted(shelf, params, wanted) -> None:
    app, mara, _ = shelf
    assert names(app.client(mara).get("/me/library", params=params)) == wanted


def test_a_frame_of_the_map_and_pages(shelf) -> None:
    app, mara, _ = shelf
    stamp = app.container.stamps.mood
    frame = Frame(low_valence=0.1, low_arousal=0.1)
    with app.open_uow(read=True) as uow:
        page = service.list_songs(uow, mara, LibraryFilters(frame=frame), stamp)
        points = service.mood_map(uow, mara, stamp)
    assert [s.track.title for s in page.items] == ["happy song"]
    assert {p.title: p.quadrant for p in points} == {f"{m} song": m for m in WORDS}
    assert {p.artist for p in points} == {"The Piers"}
    client = app.client(mara)
    first = client.get("/me/library", params={"limit": 4})
    rest = client.get("/me/library", params={"limit": 4, "cursor": first.json()["cursor"]})
    assert names(first) + names(rest) == [
        "angry",
        "bare",
        "happy",
        "late",
        "relaxed",
        "sad",
        "short",
    ]
    assert (first.json()["total"], rest.json()["cursor"]) == (7, None)


def test_own_word_and_own_text_count_for_their_listener_alone(shelf) -> None:
    app, mara, ids = shelf
    nils = app.person("nils")
    with app.open_uow() as uow:
        service.add(uow, nils.require_user(), [ids["sad"], ids["angry"]], "import")
    client = app.client(mara)
    client.put(f"/tracks/{ids['sad']}/mood/correction", json={"mood": "relaxed"})
    client.put(f"/tracks/{ids['angry']}/lyrics", json={"lyrics": WORDS["happy"]})
    app.run_jobs()
    assert names(client.get("/me/library", params={"mood": "relaxed"})) == ["relaxed", "sad"]
    assert names(client.get("/me/library", params={"mood": "happy"})) == ["angry", "happy"]
    assert names(app.client(nils).get("/me/library", params={"mood": "sad"})) == ["sad"]
    assert names(app.client(nils).get("/me/library", params={"mood": "angry"})) == ["angry"]


def test_favourites_are_rated_songs(shelf) -> None:
    app, mara, ids = shelf
    client = app.client(mara)
    for name in ("strange", "sad"):
        assert client.put(f"/me/favorites/{ids[name]}").status_code == 204
        app.clock.forward(minutes=1)
    client.put(f"/me/favorites/{ids['sad']}")
    client.put(f"/me/library/{ids['happy']}", json={"rating": -1})
    assert names(client.get("/me/favorites")) == ["not", "sad"]
    with app.open_uow(read=True) as uow:
        assert service.liked_ids(uow, mara.require_user()) == [ids["sad"], ids["strange"]]
        assert service.ratings(uow, mara.require_user(), list(ids.values())) == {
            ids["sad"]: 1,
            ids["strange"]: 1,
            ids["happy"]: -1,
        }
    assert client.delete(f"/me/favorites/{ids['sad']}").status_code == 204
    assert client.delete(f"/me/favorites/{ids['happy']}").status_code == 204
    assert names(client.get("/me/favorites")) == ["not"]
    assert client.get("/me/library").json()["total"] == 8
    assert client.delete(f"/me/library/{ids['strange']}").status_code == 204
    assert client.delete(f"/me/library/{ids['strange']}").json()["code"] == "not_in_library"


def test_what_is_not_there_cannot_be_rated(app: App) -> None:
    mara, nils = app.person("mara"), app.person("nils")
    own = song(app, "Letter", None, owner_key=str(mara.user_id))
    client = app.client(nils)
    for track_id in (own, uuid4()):
        assert client.put(f"/me/favorites/{track_id}").json()["code"] == "track_not_found"
    assert client.put(f"/me/library/{own}", json={"rating": 2}).status_code == 422
    assert client.put("/me/favorites/no-id").status_code == 422


def test_sample_songs_are_offered_until_hidden(app: App) -> None:
    mara = app.person()
    song(app, "sample song", WORDS["sad"], origin="sample")
    kept = song(app, "kept song", WORDS["sad"], origin="sample")
    client = app.client(mara)
    assert names(client.get("/me/library")) == ["kept", "sample"]
    with app.open_uow() as uow:
        service.add(uow, mara.require_user(), [kept], "manual")
        service.hide_sample(uow, mara, hidden=True)
        assert len(service.hidden_ids(uow, mara.require_user())) == 1
    assert names(client.get("/me/library")) == ["kept"]
    with app.open_uow() as uow:
        service.hide_sample(uow, mara, hidden=False)
        assert service.hidden_ids(uow, mara.require_user()) == []
    assert client.get("/me/library").json()["total"] == 2

"""One recording is one track, however it is named and whoever asks."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest

from assistant.catalogue import service
from assistant.catalogue.rules import name_key, text_identifier
from assistant.catalogue.schemas import TrackNames
from assistant.core.actor import SYSTEM, Actor
from assistant.core.errors import NotFound, RuleViolated
from tests.support.app import App


@pytest.mark.parametrize(
    "left, right",
    [
        ("Low Tide", "  LOW   tide "),
        ("Low Tide (2011 Remaster)", "Low Tide"),
        ("Low Tide - Remastered 2011", "Low Tide"),
        ("Don\u2019t Go", "Don't go"),
        ("Low Tide (feat. Mara)", "Low Tide"),
        ("\uff2cow Tide", "Low Tide"),
        ("Low\x00 Tide", "Low Tide"),
    ],
)
def test_spellings_of_one_name_meet(left, right):
    assert name_key(left) == name_key(right)


@pytest.mark.parametrize(
    "left, right",
    [
        ("Low Tide (Live)", "Low Tide"),
        ("Low Tide - Acoustic", "Low Tide"),
        ("Low Tide (Night Remix)", "Low Tide"),
        ("???", "!!!"),
        ("(remastered)", "(remaster)"),
    ],
)
def test_other_recordings_do_not(left, right):
    assert name_key(left) != name_key(right)


def test_artist_and_title_cannot_run_into_each_other():
    assert text_identifier("a b", "c") != text_identifier("a", "b c")


def test_the_same_names_give_the_same_track_and_what_is_known_grows(app: App) -> None:
    bare = TrackNames("Low Tide", ["The Piers", "Mara"])
    rich = TrackNames(
        "Low Tide (2011 Remaster)",
        ["the piers"],
        album="Harbour",
        release_year=1999,
        genres=["Folk", "Slowcore"],
        explicit=False,
        duration_ms=180_000,
        isrc="DE-A1-99-00001",
    )
    with app.open_uow() as uow:
        first, second = service.get_or_create_tracks(uow, [bare, rich])
    with app.open_uow() as uow:
        third = service.get_or_create_tracks(uow, [rich])[0]
        by_isrc = service.get_or_create_track(uow, TrackNames("?", ["?"], isrc="dea19900001"))
    assert (first.created, second.created, third.created) == (True, False, False)
    assert {first.track_id, second.track_id, third.track_id, by_isrc} == {first.track_id}
    with app.open_uow(read=True) as uow:
        view = service.tracks_by_id(uow, SYSTEM, [first.track_id])[first.track_id]
    assert (view.title, view.artist) == ("Low Tide", "The Piers, Mara")
    with app.open_uow() as uow:
        assert service.get_or_create_tracks(uow, [rich])[0].changed is False


def test_a_later_source_fills_what_was_unknown(app: App) -> None:
    with app.open_uow() as uow:
        track_id = service.get_or_create_track(uow, TrackNames("Low Tide", ["The Piers"]))
    rich = TrackNames(
        "Low Tide",
        ["The Piers"],
        album="Harbour",
        release_year=1999,
        genres=["Folk", "Slowcore"],
        explicit=True,
        duration_ms=180_000,
        language="en",
    )
    with app.open_uow() as uow:
        assert service.get_or_create_tracks(uow, [rich])[0].changed is True
    with app.open_uow(read=True) as uow:
        view = service.tracks_by_id(uow, SYSTEM, [track_id])[track_id]
    assert view.model_dump(exclude={"id", "artists"}) == {
        "title": "Low Tide",
        "artist": "The Piers",
        "album": "Harbour",
        "year": 1999,
        "duration_ms": 180_000,
        "explicit": True,
        "genres": ["Folk", "Slowcore"],
        "language": "en",
        "origin": "import",
        "is_sample": False,
    }


def test_equal_names_of_quite_another_length_are_another_recording(app: App) -> None:
    def made(*lengths: int | None) -> list[UUID]:
        names = [TrackNames("Low Tide", ["The Piers"], duration_ms=one) for one in lengths]
        with app.open_uow() as uow:
            return [m.track_id for m in service.get_or_create_tracks(uow, names)]

    single, remaster, whole = made(200_000, 204_000, 420_000)
    assert single == remaster != whole
    assert made(421_000, None, 199_000) == [whole, single, single]
    with app.open_uow() as uow:
        isrc = TrackNames("Low Tide", ["Piers"], duration_ms=420_000, isrc="DEA199900001")
        assert service.get_or_create_track(uow, isrc) == whole


def test_many_at_once_make_one_track(app: App) -> None:
    names = [TrackNames(f"Song {n}", ["The Piers"], album="Harbour") for n in range(8)]

    def make(order: int) -> set[str]:
        with app.open_uow() as uow:
            asked = names if order % 2 else names[::-1]
            return {str(m.track_id) for m in service.get_or_create_tracks(uow, asked)}

    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(make, range(4)))
    assert len(set.union(*results)) == 8
    with app.open_uow(read=True) as uow:
        assert service.list_tracks(uow, SYSTEM, limit=3).total == 8


def test_a_listeners_own_track_is_seen_by_nobody_else(app: App) -> None:
    mara, nils = app.person("mara"), app.person("nils")
    with app.open_uow() as uow:
        own = service.get_or_create_track(
            uow, TrackNames("Letter", ["Mara"], owner_key=str(mara.user_id))
        )
        again = service.get_or_create_track(
            uow, TrackNames("Letter", ["Mara"], owner_key=str(mara.user_id))
        )
        shared = service.get_or_create_track(uow, TrackNames("Letter", ["Mara"]))
    assert own == again != shared
    assert app.client(mara).get(f"/tracks/{own}").json()["title"] == "Letter"
    refused = app.client(nils).get(f"/tracks/{own}")
    assert (refused.status_code, refused.json()["code"]) == (404, "track_not_found")
    assert app.client(nils).get("/tracks").json()["total"] == 1


def test_own_names_find_the_shared_track_and_change_nothing_about_it(app: App) -> None:
    mara = app.person("mara")
    with app.open_uow() as uow:
        shared = service.get_or_create_track(uow, TrackNames("Low Tide", ["The Piers"]))
        own = service.get_or_create_tracks(
            uow,
            [
                TrackNames(
                    "Low Tide",
                    ["The Piers"],
                    album="Lies",
                    spotify_id="x1",
                    explicit=True,
                    owner_key=str(mara.user_id),
                )
            ],
        )[0]
    assert (own.track_id, own.created, own.changed) == (shared, False, False)
    with app.open_uow(read=True) as uow:
        assert list(service.identifiers_of(uow, [shared])[shared]) == ["text"]
        assert service.get_track(uow, mara, shared).album is None


def test_an_identifier_stays_with_the_track_that_has_it(app: App) -> None:
    with app.open_uow() as uow:
        one = service.get_or_create_track(uow, TrackNames("One", ["A"], spotify_id="sp1"))
        two = service.get_or_create_track(uow, TrackNames("Two", ["A"]))
        assert service.set_identifier(uow, two, "spotify", "sp1") == one
        assert service.set_identifier(uow, two, "spotify", "sp2") == two
        with pytest.raises(NotFound):
            service.set_identifier(uow, uuid4(), "spotify", "sp3")


def test_names_of_nothing_are_refused(sqlite_app: App) -> None:
    for names in (TrackNames("  ", ["A"]), TrackNames("A", []), TrackNames("A", ["\x00 "])):
        with sqlite_app.open_uow() as uow, pytest.raises(RuleViolated):
            service.get_or_create_track(uow, names)


def test_lists_are_paged_and_searched_without_accents(app: App) -> None:
    mara = app.person("mara")
    with app.open_uow() as uow:
        service.get_or_create_tracks(
            uow, [TrackNames(f"Étude {n}", ["Piers", "Noé"]) for n in range(5)]
        )
    client = app.client(mara)
    first = client.get("/tracks", params={"q": "etude", "limit": 3}).json()
    rest = client.get(
        "/tracks", params={"q": "etude", "cursor": first["cursor"], "limit": 3}
    ).json()
    assert [t["title"] for t in first["items"] + rest["items"]] == [f"Étude {n}" for n in range(5)]
    assert (first["total"], rest["cursor"]) == (5, None)
    assert [(a["name"], a["tracks"]) for a in client.get("/artists").json()["items"]] == [
        ("Noé", 5),
        ("Piers", 5),
    ]
    assert client.get("/tracks", params={"q": "100%"}).json()["total"] == 0


def test_genres_are_listed_with_their_visible_tracks(app: App) -> None:
    mara, nils = app.person("mara"), app.person("nils")
    own = str(mara.user_id)
    with app.open_uow() as uow:
        service.get_or_create_tracks(
            uow,
            [
                TrackNames("One", ["Piers"], genres=["Post-Rock", "Ambient"]),
                TrackNames("Two", ["Piers"], genres=["Ambient"]),
                TrackNames("Three", ["Noé"], genres=["Slowcore"], owner_key=own),
            ],
        )

    def seen(who: Actor, **params: str) -> list[tuple[str, int]]:
        found = app.client(who).get("/genres", params=params).json()["items"]
        return [(genre["name"], genre["tracks"]) for genre in found]

    assert seen(mara) == [("Ambient", 2), ("Post-Rock", 1), ("Slowcore", 1)]
    assert seen(nils) == [("Ambient", 2), ("Post-Rock", 1)]
    assert seen(mara, q="ROCK") == [("Post-Rock", 1)]
    assert seen(mara, q="%") == []


@pytest.mark.parametrize("cursor", ["nonsense", "WyJhIl0", "Wy0xXQ", "WzFlNDAwXQ", "W251bGxd"])
def test_a_made_up_cursor_is_refused(sqlite_app: App, cursor: str) -> None:
    answer = sqlite_app.client(sqlite_app.person()).get("/tracks", params={"cursor": cursor})
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_cursor")


def test_a_stranger_sees_no_tracks(sqlite_app: App) -> None:
    assert sqlite_app.client().get("/tracks").status_code == 401

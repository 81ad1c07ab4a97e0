"""Two entries become one with all that refers to them; undone, every row is as it was."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlmodel import SQLModel

from assistant.catalogue import service as catalogue
from assistant.catalogue.schemas import TrackNames
from assistant.core.actor import SYSTEM, Actor
from assistant.library import service as library
from assistant.listens import service as listens
from assistant.listens.schemas import PlayReport
from assistant.lyrics import service as lyrics
from assistant.lyrics.schemas import FoundLyrics, LyricsIn
from assistant.song_moods import service as song_moods
from assistant.song_moods.schemas import CorrectionIn
from tests.support.app import NOON, App

SEVERAL = "happy happy happy happy happy and a little sad"
# What an edit writes besides: itself, who did it, and what the index still has to learn.
NOTES = {"catalogue_edit", "catalogue_edit_row", "audit_event", "index_change", "job"}


def rows(app: App) -> dict[str, list[str]]:
    """Every row there is, but for what an edit writes down about itself."""
    with app.open_uow(read=True) as uow:
        return {
            table.name: sorted(repr(tuple(row)) for row in uow.db.execute(select(table)))
            for table in SQLModel.metadata.sorted_tables
            if table.name not in NOTES
        }


def made(app: App, title: str, artist: str = "The Piers", **names: Any) -> UUID:
    with app.open_uow() as uow:
        return catalogue.get_or_create_track(uow, TrackNames(title, [artist], **names))


def heard(app: App, who: Actor, track_id: UUID, source: str, *minutes: float) -> None:
    names = TrackNames("x", ["x"])
    reports = [
        PlayReport(
            source,
            f"{track_id.hex[-6:]} {m}",
            names,
            NOON - timedelta(minutes=m),
            track_id=track_id,
        )
        for m in minutes
    ]
    with app.open_uow() as uow:
        listens.record(uow, who.require_user(), reports)


def starts(app: App, who: Actor) -> list[tuple[str, int]]:
    """What somebody heard: the song's title, and minutes before noon."""
    with app.open_uow(read=True) as uow:
        page = listens.list_listens(uow, who, limit=50)
    return [
        (one.track.title, round((NOON - one.listened_at).total_seconds() / 60))
        for one in page.items
    ]


def merge(app: App, who: Actor, gone: UUID, kept: UUID, kind: str = "track") -> Mapping[str, Any]:
    answer = app.client(who).post(
        "/admin/catalogue/merge", json={"kind": kind, "id": str(gone), "into_id": str(kept)}
    )
    assert answer.status_code == 200, answer.text
    found: Mapping[str, Any] = answer.json()
    return found


def undo(app: App, who: Actor, edit: Mapping[str, Any]) -> Any:
    return app.client(who).post(f"/admin/catalogue/edits/{edit['id']}/undo")


def test_all_that_refers_to_a_merged_track_follows_and_undo_restores_every_row(app: App) -> None:
    mara, nils, mo = app.person("mara"), app.person("nils"), app.person("mo", "moderator")
    root = app.person("root", "admin")
    gone = made(app, "Low Tied", duration_ms=200_000, isrc="DEA199900001", genres=["Folk"])
    kept = made(app, "Low Tide", spotify_id="s" * 22)
    heard(app, mara, gone, "listenbrainz", 10, 50)
    heard(app, mara, kept, "lastfm", 10.2, 90)
    heard(app, nils, gone, "lastfm", 10)
    with app.open_uow() as uow:
        library.add(uow, mara.require_user(), [gone, kept], "play")
        library.rate(uow, mara, gone, 1)
        library.rate(uow, nils, gone, -1)
        lyrics.save_found(uow, gone, "lrclib", FoundLyrics(SEVERAL, None, "1"))
        lyrics.save_missing(uow, kept, "lrclib")
        lyrics.save_own(uow, nils, gone, LyricsIn(lyrics="sad sad sad sad sad"))
    app.run_jobs()
    with app.open_uow() as uow:
        song_moods.correct(uow, nils, gone, CorrectionIn.model_validate({"mood": "sad"}))
    queued = app.client(mara).post("/me/queue", json={"track_ids": [str(gone), str(kept)]})
    assert queued.status_code == 201, queued.text
    app.run_jobs()
    before = rows(app)

    edit = merge(app, mo, gone, kept)
    assert (edit["verb"], edit["from_name"], edit["into_name"]) == (
        "merge", "The Piers – Low Tied", "The Piers – Low Tide",
    )  # fmt: skip
    assert starts(app, mara) == [("Low Tide", 10), ("Low Tide", 50), ("Low Tide", 90)]
    assert starts(app, nils) == [("Low Tide", 10)]
    with app.open_uow(read=True) as uow:
        assert library.ratings(uow, mara.require_user(), [gone, kept]) == {kept: 1}
        assert library.ratings(uow, nils.require_user(), [gone, kept]) == {kept: -1}
        assert catalogue.find_track(uow, mara, "isrc", "DEA199900001") == kept
        view = catalogue.get_track(uow, mara, gone)
        assert (view.id, view.duration_ms, view.genres) == (kept, 200_000, ["Folk"])
        text = lyrics.text_for(uow, mara.user_id, kept)
        own = lyrics.text_for(uow, nils.user_id, kept)
        assert text is not None
        assert text.text == SEVERAL
        assert own is not None
        assert own.text.startswith("sad")
    queue = app.client(mara).get("/me/queue").json()
    assert [item["track"]["id"] for item in queue["items"]] == [str(kept), str(kept)]
    assert made(app, "Low Tied") == kept
    held = {name: found for name, found in rows(app).items() if str(gone) in str(found)}
    assert not {n for n in held if n != "track"}

    assert undo(app, mo, edit).status_code == 200
    assert rows(app) == before
    assert undo(app, mo, edit).json()["code"] == "already_undone"
    log = app.client(root).get("/admin/audit", params={"limit": 3}).json()["items"]
    assert [one["verb"] for one in log[:2]] == ["catalogue.undone", "catalogue.merged"]


def test_the_index_forgets_the_one_and_knows_the_other(app: App) -> None:
    mo = app.person("mo", "moderator")
    gone, kept = made(app, "Low Tied"), made(app, "Low Tide")
    with app.open_uow() as uow:
        for track_id in (gone, kept):
            lyrics.save_found(uow, track_id, "lrclib", FoundLyrics(SEVERAL, None, "1"))
    with app.open_uow() as uow:
        song_moods.start_waiting(uow, None, "test")
    app.run_jobs()
    app.apply_index()
    assert app.container.engine.health().points == 2
    edit = merge(app, mo, gone, kept)
    app.apply_index()
    assert app.container.engine.health().points == 1
    undo(app, mo, edit)
    app.apply_index()
    assert app.container.engine.health().points == 2


def test_a_merge_of_merges_is_undone_last_first(app: App) -> None:
    mo = app.person("mo", "moderator")
    one, two, three = made(app, "One"), made(app, "Two"), made(app, "Three")
    before = rows(app)
    first, second = merge(app, mo, one, two), merge(app, mo, two, three)
    with app.open_uow(read=True) as uow:
        assert catalogue.get_track(uow, SYSTEM, one).id == three
    refused = undo(app, mo, first)
    assert (refused.status_code, refused.json()["code"]) == (409, "later_edit")
    assert [undo(app, mo, edit).status_code for edit in (second, first)] == [200, 200]
    assert rows(app) == before


def test_artists_and_albums_are_merged_with_what_is_theirs(app: App) -> None:
    mo = app.person("mo", "moderator")
    one = made(app, "One", "Piers Band", album="Harbour", release_year=1999)
    two = made(app, "Two", "The Piers", album="Harbour")
    three = made(app, "Three", "The Piers", album="Harbor")
    artists = {a["name"]: a["id"] for a in app.client(mo).get("/artists").json()["items"]}
    before = rows(app)
    edits = [merge(app, mo, artists["Piers Band"], artists["The Piers"], "artist")]
    listed = app.client(mo).get("/artists").json()["items"]
    assert [(a["name"], a["tracks"]) for a in listed] == [("The Piers", 3)]
    found = app.client(mo).get("/admin/catalogue/entries", params={"kind": "album", "q": "harb"})
    albums = {a["name"]: a for a in found.json()}
    assert {name: a["tracks"] for name, a in albums.items()} == {"Harbour": 2, "Harbor": 1}
    edits.append(merge(app, mo, albums["Harbor"]["id"], albums["Harbour"]["id"], "album"))
    with app.open_uow(read=True) as uow:
        views = catalogue.tracks_by_id(uow, SYSTEM, [one, two, three])
    assert {view.album for view in views.values()} == {"Harbour"}
    assert {view.artist for view in views.values()} == {"The Piers", "Piers Band"}
    four = made(app, "Four", "Piers Band", album="Harbor")
    with app.open_uow(read=True) as uow:
        view = catalogue.get_track(uow, SYSTEM, four)
    assert [str(a.id) for a in view.artists] == [artists["The Piers"]]
    assert view.album == "Harbour"
    with app.open_uow() as uow:
        uow.db.delete(uow.db.get_one(_model("Track"), four))
    for edit in reversed(edits):
        assert undo(app, mo, edit).status_code == 200
    assert rows(app) == before


def _model(name: str) -> Any:
    from assistant.models import catalogue as models

    return getattr(models, name)


def test_suspects_are_shown_until_they_are_merged_or_kept_apart(app: App) -> None:
    mo = app.person("mo", "moderator")
    client = app.client(mo)
    own = made(app, "Thunderstorm Lullaby", owner_key=str(mo.user_id))
    one = made(app, "Thunderstorm Lullaby", duration_ms=200_000)
    other = made(app, "Thunderstorm Lullabye", duration_ms=201_000)
    made(app, "Thunderstorm Lullaby (Live)", duration_ms=201_000)
    pairs = client.get("/admin/catalogue/suspects").json()
    assert [{p["one"]["id"], p["other"]["id"]} for p in pairs["items"]] == [{str(one), str(other)}]
    assert own not in (one, other)
    body = {"kind": "track", "id": str(one), "into_id": str(other)}
    apart = client.post("/admin/catalogue/keep-apart", json=body)
    assert client.get("/admin/catalogue/suspects").json()["total"] == 0
    assert undo(app, mo, apart.json()).status_code == 200
    assert client.get("/admin/catalogue/suspects").json()["total"] == 1
    merge(app, mo, other, one)
    assert client.get("/admin/catalogue/suspects").json()["total"] == 0


def test_a_track_is_split_by_what_sources_said_and_put_together_again(app: App) -> None:
    mara, mo = app.person("mara"), app.person("mo", "moderator")
    ids = {"studio": "a" * 22, "live": "b" * 22}
    track_id = made(app, "Low Tide", spotify_id=ids["studio"], album="Harbour")
    with app.open_uow() as uow:
        assert catalogue.set_identifier(uow, track_id, "spotify", ids["live"]) == track_id
    reports = [
        PlayReport("file", f"{n}", TrackNames("Low Tide", ["The Piers"], spotify_id=ids[which]),
                   NOON - timedelta(hours=n))
        for n, which in enumerate(("studio", "live", "live"), 1)
    ]  # fmt: skip
    with app.open_uow() as uow:
        listens.record(uow, mara.require_user(), reports)
    before = rows(app)
    client = app.client(mo)
    shown = client.get(f"/admin/catalogue/tracks/{track_id}/reports").json()
    assert [one["value"] for one in shown["identifiers"]] == [ids["studio"], ids["live"]]
    assert shown["names"] == [{"title": "Low Tide", "artist": "The Piers"}]
    split = {"kind": "track", "id": str(track_id), "name": "Low Tide (Live)"}
    nothing = client.post("/admin/catalogue/split", json=split)
    assert (nothing.status_code, nothing.json()["code"]) == (422, "nothing_to_split")
    chosen = [{"scheme": "spotify", "value": ids["live"]}]
    edit = client.post("/admin/catalogue/split", json={**split, "identifiers": chosen})
    assert edit.status_code == 200, edit.text
    assert starts(app, mara) == [
        ("Low Tide", 60), ("Low Tide (Live)", 120), ("Low Tide (Live)", 180),
    ]  # fmt: skip
    assert made(app, "Low Tide", spotify_id=ids["live"]) == UUID(edit.json()["from_id"])
    assert undo(app, mo, edit.json()).status_code == 200
    assert {title for title, _ in starts(app, mara)} == {"Low Tide"}
    assert made(app, "?", spotify_id=ids["live"]) == track_id
    after = rows(app)
    assert {name for name in after if after[name] != before[name]} == {
        "track", "track_identifier",  # the part that was, and the name it had
    }  # fmt: skip


def test_artists_and_albums_are_split_by_their_tracks(app: App) -> None:
    mo = app.person("mo", "moderator")
    one, two = made(app, "One", "Copse", album="Wood"), made(app, "Two", "Copse", album="Fjord")
    before = rows(app)
    artist = app.client(mo).get("/artists").json()["items"][0]
    body = {"kind": "artist", "id": artist["id"], "name": "from Norway", "track_ids": [str(two)]}
    edit = app.client(mo).post("/admin/catalogue/split", json=body)
    assert edit.status_code == 200, edit.text
    listed = app.client(mo).get("/artists").json()["items"]
    assert [(a["name"], a["tracks"]) for a in listed] == [("Copse", 1), ("Copse", 1)]
    assert undo(app, mo, edit.json()).status_code == 200
    after = rows(app)
    assert {name for name in after if after[name] != before[name]} == {"artist"}
    albums = app.client(mo).get("/admin/catalogue/entries", params={"kind": "album", "q": "wood"})
    body = {"kind": "album", "id": albums.json()[0]["id"], "name": "Wood II"}
    again = app.client(mo).post("/admin/catalogue/split", json={**body, "track_ids": [str(one)]})
    assert again.status_code == 200, again.text
    with app.open_uow(read=True) as uow:
        assert catalogue.get_track(uow, SYSTEM, one).album == "Wood II"


@pytest.mark.parametrize("role, status", [("listener", 403), ("moderator", 404), ("admin", 404)])
def test_a_listeners_own_track_is_nobodys_to_merge(sqlite_app: App, role: Any, status: int) -> None:
    mara, who = sqlite_app.person("mara"), sqlite_app.person("who", role)
    own, shared = made(sqlite_app, "A", owner_key=str(mara.user_id)), made(sqlite_app, "B")
    for pair in ((own, shared), (shared, own)):
        body = {"kind": "track", "id": str(pair[0]), "into_id": str(pair[1])}
        for path in ("merge", "keep-apart"):
            answer = sqlite_app.client(who).post(f"/admin/catalogue/{path}", json=body)
            assert answer.status_code == status

"""The History page: filters, pages, gaps in their place, and plays put right."""

from datetime import timedelta
from typing import Any

import pytest

from assistant.catalogue.schemas import TrackNames
from assistant.core.actor import Actor
from assistant.listens import service as listens
from assistant.listens.schemas import PlayReport
from assistant.models.connections import Connection, KnownGap
from tests.support.app import NOON, App
from tests.support.states import connect, cookie_of, in_background, state_of
from ui.pages.history import reading
from ui.pages.history.righting import RightingState
from ui.pages.history.state import HistoryState
from ui.text.en import history as words

pytestmark = pytest.mark.anyio


def hear(app: App, actor: Actor, count: int, source: str = "lastfm", **more: Any) -> None:
    reports = [
        PlayReport(source, f"{n}", TrackNames(f"Tide {n % 3}", ["Vela"]),
                   NOON - timedelta(hours=n), **more)
        for n in range(count)
    ]  # fmt: skip
    with app.open_uow() as uow:
        listens.record(uow, actor.require_user(), reports)


@pytest.fixture
async def page(app: App, mara: Actor) -> Any:
    hear(app, mara, 5)
    state = state_of(HistoryState, cookie=cookie_of(app, mara))
    await state.load()
    return state


def titles(page: Any) -> list[str]:
    return [play.title for play in page.plays]


async def test_pages_and_filters(page: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert titles(page) == ["Tide 0", "Tide 1", "Tide 2", "Tide 0", "Tide 1"]
    assert (page.plays[0].when, page.plays[0].told) == (
        "today at 13:00", words.SOURCES["lastfm"],
    )  # fmt: skip
    monkeypatch.setattr(reading, "PAGE_SIZE", 3)
    await page.show_everything()
    assert (len(page.plays), page.has_older, page.has_newer) == (3, True, False)
    await page.show_older()
    assert (titles(page), page.has_older, page.has_newer) == (["Tide 0", "Tide 1"], False, True)
    await page.show_newer()
    await page.only_song(page.plays[2].track_id, "Tide 2")
    assert (titles(page), page.only, page.is_filtered) == (["Tide 2"], "Tide 2", True)
    assert "track_id=" in page.csv
    await page.not_only()
    await page.search("tide 1")
    assert titles(page) == ["Tide 1", "Tide 1"]
    await page.choose_source("spotify_file")
    assert titles(page) == []
    await page.show_everything()
    await page.choose_first_day("2026-11-21")
    assert titles(page) == []
    await page.choose_last_day("2026-11-19")
    assert page.days_wrong == words.DAYS_WRONG
    await page.choose_first_day("")
    await page.choose_kind("uncounted")
    assert (titles(page), page.days_wrong) == ([], "")


async def test_a_gap_stands_between_the_plays_it_lies_between(
    app: App, mara: Actor, page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    hours = [NOON - timedelta(hours=n) for n in (2, 1)]
    with app.open_uow() as uow:
        link = Connection(user_id=mara.require_user(), provider="spotify", state="connected")
        uow.db.add(link)
        uow.db.flush()
        uow.db.add(KnownGap(connection_id=link.id, from_at=hours[0], to_at=hours[1]))
    await page.refresh()
    assert [play.is_gap for play in page.plays] == [False, False, True, False, False, False]
    assert page.plays[2].title == words.GAP.format(
        first="today at 11:00", last="today at 12:00", who="Spotify"
    )
    monkeypatch.setattr(reading, "PAGE_SIZE", 2)
    await page.show_everything()
    assert [play.is_gap for play in page.plays] == [False, False]
    await page.show_older()
    assert [play.is_gap for play in page.plays] == [True, False, False]
    await page.show_older()
    assert [play.is_gap for play in page.plays] == [False]
    monkeypatch.setattr(reading, "PAGE_SIZE", 50)
    await page.search("tide")
    assert [play.is_gap for play in page.plays] == [False] * 5
    other = state_of(HistoryState, cookie=cookie_of(app, app.person("jo")))
    await other.load()
    assert other.plays == []


async def test_an_address_names_an_import(app: App, mara: Actor) -> None:
    rows = "song,artist,time\nEbb,Orla,2026-11-01T10:00:00Z\n"
    sent = app.client(mara).post("/me/library/import", files={"file": ("a.csv", rows.encode())})
    app.run_jobs()
    hear(app, mara, 2)
    state = state_of(HistoryState, cookie=cookie_of(app, mara))
    import_id = sent.json()["import_id"]
    connect(state, cookie=cookie_of(app, mara), path="/history", **{"import": import_id})
    await state.load()
    assert (titles(state), state.only) == (["Ebb"], "the import a.csv")
    await in_background(state, "count")
    assert [(one.name, one.counts) for one in state.told] == [
        ("a scrobbler (Last.fm)", "2 reports, 2 count"),
        ("a.csv · a table of plays", "1 reports, 1 count"),
    ]
    await state.choose_source("lastfm")
    assert titles(state) == []


async def test_a_play_is_put_right_and_back(app: App, mara: Actor, page: Any) -> None:
    right = state_of(RightingState, cookie=cookie_of(app, mara))
    await right.load_corrections()
    first, second = page.plays[0], page.plays[1]
    assert await right.act(first.id, first.track_id, first.title, "delete") == HistoryState.refresh
    await page.refresh()
    assert titles(page) == ["Tide 1", "Tide 2", "Tide 0", "Tide 1"]
    assert (right.notice.text, right.notice.can_undo) == (words.TAKEN_OUT, True)
    await right.undo_last()
    await page.refresh()
    assert titles(page)[0] == "Tide 0"
    assert (right.righted[0].title, right.righted[0].can_undo) == ("Tide 0, Vela", False)

    only = await right.act(second.id, second.track_id, second.title, "only")
    assert only.handler.fn.__qualname__ == "HistoryState.only_song"
    await right.act(second.id, second.track_id, second.title, "song")
    await right.find_song("tide 2")
    assert [offer.title for offer in right.offers] == ["Tide 2"]
    await right.find_song("nothing such")
    assert right.is_unknown is True
    await right.name_song({"song-title": "Ebb", "song-artist": " "})
    assert right.song_error == words.NAMES_WRONG
    await right.name_song({"song-title": "Ebb", "song-artist": "Orla"})
    await page.refresh()
    assert titles(page)[1] == "Ebb"
    assert right.righted[0].title == "was Tide 1, Vela"
    await right.take_back(right.righted[0].id)
    await page.refresh()
    assert titles(page)[1] == "Tide 1"

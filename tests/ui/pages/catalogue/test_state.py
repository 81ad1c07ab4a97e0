"""The catalogue's page: pairs, choosing by hand, taking apart, undoing; for moderators."""

from typing import Any

import pytest

from assistant.catalogue import service as catalogue
from assistant.catalogue.schemas import TrackNames
from assistant.core.actor import Actor
from tests.support.app import App
from tests.support.states import connect, cookie_of, state_of
from ui import routes
from ui.pages.catalogue.facts import FactsState
from ui.pages.catalogue.state import CatalogueState
from ui.text.en import catalogue as words

pytestmark = pytest.mark.anyio


@pytest.fixture
def mo(app: App) -> Actor:
    return app.person("mo", "moderator")


@pytest.fixture
def ids(app: App) -> list[str]:
    """Two songs that are one, and another."""
    names = [
        TrackNames("Thunderstorm Lullaby", ["Vera"], duration_ms=200_000, spotify_id="a" * 22),
        TrackNames("Thunderstorm Lullabye", ["Vera"], duration_ms=201_000),
        TrackNames("Low Tide", ["The Piers"]),
    ]
    with app.open_uow() as uow:
        return [str(one.track_id) for one in catalogue.get_or_create_tracks(uow, names)]


def page_of(app: App, actor: Actor) -> Any:
    return state_of(CatalogueState, cookie=cookie_of(app, actor))


async def test_a_pair_is_merged_and_undone(app: App, mo: Actor, ids: list[str]) -> None:
    page = page_of(app, mo)
    await page.load()
    assert page.count == "1 pair"
    pair = page.pairs[0]
    assert {pair.one.id, pair.other.id} == set(ids[:2])
    assert {pair.one.facts, pair.other.facts} == {f"3:20 · spotify {'a' * 22}", "3:21"}
    await page.merge(ids[1], ids[0])
    assert (page.pairs, page.notice.text) == ([], words.MERGED)
    assert [one.what for one in page.done] == [
        "Vera – Thunderstorm Lullabye became Vera – Thunderstorm Lullaby"
    ]
    await page.undo_last()
    assert (page.count, page.done[0].is_undone) == ("1 pair", True)
    await page.keep_apart(*ids[:2])
    assert page.pairs == []
    await page.undo(page.done[0].id)
    assert page.count == "1 pair"


async def test_one_is_taken_apart_and_two_are_set_side_by_side(
    app: App, mo: Actor, ids: list[str]
) -> None:
    page = page_of(app, mo)
    connect(page, cookie=cookie_of(app, mo), path=routes.CATALOGUE, track=ids[0])
    await page.load()
    assert page.split_title == "Take Thunderstorm Lullaby apart"
    assert [one.shown for one in page.choices] == [f"spotify {'a' * 22}"]
    await page.find("piers")
    assert [one.id for one in page.found] == [ids[2]]
    await page.choose(ids[2])
    assert page.both.label == "Vera – Thunderstorm Lullaby and The Piers – Low Tide"
    await page.drop(ids[2])
    await page.split({"part-name": "Another", "part-0": "on"})
    assert page.notice.text == words.SPLIT_SAID
    with app.open_uow(read=True) as uow:
        found = catalogue.find_track(uow, mo, "spotify", "a" * 22)
        assert found is not None
        assert catalogue.get_track(uow, mo, found).title == "Another"


async def test_artists_are_taken_apart_by_their_songs(app: App, mo: Actor, ids: list[str]) -> None:
    page = page_of(app, mo)
    await page.load()
    await page.look_at("artist")
    await page.find("vera")
    await page.choose(page.found[0].id)
    assert [one.value for one in page.choices] == ids[:2]
    await page.split({"part-name": "from Norway", "part-1": "on"})
    await page.find("vera")
    assert [one.facts for one in page.found] == ["1 song", "1 song"]


async def test_a_listener_sees_nothing_of_it(app: App, ids: list[str]) -> None:
    page = page_of(app, app.person("mara"))
    await page.load()
    assert (page.is_loading, page.pairs, page.done) == (False, [], [])
    await page.merge(ids[1], ids[0])
    assert page.notice.kind == "bad"


async def test_an_admin_switches_the_asking_on_and_off(app: App, ids: list[str]) -> None:
    page = state_of(FactsState, cookie=cookie_of(app, app.person("root", "admin")))
    await page.load_facts()
    assert (page.is_asking, dict(page.facts)[words.FACTS["waiting"]]) == (False, "3")
    await page.switch(True)
    assert (page.is_asking, page.is_working) == (True, True)
    await page.switch(False)
    assert (page.is_asking, page.notice.text) == (False, words.FACTS_OFF)
    assert len(ids) == 3
    hers = state_of(FactsState, cookie=cookie_of(app, app.person("mara")))
    await hers.load_facts()
    assert hers.facts == []
    await hers.switch(True)
    assert (hers.is_asking, hers.notice.kind) == (False, "bad")

"""The log of all entries: by day, page by page, one day alone, and after what is done to it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from assistant.core.actor import Actor
from assistant.moods import service as moods
from assistant.moods.schemas import MoodIn
from tests.support.app import NOON, App
from tests.support.states import cookie_of, state_of
from ui import routes
from ui.pages.log.reading import PAGE_SIZE
from ui.pages.log.state import LogState
from ui.pages.mood.state import MoodState
from ui.pages.stats.state import StatsState

pytestmark = pytest.mark.anyio


@pytest.fixture
def mara(app: App) -> Actor:
    return app.person("mara", time_zone="Europe/Berlin")


def log(app: App, actor: Actor, hours_ago: float, note: str = "") -> str:
    at = NOON - timedelta(hours=hours_ago)
    data = MoodIn(valence=0.5, arousal=0.5, recorded_at=at, words=["calm"], note=note or None)
    with app.open_uow() as uow:
        return str(moods.record(uow, app.container.vault, actor, data).id)


async def opened(app: App, actor: Actor, **query: str) -> Any:
    state = state_of(LogState, cookie=cookie_of(app, actor), **query)
    await state.load()
    return state


def shown(state: Any) -> list[tuple[str, list[str]]]:
    return [(day.name, [row.time for row in day.rows]) for day in state.days]


async def test_entries_stand_by_day_newest_first(app: App, mara: Actor) -> None:
    for hours_ago in (0, 2, 24, 24 * 400):
        log(app, mara, hours_ago, "rain")
    state = await opened(app, mara)
    assert shown(state) == [
        ("Friday 20 November", ["13:00", "11:00"]),
        ("Thursday 19 November", ["13:00"]),
        ("Thursday 16 October 2025", ["14:00"]),
    ]
    row = state.days[0].rows[0]
    assert (row.words, row.note) == ("Calm", "rain")
    assert (state.subheading, state.is_loading) == ("4 entries", False)
    assert (state.has_older, state.has_newer) == (False, False)


async def test_a_day_alone_by_its_address(app: App, mara: Actor) -> None:
    for hours_ago in (0, 24, 25):
        log(app, mara, hours_ago)
    state = await opened(app, mara, day="2026-11-19")
    assert shown(state) == [("Thursday 19 November", ["13:00", "12:00"])]
    assert state.subheading == "Thursday 19 November: 2 entries"
    answer = await state.show_all()
    assert (state.day, len(state.days), state.subheading) == ("", 2, "3 entries")
    assert routes.LOG in str(answer)
    assert (await opened(app, mara, day="someday")).total == 3
    assert (await opened(app, mara, day="2026-11-18")).days == []


async def test_pages_follow_each_other_without_gaps(app: App, mara: Actor) -> None:
    ids = [log(app, mara, hours) for hours in range(PAGE_SIZE + 3)]
    state = await opened(app, mara)

    def ids_shown() -> list[str]:
        return [row.id for day in state.days for row in day.rows]

    assert (ids_shown(), state.has_older) == (ids[:PAGE_SIZE], True)
    await state.show_older()
    assert (ids_shown(), state.has_older, state.has_newer) == (ids[PAGE_SIZE:], False, True)
    await state.show_older()  # nothing is older: the second half of a double click
    assert ids_shown() == ids[PAGE_SIZE:]
    with app.open_uow() as uow:
        for entry_id in ids[PAGE_SIZE:]:
            moods.delete(uow, mara, UUID(entry_id))
    await state.refresh()
    assert (ids_shown(), state.has_newer) == (ids[:PAGE_SIZE], False)


async def test_an_entry_of_another_day_is_deleted_and_comes_back(app: App, mara: Actor) -> None:
    entry_id = log(app, mara, 24 * 30)
    state = await opened(app, mara)
    page = await state.get_state(MoodState)
    await page.manage(entry_id, "delete")
    await state.refresh()
    assert (state.days, state.subheading, page.notice.can_undo) == ([], "0 entries", True)
    await page.undo()
    await state.refresh()
    assert [row.id for row in state.days[0].rows] == [entry_id]


async def test_an_entry_of_another_day_is_changed(app: App, mara: Actor) -> None:
    entry_id = log(app, mara, 24 * 30, "before")
    state = await opened(app, mara)
    page = await state.get_state(MoodState)
    await page.manage(entry_id, "edit")
    await page.save_sheet({"note": "after", "when": page.sheet.when})
    await state.refresh()
    row = state.days[0].rows[0]
    assert (row.note, row.time, state.days[0].name) == ("after", "14:00", "Wednesday 21 October")


async def test_another_listeners_log_is_not_shown(app: App, mara: Actor) -> None:
    log(app, mara, 1)
    assert (await opened(app, app.person("jo"))).days == []
    stranger = state_of(LogState)
    assert "/sign-in" in str(await stranger.load())


async def test_a_day_of_the_calendar_leads_to_its_entries(app: App, mara: Actor) -> None:
    stats = state_of(StatsState, cookie=cookie_of(app, mara))
    assert "/log?day=2026-11-19" in str(stats.open_day("2026-11-19"))
    assert stats.open_day("//elsewhere.example") is None

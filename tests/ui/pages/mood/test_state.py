"""Logging a mood by every way the page has, taking it back, changing it, and what is refused."""

from datetime import timedelta
from typing import Any

import pytest

from assistant.core.actor import Actor
from assistant.moods import service as moods
from assistant.moods.schemas import MoodView
from tests.support.app import App
from tests.support.states import cookie_of, state_of
from ui.pages.mood import places
from ui.pages.mood.state import MoodState
from ui.text.en import mood as words

pytestmark = pytest.mark.anyio


@pytest.fixture
def mara(app: App) -> Actor:
    return app.person("mara", time_zone="Europe/Berlin")


@pytest.fixture
async def page(app: App, mara: Actor) -> Any:
    state = state_of(MoodState, cookie=cookie_of(app, mara))
    await state.load()
    return state


def entries(app: App, actor: Actor) -> list[MoodView]:
    """What the log holds, newest first."""
    with app.open_uow(read=True) as uow:
        return moods.list_entries(uow, app.container.vault, actor, limit=50).items


async def test_an_empty_log_says_nothing_of_the_mood(page: Any) -> None:
    assert page.is_loaded
    assert (page.greeting, page.date_line) == ("Good afternoon, Mara", "Friday 20 November, 13:00")
    assert (page.now.known, page.card.words, page.shares, page.today) == (False, "", [], [])
    assert (page.curve[0].v, page.curve[0].a) == (0.0, 0.0)


@pytest.mark.parametrize("step, mood", [(1, "sad"), (2, "sad"), (4, "happy"), (5, "happy")])
async def test_one_tap_logs_a_step(app: App, mara: Actor, page: Any, step: int, mood: str) -> None:
    await page.log_step(step)
    (entry,) = entries(app, mara)
    assert (entry.valence, entry.arousal) == places.STEPS[step]
    assert (page.today[0].words, page.today[0].mood, page.today[0].time) == (
        words.STEPS[step - 1], mood, "13:00",
    )  # fmt: skip
    assert (page.notice.text, page.notice.can_undo) == (
        f"Logged {words.STEPS[step - 1].lower()}",
        True,
    )
    assert page.mood_now == mood
    assert page.logged == 1
    assert page.now.known
    assert sum(share.percent for share in page.shares) == 100


@pytest.mark.parametrize("mood", ["angry", "happy", "sad", "relaxed"])
async def test_one_tap_logs_a_quadrant(app: App, mara: Actor, page: Any, mood: str) -> None:
    await page.log_quadrant(mood)
    assert [e.mood for e in entries(app, mara)] == [mood]
    assert page.card.certainty == 3


async def test_an_even_mood_gets_no_quadrants_glyph(page: Any) -> None:
    await page.log_step(3)
    (row,), (trail,) = page.today, page.entries
    assert (row.words, row.mood, trail.mood) == ("Even", "even", "even")
    assert (page.mood_now, page.notice.kind) == ("even", "even")
    assert (page.card.words, page.card.certainty) == ("Even", 3)
    assert [share.percent for share in page.shares] == [25] * 4


@pytest.mark.parametrize(
    "newest, certainty", [("angry", 3), ("happy", 3), ("sad", 2), ("relaxed", 3)]
)
async def test_what_was_said_last_leads_whatever_was_said_before(
    app: App, page: Any, newest: str, certainty: int
) -> None:
    for mood in [m for m in ("sad", "angry", "relaxed", "happy") if m != newest]:
        await page.log_quadrant(mood)
        app.clock.at += timedelta(minutes=1)
    await page.log_quadrant(newest)
    first, second = page.shares[:2]
    assert (page.mood_now, first.mood) == (newest, newest)
    assert first.percent - second.percent >= 10
    # Four that disagree are never surer than one tap; the opposite right before takes a dot.
    assert page.card.certainty == certainty


@pytest.mark.parametrize(
    "place, certainty, said",
    [
        ((0.4, 0.0), 1, "Pleasant"),  # happy and relaxed are level
        ((0.4, 0.1), 2, "Pleasant"),
        ((0.4, 0.2), 3, "Hopeful, a little amused"),
        ((0.5, 0.5), 3, "Playful, a little inspired"),
    ],
)
async def test_certainty_follows_the_lead(
    page: Any, place: tuple[float, float], certainty: int, said: str
) -> None:
    await page.log_exact(*place)
    assert (page.card.certainty, page.card.words) == (certainty, said)


async def test_a_double_click_logs_once(app: App, mara: Actor, page: Any) -> None:
    await page.log_quadrant("happy")
    await page.log_quadrant("happy")
    await page.log_step(2)
    assert len(entries(app, mara)) == 2


async def test_keys_do_what_the_buttons_do(app: App, mara: Actor, page: Any) -> None:
    await page.press_key("5")
    assert len(entries(app, mara)) == 1
    await page.press_key("u")
    await page.press_key("9")
    assert entries(app, mara) == []
    assert page.notice.text == words.TAKEN_BACK["log"]
    await page.undo()
    assert page.notice.text == words.NOTHING_TO_UNDO


async def test_the_sheet_logs_words_activities_note_and_time(
    app: App, mara: Actor, page: Any
) -> None:
    await page.move(-0.4, 0.5)
    assert [c.key for c in page.feelings] == list(words.FEELINGS["angry"])
    page.toggle_feeling("edgy")
    page.toggle_activity("work")
    await page.move(0.4, 0.5)  # another quadrant keeps what was picked
    assert page.feelings[0].key == "edgy"
    await page.save_sheet({"note": " two meetings ", "when": "2026-11-20T09:30"})
    (entry,) = entries(app, mara)
    assert (entry.valence, entry.arousal, entry.note) == (0.4, 0.5, "two meetings")
    assert (entry.words, entry.activities, entry.local_hour) == (["edgy"], ["work"], 9)
    assert not page.sheet.open
    assert (page.today[0].words, page.today[0].note) == ("Edgy", "Work · two meetings")
    await page.save_sheet({"note": "again"})  # the second half of a double click
    assert len(entries(app, mara)) == 1


@pytest.mark.parametrize(
    "when", ["2026-11-21T09:30", "0001-01-01T00:00", "soon", "9999-12-31T23:59"]
)
async def test_a_time_that_cannot_be_keeps_the_sheet_open(
    app: App, mara: Actor, page: Any, when: str
) -> None:
    await page.open_sheet()
    await page.save_sheet({"when": when})
    assert page.sheet.open
    assert page.sheet.problem
    assert entries(app, mara) == []


async def test_an_entry_is_changed_and_changed_back(app: App, mara: Actor, page: Any) -> None:
    await page.move(-0.4, 0.5)
    page.toggle_feeling("tense")
    await page.save_sheet({"note": "late again"})
    entry = entries(app, mara)[0]
    await page.manage(str(entry.id), "edit")
    assert (page.sheet.entry_id, page.sheet.note) == (str(entry.id), "late again")
    assert [c.key for c in page.feelings if c.on] == ["tense"]
    await page.log_exact(0.2, -0.5)  # Enter on the pad moves what is being changed
    await page.save_sheet({"note": "", "when": page.sheet.when})
    changed = entries(app, mara)[0]
    assert (changed.valence, changed.arousal, changed.note) == (0.2, -0.5, None)
    assert changed.recorded_at == entry.recorded_at
    await page.undo()
    back = entries(app, mara)[0]
    assert (back.valence, back.arousal, back.note, back.words) == (
        -0.4,
        0.5,
        "late again",
        ["tense"],
    )


async def test_a_deleted_entry_comes_back(app: App, mara: Actor, page: Any) -> None:
    await page.log_step(4)
    entry = page.today[0].id
    await page.manage(entry, "delete")
    assert (page.today, page.notice.can_undo) == ([], True)
    await page.undo()
    assert [row.id for row in page.today] == [entry]


async def test_what_another_tab_deleted_is_said_and_gone(app: App, mara: Actor, page: Any) -> None:
    await page.log_step(4)
    with app.open_uow() as uow:
        moods.delete(uow, mara, entries(app, mara)[0].id)
    await page.undo()
    assert page.notice.kind == "bad"
    assert page.today == []


async def test_somebody_elses_entry_is_no_entry(app: App, page: Any) -> None:
    jo = app.person("jo")
    other = state_of(MoodState, cookie=cookie_of(app, jo))
    await other.log_step(1)
    await page.manage(other.today[0].id, "delete")
    assert page.notice.kind == "bad"
    assert len(entries(app, jo)) == 1


@pytest.mark.parametrize("place", [(float("nan"), 0.0), (float("inf"), 0.0), ("x", 0.0)])
async def test_a_place_that_is_none_is_refused(app: App, mara: Actor, page: Any, place) -> None:
    await page.log_exact(*place)
    await page.move(*place)
    assert page.notice.kind == "bad"
    assert not page.draft.active
    assert entries(app, mara) == []


async def test_old_moods_are_hard_to_say(app: App, page: Any) -> None:
    await page.log_quadrant("angry")
    app.clock.at += timedelta(hours=8)
    await page.load()
    assert (page.card.words, page.card.certainty < 2) == (words.HARD_TO_SAY, True)
    assert page.now.rv > 0.4


async def test_the_way_leads_where_the_intent_says(page: Any) -> None:
    await page.log_quadrant("sad")
    await page.choose_intent("lift")
    start, end = page.curve
    assert end.v > start.v
    assert end.a > start.a
    await page.choose_intent("stay")
    start, end = page.curve
    assert (end.v, end.a) == pytest.approx((start.v, start.a))
    await page.choose_intent("nonsense")
    assert page.intent == "stay"


async def test_nobody_logs_for_a_stranger(app: App) -> None:
    state = state_of(MoodState)
    answer = await state.log_step(3)
    assert "/sign-in" in str(answer)

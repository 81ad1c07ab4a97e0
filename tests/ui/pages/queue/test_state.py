"""The queue as its page shows it: made, moved, locked, emptied, and taken back."""

from typing import Any
from uuid import UUID

import pytest

from assistant.core.actor import Actor
from assistant.moods import service as moods
from assistant.playback import service as playback
from assistant.playback.schemas import QueueView
from tests.support.app import App
from tests.support.states import cookie_of, in_background, state_of
from ui.pages.queue.state import QueueState
from ui.state import AppState
from ui.text.en import common
from ui.text.en import queue as words

pytestmark = pytest.mark.anyio


@pytest.fixture
async def page(app: App, mara: Actor) -> Any:
    state = state_of(QueueState, cookie=cookie_of(app, mara))
    await state.load()
    return state


@pytest.fixture
async def relaxed(page: Any, shelf: dict[str, list[UUID]]) -> Any:
    """The page with a queue of relaxed songs."""
    page.choose_mood("relaxed")
    await in_background(page, "make")
    return page


def queue(app: App, actor: Actor) -> QueueView:
    """What the database holds."""
    with app.open_uow(read=True) as uow:
        found = playback.current_queue(uow, actor, app.container.stamps.mood)
    assert found is not None
    return found


def titles(page: Any) -> list[str]:
    return [row.title for row in page.rows]


async def test_without_songs_there_is_nothing_to_make_a_queue_of(page: Any) -> None:
    assert (page.is_loading, page.has_songs, page.rows) == (False, False, [])
    assert page.heading == words.EMPTY_HEADING
    await in_background(page, "make")
    assert page.notice.text.startswith("There is no song with a known mood yet.")
    assert page.is_making is False


async def test_a_queue_is_made_of_what_fits(app: App, mara: Actor, relaxed: Any) -> None:
    assert [row.mood for row in relaxed.rows[:3]] == ["relaxed"] * 3
    assert relaxed.heading == words.NAMES_CHOSEN["relaxed"]
    assert relaxed.summary.endswith("10 songs, 35 min, ends about 13:35")
    assert relaxed.end_time == "13:35"
    first = relaxed.rows[0]
    assert first.now
    assert first.reason.startswith(f"{first.percent}% relaxed in its words, ")
    assert "relaxed" in first.line
    assert first.score == f"{queue(app, mara).items[0].score:.2f}"
    assert first.parts[0].label == "mood"
    assert relaxed.strip.title == first.title
    assert relaxed.weights[0].label == "Mood fit"
    assert not relaxed.is_making


async def test_the_parts_of_a_row_sum_to_its_score(relaxed: Any) -> None:
    for row in relaxed.rows:
        signed = [-p.percent if p.kind == "minus" else p.percent for p in row.parts]
        assert sum(signed) == pytest.approx(100 * float(row.score), abs=1.6)


async def test_the_curve_covers_the_whole_time_and_its_songs(relaxed: Any) -> None:
    assert (relaxed.curve[0].t, relaxed.curve[-1].t) == (0.0, 1.0)
    assert (relaxed.stops[0].start, relaxed.stops[-1].end) == (0.0, 1.0)
    assert [stop.id for stop in relaxed.stops] == [row.id for row in relaxed.rows]
    assert relaxed.curve[0].v > 0 > relaxed.curve[0].a
    assert relaxed.start_words in relaxed.ribbon_spoken


async def test_a_song_moves_and_stays_there(app: App, mara: Actor, relaxed: Any) -> None:
    ids = [row.id for row in relaxed.rows]
    wanted = [*ids[1:], ids[0]]
    await relaxed.move(wanted)
    assert [row.id for row in relaxed.rows] == wanted
    assert [str(item.id) for item in queue(app, mara).items] == wanted


async def test_an_order_that_does_not_match_changes_nothing(relaxed: Any) -> None:
    ids = [row.id for row in relaxed.rows]
    for wrong in ([], ids[:-1], [*ids, ids[0]], [*ids[:-1], "x"], [ids[0]] * len(ids)):
        await relaxed.move(wrong)
        assert [row.id for row in relaxed.rows] == ids


async def test_a_queue_changed_elsewhere_is_shown_and_said(
    app: App, mara: Actor, relaxed: Any
) -> None:
    other = state_of(QueueState, cookie=cookie_of(app, mara))
    await other.load()
    ids = [row.id for row in relaxed.rows]
    await other.move(ids[::-1])
    await relaxed.move([*ids[1:], ids[0]])
    assert [row.id for row in relaxed.rows] == ids[::-1]
    assert relaxed.notice.kind == "bad"
    assert "changed elsewhere" in relaxed.notice.text


async def test_removed_and_back_where_it_was(relaxed: Any) -> None:
    before = titles(relaxed)
    await relaxed.act(relaxed.rows[2].id, "remove")
    assert titles(relaxed) == [*before[:2], *before[3:]]
    assert (relaxed.notice.text, relaxed.notice.can_undo) == (words.REMOVED, True)
    assert relaxed.press_key("u") == QueueState.undo
    await relaxed.undo()
    assert titles(relaxed) == before
    assert relaxed.press_key("u") is None


async def test_a_locked_song_keeps_its_place_when_the_queue_is_made_anew(relaxed: Any) -> None:
    kept = relaxed.rows[1]
    await relaxed.act(kept.id, "lock")
    assert relaxed.rows[1].locked
    assert relaxed.notice.text == words.LOCKED
    relaxed.choose_mood("angry")
    await in_background(relaxed, "make")
    assert (relaxed.rows[1].title, relaxed.rows[1].locked) == (kept.title, True)
    assert [relaxed.rows[n].mood for n in (0, 2)] == ["angry", "angry"]
    await relaxed.act(relaxed.rows[1].id, "lock")
    assert not relaxed.rows[1].locked


async def test_what_no_button_sends_changes_nothing(relaxed: Any) -> None:
    before = titles(relaxed)
    await relaxed.act(relaxed.rows[0].id, "eat")
    await relaxed.act("not an id", "remove")
    assert relaxed.choose_mood("furious") is None
    assert (titles(relaxed), relaxed.mood) == (before, "relaxed")


async def test_cleared_when_asked_twice(relaxed: Any) -> None:
    relaxed.ask_clear()
    await relaxed.load()
    assert not relaxed.confirm_clear
    relaxed.ask_clear()
    assert relaxed.confirm_clear
    await relaxed.clear()
    assert (relaxed.rows, relaxed.confirm_clear, relaxed.strip.title) == ([], False, "")
    assert relaxed.notice.text == words.CLEARED


async def test_how_it_feels_after_the_queue_is_asked_once(
    app: App, mara: Actor, relaxed: Any
) -> None:
    assert relaxed.asks_how_now
    await relaxed.answer_how_now("happy")
    assert not relaxed.asks_how_now
    with app.open_uow(read=True) as uow:
        (entry,) = moods.list_entries(uow, app.container.vault, mara, limit=5).items
        assert moods.answered(uow, mara, queue(app, mara).id)
    assert entry.mood == "happy"
    await relaxed.undo()
    assert relaxed.asks_how_now
    await relaxed.answer_how_now("furious")
    assert relaxed.asks_how_now


async def test_a_song_of_unknown_mood_has_no_place_on_the_curve(
    app: App, mara: Actor, relaxed: Any, plant: Any
) -> None:
    track_id = plant("Too Short", "la la")
    client = app.client(mara)
    assert client.post("/me/queue", json={"track_ids": [str(track_id)]}).status_code == 201
    await relaxed.load()
    row, stop = relaxed.rows[-1], relaxed.stops[-1]
    assert (row.mood, row.percent, row.parts, row.score, stop.mood) == ("", 0, [], "", "")
    assert row.reason == words.BY_HAND


async def test_another_listener_sees_nothing_of_it(app: App, relaxed: Any) -> None:
    other = state_of(QueueState, cookie=cookie_of(app, app.person("jo")))
    await other.load()
    assert other.rows == []
    stranger = state_of(QueueState)
    await stranger.load()
    assert stranger.rows == []
    assert stranger.is_loading


async def test_the_frame_and_the_page_agree(app: App, mara: Actor, relaxed: Any) -> None:
    frame = state_of(AppState, cookie=cookie_of(app, mara))
    await frame.enter()
    assert frame.strip == relaxed.strip
    assert frame.strip.mood_label == common.MOODS["relaxed"]

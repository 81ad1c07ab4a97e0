"""One song as its page shows it: lines, the listener's own word, why, and lyrics of their own."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from assistant.core.actor import Actor
from assistant.playback import service as playback
from assistant.recommendations import service as recommendations
from assistant.recommendations.schemas import Goal
from tests.support.app import App
from tests.support.states import connect, cookie_of, in_background, state_of
from tests.ui.pages.conftest import WORDS, Plant
from ui import routes
from ui.pages.song.state import SongState
from ui.text.en import song as words
from ui.text.en import song_moods as mood_words

pytestmark = pytest.mark.anyio


async def opened(app: App, actor: Actor, song: object) -> Any:
    """The page of a song, as a browser opens it."""
    cookie = cookie_of(app, actor)
    state = state_of(SongState, cookie=cookie)
    connect(state, cookie=cookie, path=routes.song(str(song)))
    await state.load()
    return state


def queued(app: App, actor: Actor) -> list[str]:
    """Titles of the current queue."""
    with app.open_uow(read=True) as uow:
        queue = playback.current_queue(uow, actor, app.container.stamps.mood)
    return [item.track.title for item in queue.items] if queue else []


async def test_every_line_says_what_it_speaks_for(app: App, mara: Actor, plant: Plant) -> None:
    song = plant("Harbour Lamp", f"sad rain\n\n{WORDS['relaxed']}\nla la la", artist="Vela")
    page = await opened(app, mara, song)
    assert (page.song.title, page.song.artist, page.song.mood) == (
        "Harbour Lamp", "Vela", "relaxed",
    )  # fmt: skip
    assert [line.text for line in page.lines] == ["sad rain", "", WORDS["relaxed"], "la la la"]
    assert [line.mood for line in page.lines[:3]] == ["sad", "", "relaxed"]
    assert [line.is_peak for line in page.lines] == [False, False, True, False]
    assert page.song.peak == words.PEAKS["relaxed"]
    assert page.song.certainty.startswith("relaxed ")
    assert page.song.certainty.endswith(", clear")
    assert sum(share.percent for share in page.song.shares) == 100
    assert page.why.score == ""


@pytest.mark.parametrize("song", ["nothing", uuid4(), "%00"])
async def test_a_song_that_is_not_there(app: App, mara: Actor, song: object) -> None:
    page = await opened(app, mara, song)
    assert (page.song.id, page.is_loading) == ("", False)


async def test_another_listeners_song_is_not_there(app: App, plant: Plant) -> None:
    page = await opened(app, app.person("jo"), plant("Harbour Lamp", WORDS["sad"]))
    assert page.song.id == ""


async def test_an_unknown_mood_says_why(app: App, mara: Actor, plant: Plant) -> None:
    page = await opened(app, mara, plant("Too Short", "la la"))
    assert (page.song.mood, page.song.shares, page.song.certainty) == ("", [], "")
    assert page.song.reason == mood_words.WHY_UNKNOWN["too_short"]


async def test_the_listeners_word_and_back(app: App, mara: Actor, plant: Plant) -> None:
    page = await opened(app, mara, plant("Harbour Lamp", WORDS["sad"]))
    await page.correct_mood("happy")
    assert (page.mine, page.song.mood, page.mood_shown) == ("happy", "sad", "happy")
    assert (page.notice.text, page.notice.can_undo) == (words.MINE_SAID["happy"], True)
    again = await opened(app, mara, page.song.id)
    assert again.mine == "happy"
    assert page.press_key("u") == SongState.forget_correction
    await page.forget_correction()
    assert (page.mine, page.mood_shown, page.notice.text) == ("", "sad", words.MINE_GONE)
    assert page.press_key("u") is None
    await page.correct_mood("angry")
    await page.correct_mood("angry")
    assert page.mine == ""
    await page.correct_mood("furious")
    assert page.mine == ""


async def test_next_and_last_in_the_queue(
    app: App, mara: Actor, shelf: dict[str, list[UUID]]
) -> None:
    page = await opened(app, mara, shelf["sad"][0])
    await page.add_to_queue()
    assert (page.notice.text, page.strip.title) == (words.ADDED_SAID, "sad 0")
    await (await opened(app, mara, shelf["sad"][1])).add_to_queue()
    await (await opened(app, mara, shelf["happy"][0])).play_next()
    assert queued(app, mara) == ["sad 0", "happy 0", "sad 1"]


async def test_no_song_comes_into_the_queue_twice(
    app: App, mara: Actor, shelf: dict[str, list[UUID]]
) -> None:
    for song in (*shelf["sad"], shelf["happy"][0]):
        await (await opened(app, mara, song)).add_to_queue()
    page = await opened(app, mara, shelf["happy"][0])
    await page.play_next()
    assert page.notice.text == words.NEXT_SAID
    assert queued(app, mara) == ["sad 0", "happy 0", "sad 1", "sad 2"]
    for put in (page.play_next, page.add_to_queue):
        await put()
        assert (page.notice.text, page.strip.title) == (words.ALREADY_SAID, "sad 0")
    assert queued(app, mara) == ["sad 0", "happy 0", "sad 1", "sad 2"]


async def test_why_it_was_recommended(app: App, mara: Actor, shelf: dict[str, list[UUID]]) -> None:
    parts = app.container
    found = recommendations.recommend(
        parts.open_uow, parts.engine, parts.stamps, mara, Goal(mood="sad")
    )
    page = await opened(app, mara, shelf["sad"][0])
    song = next(s for s in found.items if s.track.title == "sad 0")
    assert (page.why.score, page.why.reason) == (f"{song.score:.2f}", song.reason)
    assert page.why.starts[0] == 0
    for part, start, after in zip(
        page.why.parts, page.why.starts, page.why.starts[1:], strict=False
    ):
        end = start if part.kind == "minus" else start + part.percent
        assert after == pytest.approx(end, abs=0.2) or after < end


async def test_songs_close_by(app: App, mara: Actor, shelf: dict[str, list[UUID]]) -> None:
    page = await opened(app, mara, shelf["sad"][0])
    await in_background(page, "look_around")
    assert [near.title for near in page.near[:2]] in (["sad 1", "sad 2"], ["sad 2", "sad 1"])
    assert len(page.near) == 4
    assert page.near[0].alike.startswith(".")


async def test_lyrics_of_ones_own(app: App, mara: Actor, plant: Plant) -> None:
    page = await opened(app, mara, plant("Harbour Lamp", WORDS["sad"]))
    await page.start_pasting()
    assert (page.is_pasting, page.own_words) == (True, WORDS["sad"])
    await in_background(page, "score_lyrics", {"lyrics": WORDS["angry"]})
    assert (page.scored.mood, page.scored.title) == ("angry", "Harbour Lamp")
    assert [line.text for line in page.lines] == [WORDS["angry"]]
    assert page.song.mood == "angry"
    await in_background(page, "score_lyrics", {"lyrics": "la " * 400_000})
    assert "longer than 200,000 bytes" in page.paste_error
    assert page.song.mood == "angry"
    page.stop_pasting()
    assert (page.is_pasting, page.own_words) == (False, "")
    await page.start_pasting()
    assert page.own_words == WORDS["angry"]
    await page.load()
    assert not page.is_pasting


async def test_timed_lyrics_are_replaced_as_they_were_given(
    app: App, mara: Actor, plant: Plant
) -> None:
    timed = f"[00:01.00]{WORDS['sad']}\n[00:09.50]and so it went"
    page = await opened(app, mara, plant("Harbour Lamp", timed))
    await page.start_pasting()
    assert page.own_words == timed


async def test_a_song_of_ones_own_goes_when_asked_twice(
    app: App, mara: Actor, plant: Plant, shelf: dict[str, list[UUID]]
) -> None:
    song = plant("Harbour Lamp", WORDS["sad"])
    page = await opened(app, mara, song)
    page.ask_removal()
    assert (page.is_held, page.confirm_removal) == (True, True)
    await page.load()
    assert not page.confirm_removal
    await page.remove_song()
    app.apply_index()
    client = app.client(mara)
    held = [s["track"]["title"] for s in client.get("/me/library").json()["items"]]
    assert sorted(held) == sorted(f"{mood} {n}" for mood in WORDS for n in range(3))
    found = client.get("/recommendations", params={"mood": "sad", "limit": 50}).json()["items"]
    assert "Harbour Lamp" not in {item["track"]["title"] for item in found}
    again = await opened(app, mara, song)
    assert (again.is_held, again.lines) == (False, [])
    again.ask_removal()
    assert not again.confirm_removal
    await again.remove_song()
    assert again.notice.text == "This song is not in your library."

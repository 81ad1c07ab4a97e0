"""The library as its page shows it: found, filtered, turned page by page, and given lyrics."""

from typing import Any
from uuid import UUID

import pytest

from assistant.core.actor import Actor
from assistant.playback import service as playback
from assistant.song_moods import service as song_moods
from tests.support.app import App
from tests.support.states import cookie_of, in_background, state_of
from tests.ui.pages.conftest import WORDS, Plant
from ui import routes
from ui.pages.library import state as library_state
from ui.pages.library.models import Frame
from ui.pages.library.state import LibraryState
from ui.text.en import library as words
from ui.text.en import song_moods as mood_words

pytestmark = pytest.mark.anyio


@pytest.fixture
async def page(app: App, mara: Actor) -> Any:
    state = state_of(LibraryState, cookie=cookie_of(app, mara))
    await state.load()
    return state


def titles(page: Any) -> list[str]:
    return [song.title for song in page.songs]


async def test_an_empty_library(page: Any) -> None:
    assert (page.total, page.songs, page.subheading, page.is_loading) == (0, [], "", False)


async def test_songs_with_their_moods_and_reasons(
    page: Any, shelf: dict[str, list[UUID]], plant: Plant
) -> None:
    plant("Too Short", "la la")
    await page.load()
    assert page.subheading == "13 songs, 12 with a mood"
    assert len(page.map_points) == 12
    assert page.unknown_total == 1
    assert page.unknown[0].reason == mood_words.REASONS["too_short"]
    by_title = {song.title: song for song in page.songs}
    assert (by_title["angry 0"].mood, by_title["angry 0"].reason) == ("angry", "")
    assert by_title["Too Short"].reason == mood_words.REASONS["too_short"]
    assert by_title["angry 0"].href == routes.song(str(shelf["angry"][0]))


async def test_filtered_by_mood_name_line_and_place(
    page: Any, shelf: dict[str, list[UUID]], plant: Plant
) -> None:
    plant("Too Short", "la la")
    await page.choose_mood("sad")
    assert titles(page) == ["sad 0", "sad 1", "sad 2"]
    await page.choose_mood(words.UNKNOWN)
    assert titles(page) == ["Too Short"]
    await page.choose_mood("furious")
    assert page.mood == words.UNKNOWN
    await page.show_all()
    assert (page.found, page.mood) == (13, "")
    await page.search("ANGRY 1")
    assert titles(page) == ["angry 1"]
    await page.search("at the wall")
    assert page.found == 3
    await page.search("")
    await page.choose_frame(0.1, 1.0, -1.0, -0.1)
    assert titles(page) == ["relaxed 0", "relaxed 1", "relaxed 2"]
    await page.clear_frame()
    assert page.found == 13


async def test_a_frame_outside_the_plane_is_refused(page: Any) -> None:
    await page.choose_frame(-2.0, 1.0, 0.0, float("nan"))
    assert page.frame == Frame()
    assert page.notice.kind == "bad"


async def test_pages_turn_and_stop_at_the_ends(
    page: Any, shelf: dict[str, list[UUID]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_state, "PAGE_SIZE", 5)
    await page.load()
    assert len(titles(page)) == 5
    seen = titles(page)
    for _ in range(3):
        await page.go_on()
        seen += titles(page)
    assert page.page_number == 3
    assert len(set(seen)) == 12
    for _ in range(4):
        await page.go_back()
    assert (page.page_number, len(titles(page))) == (1, 5)


async def test_coming_back_shows_what_is_filtered_and_no_dialog(
    page: Any, shelf: dict[str, list[UUID]]
) -> None:
    await page.choose_frame(0.1, 1.0, -1.0, -0.1)
    await page.search("relaxed")
    await page.choose_mood("relaxed")
    page.start_pasting()
    form = {"title": "Harbour Lamp", "artist": "Vela", "lyrics": WORDS["sad"]}
    await in_background(page, "score_lyrics", form)
    await page.load()
    assert (page.is_pasting, page.scored.title) == (False, "")
    assert (page.query, page.mood, page.frame) == ("relaxed", "relaxed", Frame())
    assert titles(page) == ["relaxed 0", "relaxed 1", "relaxed 2"]


async def test_a_correction_is_the_listeners_own(
    app: App, mara: Actor, page: Any, shelf: dict[str, list[UUID]]
) -> None:
    with app.open_uow() as uow:
        song_moods.correct(uow, mara, shelf["sad"][0], "happy")
    await page.choose_mood("happy")
    assert [song.title for song in page.songs if song.is_yours] == ["sad 0"]


async def test_pasted_lyrics_are_read_at_once(page: Any) -> None:
    page.start_pasting()
    form = {"title": "Harbour Lamp", "artist": "Vela", "lyrics": f"{WORDS['sad']}\n\nhappy now"}
    assert await in_background(page, "score_lyrics", form) == LibraryState.refresh
    scored = page.scored
    assert (scored.title, scored.mood, scored.reason) == ("Harbour Lamp", "sad", "")
    assert [line.mood for line in scored.lines] == ["sad", "", "happy"]
    assert [line.is_peak for line in scored.lines] == [True, False, False]
    assert scored.quote == WORDS["sad"]
    assert sum(share.percent for share in scored.shares) == 100
    assert page.is_scoring is False
    await page.refresh()
    assert titles(page) == ["Harbour Lamp"]
    assert (page.is_pasting, page.scored.title) == (True, "Harbour Lamp")
    page.stop_pasting()
    assert (page.is_pasting, page.scored.title) == (False, "")


@pytest.mark.parametrize(
    "form, said",
    [
        ({"title": " ", "artist": "Vela", "lyrics": "la"}, words.NAMES_WRONG),
        ({"title": "Lamp", "lyrics": "la"}, words.NAMES_WRONG),
        ({"title": "Lamp", "artist": ["Vela"], "lyrics": "la"}, words.NAMES_WRONG),
        ({"title": "Lamp", "artist": "Vela", "lyrics": "la " * 400_000}, "longer than 200,000"),
        ({"title": "Lamp", "artist": "Vela", "lyrics": " \n \x00"}, "no words"),
    ],
)
async def test_lyrics_that_cannot_be_taken_are_refused_in_words(
    page: Any, form: dict[str, Any], said: str
) -> None:
    assert await in_background(page, "score_lyrics", form) is None
    assert said in page.paste_error
    assert (page.scored.title, page.is_scoring) == ("", False)
    await page.load()
    assert page.total == 0


async def test_too_few_words_say_why(page: Any) -> None:
    form = {"title": "Lamp", "artist": "Vela", "lyrics": "🙂 🙂"}
    await in_background(page, "score_lyrics", form)
    assert (page.scored.mood, page.scored.reason) == ("", mood_words.WHY_UNKNOWN["too_short"])


async def test_a_queue_is_made_of_the_frame(
    app: App, mara: Actor, page: Any, shelf: dict[str, list[UUID]]
) -> None:
    await page.choose_frame(-0.9, -0.1, 0.1, 0.9)
    await in_background(page, "make_queue")
    with app.open_uow(read=True) as uow:
        queue = playback.current_queue(uow, mara, app.container.stamps.mood)
    assert queue is not None
    assert queue.target.valence == pytest.approx(-0.5)
    assert queue.items[0].track.title.startswith("angry")


async def test_other_listeners_songs_stay_theirs(
    app: App, page: Any, shelf: dict[str, list[UUID]]
) -> None:
    other = state_of(LibraryState, cookie=cookie_of(app, app.person("jo")))
    await other.load()
    assert other.total == 0

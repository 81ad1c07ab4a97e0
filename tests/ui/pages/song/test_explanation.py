"""Why a song's words have their mood, on its page: asked for, said, and gone with other words."""

from typing import Any

import pytest

from assistant.core.actor import Actor
from assistant.core.errors import UpstreamUnavailable
from assistant.song_moods.schemas import (
    ExplanationView,
    LineContributionView,
    MoodDifference,
    MoodNumbers,
    TurnView,
)
from tests.support.app import App
from tests.support.states import connect, cookie_of, in_background, state_of
from tests.ui.pages.conftest import WORDS, Plant
from ui import routes
from ui.pages.song.explanation_models import Explained
from ui.pages.song.explanation_reading import explained
from ui.pages.song.explanation_state import ExplanationState
from ui.text.en import explanation as words

pytestmark = pytest.mark.anyio
SONG = "sad sad night\nhappy here with you\n\nsad sad night\nand nothing else"


async def opened(app: App, actor: Actor, song: object) -> Any:
    """The page of a song, as a browser opens it."""
    cookie = cookie_of(app, actor)
    state = state_of(ExplanationState, cookie=cookie)
    await to(state, cookie, song)
    return state


async def to(state: Any, cookie: str, song: object) -> None:
    """Go to a song's page in the same tab."""
    connect(state, cookie=cookie, path=routes.song(str(song)))
    await state.parent_state.load()


async def test_the_words_are_explained_when_asked(app: App, mara: Actor, plant: Plant) -> None:
    page = await opened(app, mara, plant("Low Tide", SONG))
    assert (page.can_explain, page.is_explained, page.refusal) == (True, False, "")
    await in_background(page, "explain")
    assert (page.is_explained, page.is_explaining, page.refusal) == (True, False, "")
    found = page.explained
    # 4 sad and 1 happy: .1 is added to each, as the fake scorer does.
    assert (found.mood, found.lead) == ("sad", "Sad 76%, ahead of happy by 56 points.")
    assert found.turn == "Without this line the words would be happy:"
    assert found.turn_lines == ["sad sad night"]
    assert [(line.text, line.times, line.value) for line in found.lines] == [
        ("sad sad night", "×2", "+68.8"),
        ("happy here with you", "", "−17.3"),
        ("and nothing else", "", "0.0"),
    ]
    assert [line.spoken for line in found.lines] == [
        "68.8 points for sad, sung 2 times",
        "17.3 points against sad",
        "makes no difference",
    ]
    first, second, third = found.lines
    assert (first.start, first.width, first.is_against) == (50, 50, False)
    assert (second.start, second.width, second.is_against) == (37.5, 12.5, True)
    assert (third.start, third.width) == (50, 0)
    assert found.untried == ""


async def test_other_words_are_not_explained_by_the_old_ones(
    app: App, mara: Actor, plant: Plant
) -> None:
    low, high = plant("Low Tide", SONG), plant("High Tide", SONG)
    cookie = cookie_of(app, mara)
    page = await opened(app, mara, low)
    await in_background(page, "explain")
    await to(page, cookie, high)
    assert not page.is_explained
    await to(page, cookie, low)
    assert page.is_explained
    await in_background(page.parent_state, "score_lyrics", {"lyrics": WORDS["angry"]})
    assert not page.is_explained
    await in_background(page, "explain")
    assert (page.is_explained, page.explained.mood) == (True, "angry")


async def test_a_model_that_warms_is_said_and_can_be_asked_again(
    app: App, mara: Actor, plant: Plant
) -> None:
    class Away:
        def explain(self, text: str) -> Any:
            raise UpstreamUnavailable("model_warming", "The mood model is warming up.")

    song = plant("Low Tide", SONG)
    page = await opened(app, mara, song)
    engine, away = app.container.engine, Away()
    app.container.engine = away  # type: ignore[assignment]  # all that is asked of it
    await in_background(page, "explain")
    assert page.refusal == "The mood model is warming up."
    assert (page.is_explained, page.is_explaining) == (False, False)
    app.container.engine = engine
    await in_background(page, "explain")
    assert (page.is_explained, page.refusal) == (True, "")


async def test_words_without_a_mood_cannot_be_explained(
    app: App, mara: Actor, plant: Plant
) -> None:
    page = await opened(app, mara, plant("Too Short", "la la"))
    assert not page.can_explain
    await in_background(page, "explain")
    assert (page.explained, page.is_explaining) == (Explained(), False)


async def test_another_listener_learns_nothing(app: App, mara: Actor, plant: Plant) -> None:
    page = await opened(app, app.person("jo"), plant("Low Tide", SONG))
    await in_background(page, "explain")
    assert (page.can_explain, page.explained) == (False, Explained())


def view(**values: Any) -> ExplanationView:
    """An explanation of a song that is sad by a hair."""
    sad = {"happy": 0.296, "sad": 0.304, "angry": 0.2, "relaxed": 0.2}
    return ExplanationView.model_validate(
        {"known": True, "mood": "sad", "runner_up": "happy", "lead": 0.004, **sad, **values}
    )


def line(text: str, gives: float | None) -> LineContributionView:
    others = {"happy": 0.0, "angry": 0.0, "relaxed": 0.0, "valence": 0.0, "arousal": 0.0}
    given = None if gives is None else MoodDifference.model_validate({**others, "sad": gives})
    return LineContributionView(text=text, numbers=[0], gives=given, without=MoodNumbers())


async def test_what_is_said_of_a_narrow_lead_and_of_energy() -> None:
    assert explained(view()).lead == "Sad 30%, ahead of happy by less than a point."
    assert explained(view(lead=0.01)).lead == "Sad 30%, ahead of happy by one point."
    assert explained(view()).turn == words.TURN_NONE
    assert explained(view(energy_unsaid=True, arousal=-0.4)).energy == words.ENERGY_UNSAID
    assert explained(view(energy_unsaid=False, arousal=-0.4)).energy == words.ENERGY_SAID["low"]
    assert explained(view(energy_unsaid=False, arousal=0.4)).energy == words.ENERGY_SAID["high"]
    assert explained(view(untried=26)).untried == "26 more lines weigh less and were not left out."
    assert explained(ExplanationView(known=False, reason="too_short")) == Explained()


async def test_what_would_change_it_names_its_lines() -> None:
    lines = [line(" one ", 0.1), line("two", None), line("three", 0.05)]
    turn = TurnView(lines=[0, 2], mood="happy")
    found = explained(view(lines=lines, turn=turn))
    assert found.turn == "Without these 2 lines the words would be happy:"
    assert found.turn_lines == ["one", "three"]
    assert (found.lines[1].value, found.lines[1].spoken) == ("–", words.TOO_LITTLE)
    assert [x.width for x in found.lines] == [50, 0, 25]

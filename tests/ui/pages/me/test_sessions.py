"""Where a listener is signed in, and how changing the password went."""

import pytest

from assistant.core.actor import Actor
from tests.support.app import App
from tests.support.states import cookie_of, state_of
from ui.pages.me.sessions import SessionsState
from ui.pages.me.tokens import TokensState
from ui.pages.me.ways_in import WaysInState
from ui.text.en import me as words

pytestmark = pytest.mark.anyio


@pytest.fixture
def mara(app: App) -> Actor:
    return app.person("mara", time_zone="Europe/Berlin")


async def test_one_event_fills_all_cards_of_the_section(app: App, mara: Actor) -> None:
    page = state_of(WaysInState, cookie=cookie_of(app, mara))
    assert page.is_loading
    await page.load()
    assert not page.is_loading
    card = await page.get_state(SessionsState)
    assert [(s.device, s.place, s.seen, s.is_this) for s in card.sessions] == [
        ("Firefox on Linux", words.PLACES["elsewhere"], words.SEEN_NOW, True)
    ]
    assert not card.has_others
    assert (await page.get_state(TokensState)).tokens == []


async def test_a_stranger_is_led_to_the_door(app: App) -> None:
    page = state_of(WaysInState)
    assert "/sign-in" in str(await page.load())
    assert page.is_loading


async def test_other_sign_ins_are_ended(app: App, mara: Actor) -> None:
    here = state_of(SessionsState, cookie=cookie_of(app, mara))
    there = state_of(SessionsState, cookie=cookie_of(app, mara))
    third = state_of(SessionsState, cookie=cookie_of(app, mara))
    await here.load_sessions()
    assert len(here.sessions) == 3
    other = next(s.id for s in here.sessions if not s.is_this)
    await here.end_session(other)
    assert len(here.sessions) == 2
    await here.end_session(other)
    await here.end_session("nonsense")
    assert len(here.sessions) == 2
    await here.end_other_sessions()
    assert [s.is_this for s in here.sessions] == [True]
    for gone in (there, third):
        assert "/sign-in" in str(await gone.load_sessions())


async def test_nobody_ends_somebody_elses(app: App, mara: Actor) -> None:
    here = state_of(SessionsState, cookie=cookie_of(app, mara))
    await here.load_sessions()
    stranger = state_of(SessionsState, cookie=cookie_of(app, app.person("jo")))
    await stranger.end_session(here.sessions[0].id)
    await here.load_sessions()
    assert len(here.sessions) == 1


async def test_the_page_says_how_changing_the_password_went(app: App, mara: Actor) -> None:
    cookie = cookie_of(app, mara)
    wrong = state_of(SessionsState, cookie=cookie, error="current_password_wrong")
    done = state_of(SessionsState, cookie=cookie, said="password_changed")
    await wrong.load_sessions()
    await done.load_sessions()
    expected = words.PASSWORD_ERRORS["current_password_wrong"]
    assert (wrong.password_error, wrong.password_said) == (expected, "")
    assert (done.password_error, done.password_said) == ("", words.PASSWORD_CHANGED)

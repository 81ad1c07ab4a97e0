"""Who a page is for: found by the cookie in every handler, never by what the tab remembers."""

from typing import Any

import pytest

from assistant.accounts import service as accounts
from assistant.auth import sessions
from assistant.core.actor import Actor
from assistant.sample import service as sample
from tests.support.app import App
from tests.support.states import connect, cookie_of, state_of
from ui.pages.me.sessions import SessionsState
from ui.pages.me.state import MeState
from ui.pages.me.ways_in import WaysInState
from ui.pages.mood.state import MoodState
from ui.state import AppState

pytestmark = pytest.mark.anyio
SIGN_IN = "/sign-in"


def target(answer: Any) -> str:
    """Where an event leads."""
    return next(str(value).strip('"') for name, value in answer.args if str(name) == "path")


async def test_a_stranger_is_led_to_the_sign_in_page(app: App) -> None:
    state = state_of(AppState)
    assert target(await state.enter()) == SIGN_IN
    assert (state.user_name, state.is_signed_in) == ("", False)


async def test_the_frame_is_the_listeners_own(app: App) -> None:
    state = state_of(AppState, cookie=cookie_of(app, app.person("mara", role="admin")))
    await state.enter()
    assert (state.user_name, state.initial, state.is_admin) == ("Mara", "M", True)
    assert state.is_signed_in
    assert not state.is_sandbox


async def test_a_tab_forgets_its_former_listener(app: App) -> None:
    state = state_of(AppState, cookie=cookie_of(app, app.person("mara", role="admin")))
    await state.enter()
    state.say("Something of Mara's")
    connect(state, cookie=cookie_of(app, app.person("jo")))
    await state.enter()
    assert (state.user_name, state.is_admin, state.notice.text) == ("Jo", False, "")


async def test_a_cookie_of_nobody_is_a_strangers(app: App) -> None:
    state = state_of(AppState, cookie="attune_session=made-up")
    assert target(await state.enter()) == SIGN_IN


async def test_an_ended_sign_in_is_said_once(app: App) -> None:
    mara = app.person("mara")
    state = state_of(MoodState, cookie=cookie_of(app, mara))
    frame = state.parent_state
    await frame.enter()
    await state.load()
    with app.open_uow() as uow:
        sessions.logout_all(uow, mara)
    assert target(await state.log_step(4)) == f"{SIGN_IN}?error=signed_out"
    assert target(await frame.enter()) == f"{SIGN_IN}?error=signed_out"
    assert await state.load() is None  # where enter leads is not overtaken
    assert state.today == []


async def test_the_sample_goes_for_all_by_an_admin_and_out_of_sight_by_others(app: App) -> None:
    sample.load(app.open_uow)
    jo = state_of(AppState, cookie=cookie_of(app, app.person("jo")))
    await jo.enter()
    assert (jo.has_sample, jo.sample_songs) == (True, 96)
    jo.ask_sample_removal()
    await jo.enter()
    assert not jo.confirm_sample_removal
    jo.ask_sample_removal()
    await jo.remove_sample()
    assert (jo.has_sample, jo.sample_songs, jo.confirm_sample_removal) == (True, 0, False)
    mara = state_of(AppState, cookie=cookie_of(app, app.person("mara", role="admin")))
    await mara.enter()
    assert mara.sample_songs == 96
    await mara.remove_sample()
    assert (mara.has_sample, mara.sample_songs) == (False, 0)


async def test_the_sample_listener_stays_as_it_is(app: App) -> None:
    sample.load(app.open_uow)
    with app.open_uow() as uow:
        user = accounts.find_sample(uow)
        robin = Actor(user_id=user.id if user else None, is_sample=True)
    cookie = cookie_of(app, robin)
    state = state_of(MeState, cookie=cookie)
    await state.parent_state.enter()
    assert state.is_sample_listener
    await state.load()
    await state.save_profile({"name": "Somebody"})
    assert (state.notice.kind, state.user_name) == ("bad", "Robin (sample)")
    ways = await state.get_state(WaysInState)
    await ways.load()
    assert (await state.get_state(SessionsState)).sessions == []

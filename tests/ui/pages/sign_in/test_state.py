"""What the pages outside the frame ask for and offer, by where somebody sits."""

import pytest

from assistant.auth import kept_form
from tests.support.app import App
from tests.support.states import cookie_of, state_of
from ui.pages.sign_in.state import DoorState
from ui.text.en import sign_in as words

pytestmark = pytest.mark.anyio


async def test_the_first_account_needs_the_code_from_elsewhere_only(app: App) -> None:
    here, there = state_of(DoorState), state_of(DoorState, address="203.0.113.9")
    await here.load()
    await there.load()
    assert (here.is_first, here.asks_code) == (True, False)
    assert (there.is_first, there.asks_code) == (True, True)


async def test_later_accounts_need_no_code(app: App) -> None:
    app.person("mara")
    state = state_of(DoorState, address="203.0.113.9")
    await state.load()
    assert (state.is_first, state.asks_code, state.is_open) == (False, False, True)


async def test_a_refusal_is_said_and_what_was_typed_is_kept(app: App) -> None:
    app.person("mara")
    kept = kept_form.pack({"email": "mara@example.com", "name": "Mära"})
    cookie = f"{kept_form.COOKIE}={kept}"
    state = state_of(DoorState, cookie=cookie, error="wrong_credentials")
    await state.load()
    assert (state.problem, state.email, state.name) == (
        words.ERRORS["wrong_credentials"], "mara@example.com", "Mära",
    )  # fmt: skip
    later = state_of(DoorState, cookie=cookie)
    await later.load()
    assert (later.problem, later.email) == ("", "")
    other = state_of(DoorState, error="something_new")
    await other.load()
    assert other.problem == words.ERROR_OTHER


async def test_there_is_no_sample_to_offer_when_it_is_not_loaded(app: App) -> None:
    state = state_of(DoorState)
    await state.load()
    assert not state.offers_sample


async def test_who_is_signed_in_goes_on_to_the_page(app: App) -> None:
    state = state_of(DoorState, cookie=cookie_of(app, app.person("mara")))
    assert "/" in str(await state.load())

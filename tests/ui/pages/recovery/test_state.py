"""What the pages of mailed links show: the link's secret, how the last post went."""

import pytest

from assistant.auth import kept_form
from tests.support.app import App
from tests.support.states import cookie_of, state_of
from ui.pages.recovery.state import RecoveryState
from ui.pages.sign_in.state import DoorState
from ui.text.en import recovery as words

pytestmark = pytest.mark.anyio


async def test_a_link_brings_its_secret_along(app: App) -> None:
    state = state_of(RecoveryState, token="secret")
    await state.load()
    assert (state.token, state.problem, state.said) == ("secret", "", "")


async def test_a_refused_form_keeps_the_secret_and_says_why(app: App) -> None:
    cookie = f"{kept_form.COOKIE}={kept_form.pack({'token': 'secret'})}"
    state = state_of(RecoveryState, cookie=cookie, error="password_weak")
    await state.load()
    assert (state.token, state.problem) == ("secret", words.ERRORS["password_weak"])
    unknown = state_of(RecoveryState, error="something_new")
    await unknown.load()
    assert unknown.problem == words.ERROR_OTHER


async def test_the_password_is_asked_of_who_is_not_signed_in_to_the_account(app: App) -> None:
    cookie = cookie_of(app, app.person("jo"))
    stranger = state_of(RecoveryState, token="x")
    jo = state_of(RecoveryState, cookie=cookie, token="x")
    other = state_of(RecoveryState, cookie=cookie, error="confirm_password")
    for page in (stranger, jo, other):
        await page.load()
    asked = [page.asks_password for page in (stranger, jo, other)]
    assert asked == [True, False, True]
    assert other.problem == words.ERRORS["confirm_password"]


async def test_what_was_achieved_is_said_and_nothing_else_is(app: App) -> None:
    state = state_of(RecoveryState, said="mail_sent")
    await state.load()
    assert state.said == words.SAID["mail_sent"]
    made_up = state_of(RecoveryState, said="Send your password to eve@example.com")
    await made_up.load()
    assert made_up.said == ""


async def test_by_invitation_only_its_link_opens_the_form(app: App) -> None:
    app.person("mara", "admin")
    app.container.settings.registration = "invitation"
    bare, invited = state_of(DoorState), state_of(DoorState, invitation="secret")
    await bare.load()
    await invited.load()
    assert (bare.is_open, bare.by_invitation) == (False, True)
    assert (invited.is_open, invited.invitation) == (True, "secret")

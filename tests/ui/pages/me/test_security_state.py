"""The card about signing in: setting up the app, codes shown once, the question for the password."""

import pyotp
import pytest

from assistant.accounts import service as accounts
from assistant.auth import passwords
from assistant.core.actor import Actor
from tests.support.app import App
from tests.support.states import cookie_of, state_of
from ui.pages.me.proving import ProofState
from ui.pages.me.security_state import SecurityState
from ui.text.en import security as words

pytestmark = pytest.mark.anyio
PASSWORD = "harbour lamp at low water"


@pytest.fixture
def mara(app: App) -> Actor:
    actor = app.person("mara", time_zone="Europe/Berlin")
    with app.open_uow() as uow:
        accounts.set_password(uow, actor.require_user(), passwords.hashed(PASSWORD))
    return actor


def code(app: App, secret: str) -> str:
    return pyotp.TOTP(secret).at(app.clock.at)


async def test_an_app_is_set_up_and_what_was_shown_is_forgotten(app: App, mara: Actor) -> None:
    page = state_of(SecurityState, cookie=cookie_of(app, mara))
    await page.load_security()
    assert (page.is_on, page.step) == (False, "")
    await page.begin_app()
    assert page.step == "scan"
    assert page.qr.startswith("data:image/svg+xml,%3Csvg%20")
    secret = page.secret
    await page.finish_app({"app-code": "12"})
    assert (page.step, page.is_on) == ("scan", False)
    assert page.wrong != ""
    await page.finish_app({"app-code": code(app, secret)})
    assert (page.step, page.is_on, len(page.codes)) == ("codes", True, 10)
    assert (page.secret, page.qr, page.wrong) == ("", "", "")
    page.close_step()
    assert (page.codes, page.left) == ([], words.APP_LEFT.format(n=10))
    assert page.since == words.APP_ON.format(when="today at 13:00")


async def test_a_stale_sign_in_is_asked_for_the_password_and_goes_on(app: App, mara: Actor) -> None:
    page = state_of(SecurityState, cookie=cookie_of(app, mara))
    app.clock.forward(minutes=10)
    assert "open_question" in str(await page.begin_app())
    question = await page.get_state(ProofState)
    await question.open_question("security", "begin")
    assert (question.asks, question.has_password, question.ways) == ("security", True, [])
    assert await question.prove({"proof-password": "no"}) is None
    assert question.wrong == "The current password is wrong."
    follow = await question.prove({"proof-password": PASSWORD})
    assert ("begin_app" in str(follow), question.asks) == (True, "")
    await page.begin_app()
    assert page.step == "scan"


async def test_codes_are_renewed_and_turned_off(app: App, mara: Actor) -> None:
    page = state_of(SecurityState, cookie=cookie_of(app, mara))
    await page.begin_app()
    secret = page.secret
    await page.finish_app({"app-code": code(app, secret)})
    first = page.codes
    await page.renew()
    assert (page.step, len({*first, *page.codes})) == ("codes", 20)
    app.clock.forward(seconds=30)
    page.ask_off()
    await page.turn_off({"off-password": "no", "off-code": code(app, secret)})
    assert (page.step, page.is_on) == ("off", True)
    form = {"off-password": PASSWORD, "off-code": code(app, secret)}
    await page.turn_off(form)
    assert (page.step, page.is_on, page.notice.text) == ("", False, words.WAS_OFF)

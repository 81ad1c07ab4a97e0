"""What a listener says about themselves."""

import pytest

from assistant.accounts import service as accounts
from assistant.core.actor import Actor
from tests.support.app import App
from tests.support.letters import letters_in, secret_in
from tests.support.states import cookie_of, state_of
from ui.pages.me.state import MeState
from ui.text.en import me as words

pytestmark = pytest.mark.anyio


@pytest.fixture
def mara(app: App) -> Actor:
    return app.person("mara", time_zone="Europe/Berlin")


async def test_the_page_shows_the_account(app: App, mara: Actor) -> None:
    page = state_of(MeState, cookie=cookie_of(app, mara))
    await page.load()
    assert (page.email, page.user_name, page.is_loading) == ("mara@example.com", "Mara", False)


async def test_a_name_is_kept(app: App, mara: Actor) -> None:
    page = state_of(MeState, cookie=cookie_of(app, mara))
    await page.save_name({"name": "  Mara L.  "})
    with app.open_uow(read=True) as uow:
        assert accounts.get_me(uow, mara).display_name == page.user_name == "Mara L."
    for wrong in ("", " ", "x" * 81):
        await page.save_name({"name": wrong})
        assert page.name_error == words.NAME_WRONG
    assert page.user_name == "Mara L."


async def test_an_address_is_confirmed_by_a_mail_that_the_page_asks_for(
    app: App, mara: Actor
) -> None:
    page = state_of(MeState, cookie=cookie_of(app, mara))
    await page.load()
    await page.send_confirmation()
    assert (page.email_confirmed, page.notice.text) == (False, words.EMAIL_SENT)
    app.run_jobs()
    [letter] = letters_in(app.container.settings.outbox_dir)
    body = {"token": secret_in(letter)}
    own = {"Cookie": cookie_of(app, mara), "Origin": app.container.settings.origin}
    assert app.client().post("/auth/verify-email", json=body, headers=own).status_code == 204
    await page.load()
    assert page.email_confirmed

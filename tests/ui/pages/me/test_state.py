"""What a listener changes about themselves, and where they are signed in."""

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
    assert (page.email, page.time_zone, page.explicit_ok) == (
        "mara@example.com",
        "Europe/Berlin",
        True,
    )
    assert [(s.device, s.place, s.seen, s.is_this) for s in page.sessions] == [
        ("Firefox on Linux", words.PLACES["elsewhere"], words.SEEN_NOW, True)
    ]
    assert not page.has_others
    assert "Europe/Berlin" in page.time_zones


async def test_a_name_is_kept(app: App, mara: Actor) -> None:
    page = state_of(MeState, cookie=cookie_of(app, mara))
    await page.save_name({"name": "  Mara L.  "})
    with app.open_uow(read=True) as uow:
        assert accounts.get_me(uow, mara).display_name == page.user_name == "Mara L."
    for wrong in ("", " ", "x" * 81):
        await page.save_name({"name": wrong})
        assert page.name_error == words.NAME_WRONG
    assert page.user_name == "Mara L."


async def test_settings_are_kept_and_nonsense_is_refused(app: App, mara: Actor) -> None:
    page = state_of(MeState, cookie=cookie_of(app, mara))
    await page.load()
    await page.choose_time_zone("Asia/Tokyo")
    await page.allow_explicit(False)
    await page.hide_sample(True)
    await page.choose_time_zone("Mars/Olympus")
    assert page.notice.kind == "bad"
    again = state_of(MeState, cookie=cookie_of(app, mara))
    await again.load()
    assert (again.time_zone, again.explicit_ok, again.sample_hidden) == ("Asia/Tokyo", False, True)


async def test_other_sign_ins_are_ended(app: App, mara: Actor) -> None:
    here = state_of(MeState, cookie=cookie_of(app, mara))
    there = state_of(MeState, cookie=cookie_of(app, mara))
    third = state_of(MeState, cookie=cookie_of(app, mara))
    await here.load()
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
        assert "/sign-in" in str(await gone.load())


async def test_nobody_ends_somebody_elses(app: App, mara: Actor) -> None:
    here = state_of(MeState, cookie=cookie_of(app, mara))
    await here.load()
    stranger = state_of(MeState, cookie=cookie_of(app, app.person("jo")))
    await stranger.end_session(here.sessions[0].id)
    await here.load()
    assert len(here.sessions) == 1


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


async def test_the_page_says_how_changing_the_password_went(app: App, mara: Actor) -> None:
    cookie = cookie_of(app, mara)
    wrong = state_of(MeState, cookie=cookie, error="current_password_wrong")
    done = state_of(MeState, cookie=cookie, said="password_changed")
    await wrong.load()
    await done.load()
    expected = words.PASSWORD_ERRORS["current_password_wrong"]
    assert (wrong.password_error, wrong.password_said) == (expected, "")
    assert (done.password_error, done.password_said) == ("", words.PASSWORD_CHANGED)

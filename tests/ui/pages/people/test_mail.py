"""The card of mail: where it goes, and a mail to try; for admins."""

from typing import Any

import pytest

from assistant.core.actor import Actor
from tests.support.app import App
from tests.support.letters import letters_in
from tests.support.states import cookie_of, in_background, state_of
from ui.pages.people import mail
from ui.pages.people.mail import PostState
from ui.text.en import people as words

pytestmark = pytest.mark.anyio


@pytest.fixture
def root(app: App) -> Actor:
    return app.person("root", "admin")


async def test_a_mail_to_try_lies_in_the_folder_that_the_card_names(app: App, root: Actor) -> None:
    folder = app.container.settings.outbox_dir
    page = state_of(PostState, cookie=cookie_of(app, root))
    await page.load_mail()
    assert page.goes_to == words.MAIL_OUTBOX.format(folder=folder)
    await page.try_mail()
    assert page.trial == words.TRIAL_ON_ITS_WAY.format(address="root@example.com")
    assert page.is_sending
    app.run_jobs()
    await in_background(page, "follow_mail")
    assert (page.trial, page.is_wrong, page.is_sending) == (words.TRIAL_LEFT, False, False)
    [letter] = letters_in(folder)
    assert (letter["To"], letter["Subject"]) == ("root@example.com", "A mail to try · Attune")
    assert "this one did" in letter.get_content()


async def test_a_mail_that_was_not_sent_says_why(
    app: App, root: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail, "_LOOK_EVERY_S", 0.0)
    app.container.settings.outbox_dir.parent.mkdir(parents=True, exist_ok=True)
    app.container.settings.outbox_dir.write_text("a file where the folder should be")
    page = state_of(PostState, cookie=cookie_of(app, root))
    await page.try_mail()
    app.run_jobs()
    await in_background(page, "follow_mail")
    assert (page.is_wrong, page.is_sending) == (True, False)
    assert page.trial.startswith("It was not sent.")


@pytest.mark.parametrize("role", ["listener", "moderator"])
async def test_nobody_else_learns_where_mail_goes(app: App, root: Actor, role: Any) -> None:
    page = state_of(PostState, cookie=cookie_of(app, app.person("noor", role)))
    await page.load_mail()
    assert (page.goes_to, page.sender) == ("", "")
    await page.try_mail()
    assert (page.notice.kind, page.is_sending) == ("bad", False)
    app.run_jobs()
    assert letters_in(app.container.settings.outbox_dir) == []

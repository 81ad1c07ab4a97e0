"""By clicking: a forgotten password, the mail from the outbox, a new password, signed in."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.support.browsing import (
    DESKTOP,
    PHONE,
    accessibility_problems,
    picture,
    sign_up,
    visitor,
)
from tests.support.instance import Instance
from tests.support.letters import letters_in, link_in

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
EMAIL = "forgetful@example.com"
NEW = "seven herons over the weir"


def test_a_forgotten_password_comes_back_by_mail(browser: Browser, empty: Instance) -> None:
    empty.start()
    outbox = empty.folder / "outbox"
    with visitor(browser, empty.url) as context:
        page = context.new_page()
        sign_up(page, "Forgetful")
        page.goto("/me/security")
        expect(page.get_by_text("this machine")).to_be_visible()
        page.goto("/me")
        expect(page.get_by_text("not confirmed")).to_be_visible()
        page.goto("/admin/people")
        expect(page.get_by_text(f"written as files to {outbox}")).to_be_visible()
        page.get_by_role("button", name="Invite somebody").click()
        expect(page.get_by_label("Give this link")).to_have_value(re.compile("invitation="))
        assert accessibility_problems(page) == []
    with visitor(browser, empty.url) as context:
        page = context.new_page()
        page.goto("/sign-in")
        page.get_by_role("link", name="Forgot your password?").click()
        page.get_by_role("heading", name="Forgot your password?").wait_for()
        page.get_by_label("E-mail").fill(EMAIL)
        page.get_by_role("button", name="Mail me a link").click()
        expect(page.get_by_text("a mail with a link is on its way")).to_be_visible()
        empty.wait_for(lambda: len(letters_in(outbox)) == 2, "two mails in the outbox")
        letter = next(x for x in letters_in(outbox) if x["Subject"].startswith("Choose"))
        page.goto(link_in(letter))
        page.get_by_label("New password").fill("password1")
        page.get_by_role("button", name="Save the password").click()
        expect(page.get_by_role("alert")).to_contain_text("guessed too soon")
        for size in (DESKTOP, PHONE):
            page.set_viewport_size({"width": size["width"], "height": size["height"]})
            assert accessibility_problems(page) == []
            picture(page, f"reset-{size['width']}")
        page.get_by_label("New password").fill(NEW)
        page.get_by_role("button", name="Save the password").click()
        expect(page.get_by_text("The new password holds")).to_be_visible()
        page.get_by_label("E-mail").fill(EMAIL)
        page.get_by_label("Password").fill(NEW)
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("heading", name="Forgetful")).to_be_visible()
        page.goto("/me")
        expect(page.get_by_text("· confirmed")).to_be_visible()

"""By clicking: an authenticator app set up, codes kept, asked for at the door, switched off."""

from datetime import UTC, datetime
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browsing import (
    DESKTOP,
    PHONE,
    accessibility_problems,
    picture,
    sign_up,
    visitor,
)
from tests.support.instance import Instance

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
PASSWORD = "harbour lamp at low water"


class Phone:
    """An authenticator app that waits for its next code where the last one was used."""

    def __init__(self, secret: str) -> None:
        self._app, self._used = pyotp.TOTP(secret), -1

    def code(self) -> str:
        """A code that was not used yet: of now, else of the step to come, which is taken too."""
        step = max(self._app.timecode(datetime.now(UTC)), self._used + 1)
        self._used = step
        return self._app.generate_otp(step)


def looked_at(page: Page, name: str) -> None:
    """No problem of accessibility on the desk and the phone, light and dark; pictures of each."""
    for size, where in ((DESKTOP, "desktop"), (PHONE, "phone")):
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
        for scheme in ("dark", "light"):
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            assert accessibility_problems(page) == []
            picture(page, f"{name}-{where}-{scheme}")
    page.set_viewport_size({"width": DESKTOP["width"], "height": DESKTOP["height"]})


def sign_in(page: Page) -> None:
    """The first step, as the person who signed up."""
    page.goto("/sign-in")
    page.get_by_label("E-mail").fill("careful@example.com")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def set_up(page: Page, folder: Path) -> tuple[Phone, list[str]]:
    """Set an app up on the page about oneself; the app and the recovery codes."""
    page.goto("/me/security")
    page.get_by_role("button", name="Set up an app").click()
    secret = page.get_by_role("group", name="Or type this secret").locator("code").inner_text()
    expect(page.get_by_alt_text("QR code")).to_be_visible()
    looked_at(page, "app-setup")
    phone = Phone(secret)
    page.get_by_label("The code that it shows").fill("000000")
    page.get_by_role("button", name="Turn it on").click()
    expect(page.get_by_role("alert").filter(has_text="not the app's now")).to_be_visible()
    page.get_by_label("The code that it shows").fill(phone.code())
    page.keyboard.press("Enter")
    codes = page.get_by_role("list", name="Your recovery codes").locator("li")
    expect(codes).to_have_count(10)
    shown = codes.all_inner_texts()
    looked_at(page, "recovery-codes")
    page.get_by_role("button", name="Copy them").click()
    assert page.evaluate("navigator.clipboard.readText()").split() == shown
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a file").click()
    download.value.save_as(folder / "codes.txt")
    assert (folder / "codes.txt").read_text().split() == shown
    return phone, shown


def test_an_app_guards_the_account(browser: Browser, empty: Instance, tmp_path: Path) -> None:
    empty.start()
    with visitor(browser, empty.url) as context:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        sign_up(page, "Careful")
        phone, shown = set_up(page, tmp_path)
        page.get_by_role("button", name="I have kept them").click()
        expect(page.get_by_text("10 of 10 recovery codes left")).to_be_visible()
        page.reload()
        expect(page.get_by_text("10 of 10 recovery codes left")).to_be_visible()
        assert shown[0] not in page.content()
    with visitor(browser, empty.url) as context:
        page = context.new_page()
        sign_in(page)
        page.get_by_role("heading", name="One more step").wait_for()
        expect(page.get_by_label("Code")).to_be_focused()
        looked_at(page, "second-step")
        page.get_by_label("Code").fill("000000")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("That code is wrong")
        page.get_by_label("Code").fill(phone.code())
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Careful")).to_be_visible()
    with visitor(browser, empty.url) as context:
        page = context.new_page()
        sign_in(page)
        page.get_by_label("Code").fill(shown[0])
        page.get_by_role("button", name="Sign in").click()
        page.get_by_role("heading", name="Careful").wait_for()
        page.goto("/me/security")
        expect(page.get_by_text("9 of 10 recovery codes left")).to_be_visible()
        page.get_by_role("button", name="Stop asking for codes").click()
        page.get_by_label("Password, once more").fill(PASSWORD)
        page.get_by_label("A code of the app, or a recovery code").fill(shown[1])
        looked_at(page, "app-off")
        page.get_by_role("button", name="Stop asking for codes").click()
        expect(page.get_by_role("button", name="Set up an app")).to_be_visible()

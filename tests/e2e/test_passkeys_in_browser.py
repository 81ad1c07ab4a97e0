"""By clicking, with Chromium's own virtual authenticator: a passkey made, used, renamed, removed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from tests.e2e.conftest import free_port_number
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


@pytest.fixture
def named(tmp_path: Path) -> Iterator[tuple[Instance, str]]:
    """An Attune that goes by a name, and its address: browsers make no passkeys for numbers."""
    port = free_port_number()
    url = f"http://localhost:{port}"
    instance = Instance(tmp_path / "data", port, load_sample="0", public_url=url)
    instance.start()
    yield instance, url
    instance.stop()


def device(page: Page) -> tuple[CDPSession, str]:
    """Give the page's browser an authenticator that knows its owner."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
        "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session, str(made["authenticatorId"])


def looked_at(page: Page, name: str) -> None:
    """No problem of accessibility on the desk and the phone, light and dark; pictures of each."""
    for size, where in ((DESKTOP, "desktop"), (PHONE, "phone")):
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
        for scheme in ("dark", "light"):
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            assert accessibility_problems(page) == []
            picture(page, f"{name}-{where}-{scheme}")
    page.set_viewport_size({"width": DESKTOP["width"], "height": DESKTOP["height"]})


def sign_out(page: Page) -> None:
    page.goto("/me/security")
    page.get_by_role("main").get_by_role("button", name="Sign out", exact=True).click()
    page.get_by_role("heading", name="Welcome back").wait_for()


def test_a_passkey_signs_in_and_is_managed(browser: Browser, named: tuple[Instance, str]) -> None:
    with visitor(browser, named[1]) as context:
        page = context.new_page()
        sign_up(page, "Keyed")
        session, authenticator = device(page)
        page.goto("/me/security")
        page.get_by_role("button", name="Add a passkey").click()
        removing = page.get_by_role("button", name="Remove the passkey Chrome on Linux")
        expect(removing).to_be_visible()
        kept = session.send("WebAuthn.getCredentials", {"authenticatorId": authenticator})
        [credential] = kept["credentials"]
        assert (credential["rpId"], credential["isResidentCredential"]) == ("localhost", True)
        page.get_by_role("button", name="Rename the passkey Chrome on Linux").click()
        page.get_by_label("Name of the passkey").fill("Desk")
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Remove the passkey Desk")).to_be_visible()
        page.get_by_role("heading", name="Passkeys").scroll_into_view_if_needed()
        looked_at(page, "passkeys")
        sign_out(page)
        looked_at(page, "sign-in-passkey")
        page.get_by_role("button", name="Sign in with a passkey").click()
        page.get_by_role("heading", name="Keyed").wait_for()
        page.goto("/me/security")
        expect(page.get_by_text("used today at")).to_be_visible()
        page.get_by_role("button", name="Remove the passkey Desk").click()
        expect(page.get_by_role("button", name="Remove the passkey Desk")).to_have_count(0)
        sign_out(page)
        page.get_by_role("button", name="Sign in with a passkey").click()
        expect(page.get_by_role("alert")).to_contain_text("does not sign in here")


def test_who_is_not_verified_makes_and_uses_none(
    browser: Browser, named: tuple[Instance, str]
) -> None:
    with visitor(browser, named[1]) as context:
        page = context.new_page()
        sign_up(page, "Unverified")
        session, authenticator = device(page)
        verified = {"authenticatorId": authenticator, "isUserVerified": False}
        session.send("WebAuthn.setUserVerified", verified)
        page.goto("/me/security")
        page.get_by_role("button", name="Add a passkey").click()
        expect(page.get_by_text("No passkey was made")).to_be_visible()
        session.send("WebAuthn.setUserVerified", verified | {"isUserVerified": True})
        page.get_by_role("button", name="Add a passkey").click()
        expect(page.get_by_role("button", name="Remove the passkey")).to_have_count(1)
        sign_out(page)
        session.send("WebAuthn.setUserVerified", verified)
        page.get_by_role("button", name="Sign in with a passkey").click()
        expect(page.get_by_role("alert")).to_contain_text("No passkey was used")

"""By clicking: who has no password proves by a passkey that it is them, wherever that is asked."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.conftest import free_port_number
from tests.e2e.test_passkeys_in_browser import device, looked_at
from tests.support.browsing import sign_up, visitor
from tests.support.instance import Instance

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
SECURITY, DATA = "/me/security", "/me/data"


@pytest.fixture
def named(tmp_path: Path) -> Iterator[tuple[Instance, str]]:
    """An Attune that goes by a name, and its address: browsers make no passkeys for numbers."""
    port = free_port_number()
    url = f"http://localhost:{port}"
    instance = Instance(tmp_path / "data", port, load_sample="0", public_url=url)
    instance.start()
    yield instance, url
    instance.stop()


def later(data: Path) -> None:
    """Let the proof of signing in be too long ago, and no account have a password."""
    with closing(sqlite3.connect(data / "attune.db", timeout=30)) as db, db:
        db.execute("UPDATE app_user SET password_hash = NULL")
        db.execute("UPDATE auth_session SET proved_at = '2020-01-01 00:00:00.000000'")


def test_a_passkey_proves_for_an_app_and_for_deleting_the_account(
    browser: Browser, named: tuple[Instance, str], tmp_path: Path
) -> None:
    with visitor(browser, named[1]) as context:
        page = context.new_page()
        sign_up(page, "Unworded")
        session, authenticator = device(page)
        page.goto(SECURITY)
        page.get_by_role("button", name="Add a passkey").click()
        expect(page.get_by_role("button", name="Remove the passkey")).to_be_visible()

        later(tmp_path / "data")
        page.get_by_role("button", name="Set up an app").click()
        expect(page.get_by_role("heading", name="Is it you?")).to_be_visible()
        expect(page.get_by_label("Password, once more")).to_have_count(0)
        looked_at(page, "proof")
        verified = {"authenticatorId": authenticator, "isUserVerified": False}
        session.send("WebAuthn.setUserVerified", verified)
        page.get_by_role("button", name="Use a passkey").click()
        expect(page.get_by_role("alert")).to_contain_text("No passkey was used")
        session.send("WebAuthn.setUserVerified", verified | {"isUserVerified": True})
        page.get_by_role("button", name="Use a passkey").click()
        scan = page.get_by_role("heading", name="Scan this with an authenticator app")
        expect(scan).to_be_visible()

        later(tmp_path / "data")
        page.goto(DATA)
        page.get_by_role("button", name="Delete the account").click()
        sure = page.get_by_role("button", name="Yes, delete everything")
        sure.click()
        page.get_by_role("button", name="Use a passkey").click()
        sure.click()
        page.get_by_role("heading", name="Welcome back").wait_for()
        page.get_by_role("button", name="Sign in with a passkey").click()
        page.get_by_role("heading", name="Unworded").wait_for()
        page.goto(DATA)
        expect(page.get_by_text("will be deleted on")).to_be_visible()

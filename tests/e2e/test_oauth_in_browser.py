"""By clicking: in with a provider's account, linking, unlinking, proving that it is still them."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import free_port_number
from tests.support.browsing import (
    DESKTOP,
    PHONE,
    accessibility_problems,
    picture,
    visitor,
)
from tests.support.identity_provider import CLIENT_ID, CLIENT_SECRET, IdentityProvider
from tests.support.instance import Instance
from tests.support.letters import letters_in, link_in

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


@pytest.fixture
def idp() -> Iterator[IdentityProvider]:
    with IdentityProvider() as provider:
        yield provider


@pytest.fixture
def offering(idp: IdentityProvider, tmp_path: Path) -> Iterator[Instance]:
    """An Attune that can be signed in to with the provider."""
    instance = Instance(
        tmp_path / "data", free_port_number(), load_sample="0", oidc_issuer=idp.url,
        oidc_client_id=CLIENT_ID, oidc_client_secret=CLIENT_SECRET, oidc_name="The Works",
    )  # fmt: skip
    yield instance.start()
    instance.stop()


def test_in_with_another_account_and_a_second_one_linked(
    browser: Browser, offering: Instance, idp: IdentityProvider
) -> None:
    with visitor(browser, offering.url, also=(idp.url,)) as context:
        page = context.new_page()
        page.goto("/sign-up")
        button = page.get_by_role("link", name="Go on with The Works")
        button.wait_for()
        assert idp.asked == []  # nobody pressed it yet
        for size in (DESKTOP, PHONE):
            page.set_viewport_size({"width": size["width"], "height": size["height"]})
            assert accessibility_problems(page) == []
            picture(page, f"sign-in-providers-{size['width']}")
        page.set_viewport_size({"width": DESKTOP["width"], "height": DESKTOP["height"]})
        button.click()
        page.get_by_role("link", name="Allow Attune").click()
        page.get_by_role("heading", name="Mara").wait_for()
        page.goto("/me/security")
        card = page.locator("section.card", has_text="Linked accounts")
        expect(card.get_by_text("mara@example.com")).to_be_visible()
        card.get_by_role("button", name="Unlink The Works").click()
        expect(page.get_by_text("This is the only way you can sign in")).to_be_visible()
        page.get_by_role("button", name="Close").click()
        idp.person = {"sub": "the second", "email": "mara@home.example"}
        card.get_by_role("link", name="Link The Works").click()
        page.get_by_role("link", name="Allow Attune").click()
        expect(card.get_by_text("It is linked.")).to_be_visible()
        expect(card.get_by_text("mara@home.example")).to_be_visible()
        assert accessibility_problems(page) == []
        picture(page, "linked-accounts")
        card.get_by_role("button", name="Unlink The Works").first.click()
        expect(card.get_by_text("mara@example.com")).to_have_count(0)
        page.get_by_role("button", name="Sign out").first.click()
        page.get_by_role("heading", name="Welcome back").wait_for()
        page.get_by_role("link", name="Go on with The Works").click()
        page.get_by_role("link", name="Allow Attune").click()
        page.get_by_role("heading", name="Mara").wait_for()


def later(data: Path) -> None:
    """Let the proof of signing in be too long ago."""
    with closing(sqlite3.connect(data / "attune.db", timeout=30)) as db, db:
        db.execute("UPDATE auth_session SET proved_at = '2020-01-01 00:00:00.000000'")


def there_and_back(page: Page) -> None:
    """Allow it at the provider."""
    page.get_by_role("link", name="Allow Attune").click()


def in_by_mail(page: Page, offering: Instance) -> None:
    """Sign in with an address that is not confirmed there, and follow the link in the mail."""
    page.goto("/sign-up")
    page.get_by_role("link", name="Go on with The Works").click()
    there_and_back(page)
    expect(page.get_by_text("so a mail was sent to it")).to_be_visible()
    outbox = offering.folder / "outbox"
    offering.wait_for(lambda: letters_in(outbox), "mailed")
    page.goto(link_in(letters_in(outbox)[0]))
    expect(page.get_by_role("heading", name="One step is left")).to_be_visible()
    for size in (DESKTOP, PHONE):
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
        assert accessibility_problems(page) == []
        picture(page, f"join-{size['width']}")
    page.get_by_role("link", name="Go on with The Works").click()
    there_and_back(page)
    page.get_by_role("heading", name="Lena").wait_for()


def test_in_by_a_mailed_link_then_proved_by_signing_in_there_again(
    browser: Browser, offering: Instance, idp: IdentityProvider
) -> None:
    idp.person = {"sub": "7", "email": "lena@example.com", "email_verified": False, "name": "Lena"}
    with visitor(browser, offering.url, also=(idp.url,)) as context:
        page = context.new_page()
        in_by_mail(page, offering)
        later(offering.folder)  # for the app: back on Security
        page.goto("/me/security")
        page.get_by_role("button", name="Set up an app").click()
        idp.claims = {"auth_time": int(time.time()) - 3600}  # did not sign in anew
        again = page.get_by_role("link", name="Sign in with The Works again")
        again.click()
        there_and_back(page)
        expect(page.get_by_role("alert").first).to_be_visible()
        page.get_by_role("button", name="Set up an app").click()
        expect(page.get_by_role("heading", name="Is it you?")).to_be_visible()
        idp.claims = {"auth_time": int(time.time())}
        idp.person = {**idp.person, "sub": "somebody else"}
        again.click()
        there_and_back(page)
        expect(page.get_by_text("is not linked to yours").first).to_be_visible()
        idp.person = {**idp.person, "sub": "7"}
        page.get_by_role("button", name="Set up an app").click()
        again.click()
        there_and_back(page)
        page.get_by_role("button", name="Set up an app").click()
        scan = page.get_by_role("heading", name="Scan this with an authenticator app")
        expect(scan).to_be_visible()

        later(offering.folder)  # for leaving: back on Your data
        page.goto("/me/data")
        page.get_by_role("button", name="Delete the account").click()
        sure = page.get_by_role("button", name="Yes, delete everything")
        sure.click()
        again.click()
        there_and_back(page)
        sure.click()
        expect(page.get_by_text("will be deleted in two weeks")).to_be_visible()
        page.get_by_role("link", name="Go on with The Works").click()
        there_and_back(page)
        page.get_by_role("link", name="Keep it").click()
        page.get_by_role("button", name="Keep my account").click()
        expect(page.get_by_text("Your account stays")).to_be_visible()

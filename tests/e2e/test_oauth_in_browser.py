"""By clicking: a first account with a provider's, signing out and in, linking another, unlinking."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

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

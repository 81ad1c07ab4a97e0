"""By clicking: who is here and what each may do, and the log that says who did what."""

import csv

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browsing import (
    DESKTOP,
    PHONE,
    accessibility_problems,
    picture,
    visitor,
)
from tests.support.instance import Instance

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
PASSWORD = "harbour lamp at low water"
LOOKS = [(size, theme) for size in ("desktop", "phone") for theme in ("dark", "light")]


@pytest.fixture(scope="module")
def admin(attune: Instance) -> str:
    """E-mail of an admin, made on the command line."""
    done = attune.command(
        "user", "add", "warden@example.com", "--name", "Warden", "--admin",
        text=f"{PASSWORD}\n{PASSWORD}\n",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return "warden@example.com"


@pytest.fixture(scope="module")
def nadia(attune: Instance, admin: str) -> httpx.Client:
    """Somebody who signed in and has an export made."""
    assert admin
    client = attune.person("nadia")
    assert client.post("/users/me/export").status_code == 202
    return client


def sign_in(page: Page, email: str, name: str, password: str = PASSWORD) -> None:
    page.goto("/sign-in")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name=name).wait_for()


def lines(page: Page, *words: str) -> None:
    """Wait until the log's lines are these alone, each by words that stand in it."""
    rows = page.locator(".deeds tbody tr")
    expect(rows).to_have_count(len(words))
    for row, said in zip(rows.all(), words, strict=True):
        expect(row).to_contain_text(said)


def test_a_role_an_export_and_a_sign_in_are_found_in_the_log(
    page: Page, attune: Instance, admin: str, nadia: httpx.Client, browser: Browser
) -> None:
    sign_in(page, admin, "Warden")
    page.get_by_role("link", name="People").click()
    page.get_by_label("Find by name or address").fill("nadia")
    expect(page.locator(".people li")).to_have_count(1)
    page.get_by_label("Role of Nadia").select_option("moderator")
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="I am sure").click()
    expect(page.get_by_text("Nadia is now moderator")).to_be_visible()

    page.get_by_role("button", name="Send me a test mail").click()
    expect(page.get_by_text("It lies in the folder above.")).to_be_visible()

    page.get_by_role("link", name="Audit log").click()
    page.get_by_label("Person").fill("nadia")
    page.get_by_role("button", name="Nadia", exact=True).first.click()
    page.get_by_label("Kind").select_option("export")
    lines(page, "Export begun")
    page.get_by_label("Kind").select_option("permission")
    lines(page, "listener → moderator")
    row = page.locator(".deeds tbody tr")
    expect(row).to_contain_text("Warden")
    expect(row).to_contain_text("127.0.0.1 · in a browser")
    page.get_by_label("Kind").select_option("sign_in")
    lines(page, "Signed in")

    with page.expect_download() as download:
        page.get_by_role("link", name="Download as CSV").click()
    with download.value.path().open(newline="", encoding="utf-8") as file:
        assert [row["verb"] for row in csv.DictReader(file)] == ["sign_in.done"]
    page.get_by_label("From", exact=True).fill("2100-01-01")
    expect(page.get_by_text("Nothing of the kind was written down.")).to_be_visible()
    page.get_by_role("button", name="Show everything").click()
    expect(page.locator(".deeds tbody tr").first).to_be_visible()
    expect(page.get_by_label("Kind")).to_have_value("")

    with visitor(browser, attune.url) as context:
        hers = context.new_page()
        sign_in(hers, "nadia@example.com", "Nadia")
        hers.get_by_role("link", name="People").click()
        hers.get_by_label("Find by name or address").fill("warden")  # many share this Attune
        expect(hers.locator(".people li", has_text="Warden")).to_be_visible()
        expect(hers.get_by_text("warden@example.com")).to_have_count(0)
        expect(hers.get_by_label("Role of Warden")).to_have_count(0)
        expect(hers.get_by_role("button", name="Invite somebody")).to_be_visible()
        expect(hers.get_by_role("link", name="Audit log")).to_have_count(0)
        hers.goto("/admin/audit")
        expect(hers.get_by_text("This page is for admins.")).to_be_visible()


@pytest.mark.parametrize("size, theme", LOOKS)
def test_people_and_the_log_are_accessible_in_every_light(
    browser: Browser, attune: Instance, admin: str, nadia: httpx.Client, size: str, theme: str
) -> None:
    assert nadia.get("/users/me").status_code == 200
    viewport = DESKTOP if size == "desktop" else PHONE
    with visitor(browser, attune.url, color_scheme=theme, viewport=viewport) as context:
        page = context.new_page()
        problems: list[str] = []

        def look_at(name: str) -> None:
            page.wait_for_load_state("networkidle")
            problems.extend(f"{name}: {line}" for line in accessibility_problems(page))
            assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]
            picture(page, f"{name}-{size}-{theme}")

        sign_in(page, admin, "Warden")
        page.goto("/admin/people")
        page.locator(".people li").first.wait_for()
        look_at("people")
        page.get_by_role("button", name="Invite somebody").click()
        page.get_by_label("Give this link to one person").wait_for()
        look_at("people-invited")
        page.goto("/admin/audit")
        page.locator(".deeds tbody tr").first.wait_for()
        look_at("audit")
        page.get_by_label("Person").fill("n")
        page.get_by_role("button", name="Nadia", exact=True).first.wait_for()
        look_at("audit-person")
        page.get_by_label("From", exact=True).fill("2100-01-01")
        page.get_by_text("Nothing of the kind was written down.").wait_for()
        look_at("audit-empty")
        assert problems == []

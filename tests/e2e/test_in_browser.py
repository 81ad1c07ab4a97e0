"""By clicking, in a real browser: an account, moods by every way there is, and a look around."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browsing import (
    DESKTOP,
    PHONE,
    ROOT,
    accessibility_problems,
    explore_sample,
    picture,
    sign_up,
    visitor,
)
from tests.support.instance import Instance

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
# Of the sample listener: name → address, and words that are there once the page is filled.
SAMPLE_PAGES = {"mood": ("/", "What should the music do?")}
PASSWORD = "harbour lamp at low water"


def today(page: Page) -> list[str]:
    """What the Today list says, newest first, without times and buttons."""
    return page.locator(".ent > p").all_inner_texts()


def test_the_first_account_runs_the_place(browser: Browser, empty: Instance) -> None:
    empty.start()
    with visitor(browser, empty.url) as context:
        page = context.new_page()
        page.goto("/")
        expect(page.get_by_role("heading", name="The first account")).to_be_visible()
        expect(page.get_by_label("Set-up code")).to_have_count(0)
        page.get_by_label("E-mail").fill("mara@example.com")
        page.get_by_label("What shall we call you").fill("Mara")
        page.get_by_label("Password").fill("password")
        page.get_by_role("button", name="Make the account").click()
        expect(page.get_by_role("alert")).to_contain_text("guessed too soon")
        expect(page.get_by_label("E-mail")).to_have_value("mara@example.com")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Make the account").click()
        expect(page.get_by_role("heading", name="Mara")).to_be_visible()
        expect(page.get_by_role("link", name="Index")).to_be_visible()
        expect(page.get_by_text("Nothing to go by yet")).to_be_visible()
        cookie = next(c for c in context.cookies() if c["name"] == "attune_session")
        assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Lax")
    assert not (ROOT / ".states").exists()


def test_a_mood_is_logged_by_tap_key_pad_and_taken_back(page: Page) -> None:
    sign_up(page, "Tapper")
    page.get_by_role("button", name="Good").dblclick()
    expect(page.get_by_text("Logged good")).to_be_visible()
    page.keyboard.press("2")
    expect(page.get_by_text("Logged low")).to_be_visible()
    page.get_by_role("button", name="Relaxed").click()
    expect(page.get_by_text("Logged relaxed")).to_be_visible()
    pad = page.get_by_role("application")
    pad.focus()
    pad.press("Shift+ArrowRight")
    pad.press("Shift+ArrowRight")
    pad.press("Enter")
    expect(page.locator(".ent")).to_have_count(4)
    assert today(page)[1:] == ["Relaxed", "Low", "Good"]
    page.keyboard.press("u")
    expect(page.locator(".ent")).to_have_count(3)
    page.locator(".toast").get_by_role("button", name="Close").click()
    page.locator(".ent").first.get_by_role("button", name="Undo").click()
    expect(page.locator(".ent")).to_have_count(2)
    page.reload()
    expect(page.locator(".ent")).to_have_count(2)
    assert today(page) == ["Low", "Good"]


def test_a_mood_is_said_exactly_changed_deleted_and_dated_back(page: Page) -> None:
    sign_up(page, "Exact")
    page.get_by_role("button", name="More exact").click()
    page.get_by_label("Energy", exact=True).fill("0.6")
    page.get_by_label("Pleasant", exact=True).fill("-0.4")
    page.get_by_role("button", name="Edgy").click()
    page.get_by_role("button", name="Commuting").click()
    page.get_by_label("Note").fill("traffic, late again")
    page.get_by_role("button", name="Log this mood").click()
    expect(page.get_by_text("Commuting · traffic, late again")).to_be_visible()
    more = page.get_by_role("button", name="More actions for")
    more.first.click()
    page.get_by_role("menuitem", name="Edit").click()
    expect(page.get_by_role("button", name="Edgy")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Tense").click()
    page.get_by_label("Note").fill("late, but there")
    page.get_by_role("button", name="Save the change").click()
    expect(page.locator(".ent > p")).to_have_text("Edgy, Tense · Commuting · late, but there")
    more.first.click()
    page.get_by_role("menuitem", name="Delete").click()
    expect(page.get_by_text("No moods yet today")).to_be_visible()
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(page.locator(".ent")).to_have_count(1)
    page.get_by_role("button", name="More exact").click()
    yesterday = datetime.now(ZoneInfo("Europe/Berlin")) - timedelta(days=1)
    page.get_by_label("When").fill(yesterday.strftime("%Y-%m-%dT21:15"))
    page.get_by_role("button", name="Log this mood").click()
    expect(page.locator(".toast")).to_contain_text(f"{yesterday.day} {yesterday:%B}, 21:15")
    expect(page.locator(".ent")).to_have_count(1)


def test_two_tabs_agree_after_an_undo(page: Page) -> None:
    sign_up(page, "Twotabs")
    other = page.context.new_page()
    other.goto("/")
    other.get_by_role("button", name="Great").click()
    expect(other.locator(".ent")).to_have_count(1)
    page.get_by_role("button", name="Rough").click()
    expect(page.locator(".ent")).to_have_count(2)
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(page.locator(".ent")).to_have_count(1)
    assert today(page) == ["Great"]


def test_signing_out_ends_every_tab_and_signing_in_brings_the_log_back(page: Page) -> None:
    sign_up(page, "Leaver")
    page.get_by_role("button", name="Even").click()
    expect(page.locator(".ent")).to_have_count(1)
    other = page.context.new_page()
    other.goto("/")
    expect(other.locator(".ent")).to_have_count(1)
    page.get_by_role("button", name="Sign out").first.click()
    expect(page.get_by_role("heading", name="Welcome back")).to_be_visible()
    other.get_by_role("button", name="Great").click()
    expect(other.get_by_text("You were signed out")).to_be_visible()
    page.get_by_label("E-mail").fill("leaver@example.com")
    page.get_by_label("Password").fill("not that one at all")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("do not go together")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator(".ent")).to_have_count(1)
    expect(page.get_by_role("heading", name="Leaver")).to_be_visible()


def test_the_sample_is_explored_with_one_click(page: Page) -> None:
    explore_sample(page)
    expect(page.get_by_text("a made-up listener").first).to_be_visible()
    expect(page.get_by_role("link", name="Index")).to_have_count(0)
    page.get_by_role("button", name="Lift").click()
    page.get_by_role("button", name="Make the queue").click()
    page.wait_for_url("**/queue")
    expect(page.get_by_label("Current queue")).to_contain_text("1 of 10")
    page.goto("/me/security")
    expect(page.get_by_text("The sample listener has no sessions to keep")).to_be_visible()


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_pages_are_accessible_in_every_light(
    browser: Browser, attune: Instance, theme: str, size: str
) -> None:
    viewport = DESKTOP if size == "desktop" else PHONE
    with visitor(browser, attune.url, color_scheme=theme, viewport=viewport) as context:
        page = context.new_page()
        problems: list[str] = []

        def look_at(name: str, *shown: str) -> None:
            for text in shown:
                page.get_by_text(text).first.wait_for()
            page.wait_for_load_state("networkidle")
            problems.extend(f"{name}: {line}" for line in accessibility_problems(page))
            picture(page, f"{name}-{size}-{theme}")

        page.goto("/sign-up")
        look_at("sign-up", "Make the account")
        explore_sample(page)
        for name, (path, *shown) in SAMPLE_PAGES.items():
            page.goto(path)
            look_at(name, *shown)
        page.context.clear_cookies()
        sign_up(page, f"Looker{size}{theme}")
        look_at("mood-empty", "Nothing to go by yet")
        page.get_by_role("button", name="Happy").click()
        page.locator(".ent").wait_for()
        page.get_by_role("button", name="More exact").click()
        look_at("mood-sheet", "Log this mood")
        page.goto("/me/security")
        look_at("me-security", "this one")
        page.get_by_role("button", name="Sign out", exact=True).last.click()
        look_at("sign-in", "Welcome back")
        assert problems == []

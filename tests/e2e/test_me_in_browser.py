"""The pages about oneself in a real browser: four sections, kept and shown again, in every light."""

from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.support.browsing import (
    PHONE,
    accessibility_problems,
    explore_sample,
    picture,
    sign_up,
    visitor,
)
from tests.support.instance import Instance

# Where each section is, and what it shows once it knows its listener.
SECTIONS = {
    "profile": ("/me", "About me"),
    "settings": ("/me/settings", "Time zone"),
    "security": ("/me/security", "this one"),
    "data": ("/me/data", "Account made"),
}


def ways(page: Page) -> Any:
    """The links between the sections."""
    return page.get_by_role("navigation", name="About you")


def test_the_sections_are_reached_by_keys_and_say_which_is_open(page: Page) -> None:
    sign_up(page, "Walker")
    page.goto("/me")
    for name, path in (("Settings", "/me/settings"), ("Your data", "/me/data"), ("Profile", "/me")):
        ways(page).get_by_role("link", name=name).focus()
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{path}")
        expect(ways(page).locator("[aria-current=page]")).to_have_text(name)
        expect(page.locator("section.card").first).to_be_visible()


def test_a_setting_holds_after_a_reload_and_is_taken_back(page: Page) -> None:
    sign_up(page, "Setter")
    page.goto("/me/settings")
    explicit = page.get_by_role("switch", name="Explicit songs are fine")
    expect(explicit).to_be_checked()
    explicit.click()
    expect(page.get_by_text("Saved")).to_be_visible()
    page.get_by_role("group", name="Theme").get_by_role("button", name="Light").click()
    expect(page.locator("html")).to_have_class("light")
    page.reload()
    expect(explicit).not_to_be_checked()
    page.get_by_label("Crossfade").press("ArrowRight")
    expect(page.get_by_text("Saved")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("As it was")).to_be_visible()
    expect(page.get_by_label("Crossfade")).to_have_value("0")


def test_the_theme_follows_its_listener_into_another_browser(
    browser: Browser, attune: Instance
) -> None:
    with visitor(browser, attune.url) as context:
        page = context.new_page()
        sign_up(page, "Zoner")
        page.goto("/me/settings")
        page.get_by_role("group", name="Theme").get_by_role("button", name="Light").click()
        expect(page.get_by_text("Saved")).to_be_visible()
    with visitor(browser, attune.url) as context:
        page = context.new_page()
        page.goto("/sign-in")
        expect(page.locator("html")).to_have_class("dark")
        page.get_by_label("E-mail").fill("zoner@example.com")
        page.get_by_label("Password").fill("harbour lamp at low water")
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.get_by_role("heading", name="Zoner").wait_for()
        expect(page.locator("html")).to_have_class("light")


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_every_section_is_accessible_and_fits(
    browser: Browser, attune: Instance, theme: str, size: str, tmp_path: Path
) -> None:
    options: dict[str, Any] = {"viewport": PHONE, "has_touch": True} if size == "phone" else {}
    with visitor(browser, attune.url, color_scheme=theme, **options) as context:
        page = context.new_page()
        sign_up(page, f"Own{size}{theme}")
        problems: list[str] = []
        for name, (path, shown) in SECTIONS.items():
            page.goto(path)
            page.get_by_role("main").get_by_text(shown).first.wait_for()
            if name == "security":
                page.get_by_role("button", name="Make a token").click()
            if name == "profile":
                give_photo(page, tmp_path)
                add(page, "A genre you like", "Slowcore")
                add(page, "An artist that is not for you", "The Loud Ones of the Long Name Street")
                page.get_by_role("button", name="Remove The Loud Ones").wait_for()
                page.get_by_role("button", name="Close").click()
            page.wait_for_load_state("networkidle")
            problems += [f"{name}: {line}" for line in accessibility_problems(page)]
            picture(page, f"me-{name}-{size}-{theme}")
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
            if size == "phone":
                problems += [f"{name}: {line}" for line in too_small(page)]
        assert problems == []


def too_small(page: Page) -> list[str]:
    """What can be touched in the page's content and is less than 44 pixels high."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('main a, main button, main input, main select,'
            + 'main label.check')].map((at) => [at, (at.closest('label') || at)])
            .map(([at, box]) => [at, box.getBoundingClientRect()])
            .filter(([at, box]) => box.width > 1 && box.height > 1 && box.height < 43.5)
            .map(([at, box]) => `${at.outerHTML.slice(0, 90)} ${box.height}`)"""
    )
    return found


def test_the_sample_listener_sees_what_they_may(page: Page) -> None:
    explore_sample(page)
    page.goto("/me/settings")
    expect(page.get_by_role("switch", name="Explicit songs are fine")).to_be_visible()
    expect(page.get_by_label("Time zone")).to_have_count(0)
    page.goto("/me/security")
    expect(page.get_by_text("The sample listener has no sessions to keep")).to_be_visible()
    expect(page.get_by_role("heading", name="Passkeys")).to_have_count(0)
    page.goto("/me/data")
    expect(page.get_by_text("The sample listener is shared.")).to_be_visible()


def test_photo_words_and_tastes_hold_after_a_reload(page: Page, tmp_path: Path) -> None:
    sign_up(page, "Portrayer")
    page.goto("/me")
    page.get_by_label("Name", exact=True).fill("Teller of Tales")
    page.get_by_label("About me").fill("x" * 501)
    expect(page.get_by_text("1 too many.")).to_be_visible()
    page.get_by_role("button", name="Save the profile").click()
    expect(page.get_by_label("About me")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("heading", name="Portrayer", exact=True)).to_be_visible()
    page.get_by_label("About me").fill("Plays the viola.")
    expect(page.get_by_text("16 / 500")).to_be_visible()
    page.get_by_label("Place").fill("Kiel")
    page.get_by_role("button", name="Save the profile").click()
    expect(page.get_by_role("heading", name="Teller of Tales")).to_be_visible()
    give_photo(page, tmp_path)
    add(page, "A genre you like", "Slowcore")
    add(page, "An artist that is not for you", "Loud Ones")
    add(page, "A genre that is not for you", "slowcore")
    expect(page.get_by_text("slowcore cannot be liked and disliked at once.")).to_be_visible()
    page.get_by_label("Languages of the words").select_option("German")
    expect(page.get_by_role("button", name="Remove German")).to_be_visible()
    page.get_by_label("Known or new").press("End")
    expect(page.get_by_text("mostly new")).to_be_visible()
    expect(page.get_by_text("Saved")).to_be_visible()
    page.get_by_role("switch", name="The mood decides how lively").click()
    expect(page.get_by_label("Energy")).to_be_visible()
    page.reload()
    expect(page.get_by_label("About me")).to_have_value("Plays the viola.")
    expect(page.get_by_label("Place")).to_have_value("Kiel")
    expect(page.get_by_role("img", name="Your photo")).to_have_js_property("naturalWidth", 512)
    for name in ("Slowcore", "Loud Ones", "German"):
        expect(page.get_by_role("button", name=f"Remove {name}")).to_be_visible()
    expect(page.get_by_label("Known or new")).to_have_value("1")
    expect(page.get_by_label("Energy")).to_have_value("0.5")
    page.get_by_role("button", name="Remove Slowcore").click()
    expect(page.get_by_role("button", name="Remove Slowcore")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Remove Slowcore")).to_be_visible()
    page.get_by_role("button", name="Remove", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Remove the photo").click()
    expect(page.get_by_role("img", name="Your photo")).to_have_count(0)


def add(page: Page, label: str, name: str) -> None:
    """Put a name into a list of tastes."""
    page.get_by_label(label, exact=True).fill(name)
    page.keyboard.press("Enter")


def give_photo(page: Page, folder: Path) -> None:
    """Try a text, see what is said; then a picture, looked at before it is sent."""
    text, picture_ = folder / "me.txt", folder / "me.png"
    text.write_text("no picture")
    Image.new("RGB", (640, 480), "#6C8CFF").save(picture_)
    chooser = page.locator("input[type=file]")
    chooser.set_input_files(text)
    expect(page.get_by_text("That is no picture of a kind Attune knows")).to_be_visible()
    broken = folder / "broken.png"
    broken.write_bytes(b"no picture either")
    chooser.set_input_files(broken)
    page.get_by_role("button", name="Use this photo").click()
    expect(page.get_by_text("Give a JPEG, PNG, WebP or GIF picture.")).to_be_visible()
    chooser.set_input_files(picture_)
    expect(page.get_by_role("img", name="The photo you chose, not kept yet")).to_be_visible()
    page.get_by_role("button", name="Use this photo").click()
    expect(page.get_by_text("That is your photo now")).to_be_visible()
    expect(page.get_by_text("Give a JPEG, PNG, WebP or GIF picture.")).to_have_count(0)

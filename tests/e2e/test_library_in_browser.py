"""By clicking, in a real browser: songs found and filtered, lyrics pasted, a mood corrected."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browsing import (
    PHONE,
    accessibility_problems,
    picture,
    sign_up,
    visitor,
)
from tests.support.instance import Instance

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
LYRICS = """I left your cup where you last put it down
the house is quiet and the clocks are slow

nobody sings along to anything now
I miss you in the kitchen, I miss you in the hall
and I cry on the stairs where the phone used to call"""


def rows(page: Page) -> list[str]:
    """Titles of the songs on this page of the list."""
    return page.locator("table.tbl tbody tr b:first-child").all_inner_texts()


def test_songs_are_found_filtered_and_turned_page_by_page(page: Page) -> None:
    sign_up(page, "Finder")
    page.goto("/library")
    pager = page.get_by_role("navigation", name="Page")
    expect(pager).to_contain_text("1 to 25 of 96")
    pager.get_by_role("button", name="Next").click()
    expect(pager).to_contain_text("26 to 50 of 96")
    page.get_by_role("group", name="Show songs that are").get_by_role("button", name="Sad").click()
    expect(page.locator(".songs .chip.sad").first).to_be_visible()
    expect(page.locator(".songs .chip:not(.sad)")).to_have_count(0)
    page.get_by_role("button", name="All", exact=True).click()
    page.keyboard.press("/")
    page.keyboard.type("harbour lamp")
    expect(page.locator(".songs tbody tr")).to_have_count(1)
    expect(page.locator(".songs tbody tr")).to_contain_text("Harbour Lamp")
    page.locator(".song-link").click()
    expect(page.get_by_role("heading", name="Harbour Lamp")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value("harbour lamp")
    page.reload()
    expect(page.get_by_role("searchbox")).to_have_value("harbour lamp")
    expect(page.locator(".songs tbody tr")).to_have_count(1)
    page.get_by_role("searchbox").fill("zzz no such song")
    expect(page.get_by_text("No song fits.")).to_be_visible()
    page.get_by_role("button", name="Show all songs").click()
    expect(pager).to_contain_text("of 96")
    expect(page.get_by_role("searchbox")).to_have_value("")


def test_a_frame_on_the_map_filters_and_makes_a_queue(page: Page) -> None:
    sign_up(page, "Framer")
    page.goto("/library")
    box = page.locator(".map-pad").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.55, box["y"] + box["height"] * 0.55)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.97, box["y"] + box["height"] * 0.97, steps=8)
    page.mouse.up()
    expect(page.locator(".songs .chip:not(.relaxed)")).to_have_count(0)
    page.get_by_role("button", name="Make a queue").click()
    page.wait_for_url("**/queue")
    expect(page.locator("ol.songs > li")).to_have_count(10)
    expect(page.locator("ol.songs .chip").first).to_contain_text("Relaxed")


def test_pasted_lyrics_are_coloured_at_once(page: Page) -> None:
    sign_up(page, "Paster")
    page.goto("/library")
    page.get_by_role("button", name="Paste lyrics").click()
    form = page.get_by_role("dialog")
    form.get_by_label("Title").fill("The Phone on the Stairs")
    form.get_by_label("Artist").fill("Own Hand")
    form.get_by_label("Lyrics", exact=True).fill(LYRICS)
    form.get_by_role("button", name="Read the mood").click()
    expect(form.locator(".chip.sad")).to_be_visible()
    expect(form.locator(".ly")).to_have_count(5)
    expect(form.locator(".ly.peak")).to_have_count(1)
    assert accessibility_problems(page) == []
    form.get_by_role("link", name="Open the song").click()
    expect(page.get_by_role("heading", name="The Phone on the Stairs")).to_be_visible()
    expect(page.locator(".lyrics .ly")).to_have_count(5)
    expect(page.locator(".lyrics .ly-gap")).to_have_count(1)
    page.get_by_role("button", name="Plain").click()
    expect(page.locator(".lyrics .ly-plain")).to_have_count(5)
    page.goto("/library")
    expect(page.get_by_text("97 songs, 97 with a mood")).to_be_visible()


def test_lyrics_that_are_too_long_or_too_short_are_said(page: Page) -> None:
    sign_up(page, "Filler")
    page.goto("/library")
    page.get_by_role("button", name="Paste lyrics").click()
    form = page.get_by_role("dialog")
    form.get_by_label("Title").fill("Very Long")
    form.get_by_label("Artist").fill("Own Hand")
    form.get_by_label("Lyrics", exact=True).fill("la " * 100_000)
    expect(form.get_by_text("That is more than the words of one song.")).to_be_visible()
    form.get_by_label("Lyrics", exact=True).fill("la la")
    form.get_by_role("button", name="Read the mood").click()
    expect(form.get_by_text("There are too few words to tell a mood from.")).to_be_visible()
    form.get_by_role("button", name="Close").last.click()
    page.get_by_role("button", name="Unknown 1").click()
    expect(page.locator(".songs tbody tr")).to_have_count(1)
    expect(page.locator(".songs tbody tr")).to_contain_text("Too few words")


def test_a_mood_is_corrected_and_taken_back(page: Page) -> None:
    sign_up(page, "Corrector")
    page.goto("/library")
    page.get_by_role("searchbox").fill("harbour lamp")
    expect(page.locator(".songs tbody tr")).to_have_count(1)
    page.get_by_role("link", name="Harbour Lamp").click()
    expect(page.get_by_role("heading", name="Harbour Lamp")).to_be_visible()
    expect(page.locator(".ly.peak")).to_have_count(1)
    expect(page.locator(".nr li")).to_have_count(4)
    page.get_by_role("button", name="Sad", exact=True).click()
    expect(page.locator(".mine-said")).to_contain_text("Noted as sad for you.")
    page.reload()
    expect(page.get_by_role("button", name="Sad", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(page.locator(".nr li")).to_have_count(4)  # the page has come whole: keys work
    page.keyboard.press("u")
    expect(page.get_by_text("The song has its own mood again.")).to_be_visible()
    expect(page.get_by_role("button", name="Sad", exact=True)).to_have_attribute(
        "aria-pressed", "false"
    )


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_library_and_song_are_accessible_and_fit(
    browser: Browser, attune: Instance, theme: str, size: str
) -> None:
    options: dict[str, Any] = {"viewport": PHONE, "has_touch": True} if size == "phone" else {}
    with visitor(browser, attune.url, color_scheme=theme, **options) as context:
        page = context.new_page()
        sign_up(page, f"Reader{size}{theme}")
        page.goto("/library")
        expect(page.locator(".songs tbody tr")).to_have_count(25)
        page.wait_for_load_state("networkidle")
        problems = accessibility_problems(page)
        picture(page, f"library-{size}-{theme}")
        fits = "document.documentElement.scrollWidth <= window.innerWidth"
        assert page.evaluate(fits)
        page.get_by_role("searchbox").fill("harbour lamp")
        expect(page.locator(".songs tbody tr")).to_have_count(1)
        page.get_by_role("link", name="Harbour Lamp").click()
        expect(page.locator(".nr li")).to_have_count(4)
        page.wait_for_load_state("networkidle")
        problems += accessibility_problems(page)
        picture(page, f"song-{size}-{theme}")
        assert page.evaluate(fits)
        assert problems == []

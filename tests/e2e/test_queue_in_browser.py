"""By clicking, in a real browser: a queue of a mood, changed by mouse and keys, sent song by song."""

import re
from typing import Any

import httpx
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
LYRICS = "The kettle hums, the evening slows\nand nobody needs me anywhere now"


def make_queue(page: Page, mood: str) -> None:
    """Make a queue of ten songs that fit a mood."""
    page.goto("/queue")
    page.get_by_role("group", name="Make it fit").get_by_role("button", name=mood).click()
    expect(page.locator("ol.songs > li")).to_have_count(10)


def titles(page: Page) -> list[str]:
    """The songs in the order they stand."""
    return page.locator("ol.songs h2 a").all_inner_texts()


def connect_spotify(page: Page, attune: Instance) -> None:
    """Connect to the sandbox; its consent page is another host, so it is answered from outside."""
    api, origin = page.context.request, {"Origin": attune.url}
    url = api.get(f"{attune.api}/spotify/auth").json()["url"]
    with httpx.Client() as outside:
        consent = outside.get(url)
        fields = dict(re.findall(r'name="(ticket)" value="([^"]+)"', consent.text))
        answer = {**fields, "user": "sandbox-premium", "answer": "allow"}
        back = outside.post(str(consent.url.copy_with(query=None)), data=answer)
    pasted = api.post(
        f"{attune.api}/spotify/callback-url",
        data={"url": back.headers["location"]},
        headers=origin,
    )
    assert pasted.ok, pasted.text()


def test_a_queue_of_a_mood_with_reasons(page: Page) -> None:
    sign_up(page, "Maker")
    page.goto("/queue")
    expect(page.get_by_role("heading", name="No queue yet. One tap makes it.")).to_be_visible()
    make_queue(page, "Relaxed")
    expect(page.get_by_role("heading", name="Relaxed songs")).to_be_visible()
    expect(page.locator("ol.songs .why").first).to_contain_text("from the target")
    expect(page.locator("ol.songs q").first).to_be_visible()
    expect(page.locator("ol.songs .badge")).to_have_count(10)
    chips = page.locator("ol.songs .chip").all_inner_texts()
    assert sum(chip.startswith("Relaxed") for chip in chips) >= 8
    expect(page.locator("aside.strip")).to_contain_text(titles(page)[0])
    for cover in page.locator("ol.songs .cover img").all():
        assert cover.evaluate("image => image.decode().then(() => image.naturalWidth > 0)")
    before = titles(page)
    page.reload()
    expect(page.locator("ol.songs > li")).to_have_count(10)
    assert titles(page) == before


def test_songs_are_moved_by_keys_and_by_mouse(page: Page) -> None:
    sign_up(page, "Mover")
    make_queue(page, "Happy")
    before = titles(page)
    handles = page.locator("ol.songs .hand")
    handles.first.focus()
    for key in ("Space", "ArrowDown", "Space"):
        page.keyboard.press(key)
        page.wait_for_timeout(300)  # dnd-kit measures between keys
    moved = [before[1], before[0], *before[2:]]
    expect(page.locator("ol.songs h2 a").first).to_have_text(moved[0])
    handle, target = handles.nth(3).bounding_box(), handles.nth(1).bounding_box()
    assert handle is not None
    assert target is not None
    page.mouse.move(handle["x"] + 4, handle["y"] + 8)
    page.mouse.down()
    page.mouse.move(handle["x"] + 4, handle["y"] - 20, steps=4)
    page.mouse.move(target["x"] + 4, target["y"] + 4, steps=8)
    page.mouse.up()
    moved = [moved[0], moved[3], *moved[1:3], *moved[4:]]
    expect(page.locator("ol.songs h2 a").nth(1)).to_have_text(moved[1])
    page.wait_for_load_state("networkidle")
    page.reload()
    expect(page.locator("ol.songs h2 a").nth(1)).to_have_text(moved[1])
    assert titles(page) == moved


def test_a_song_is_locked_and_another_removed_and_brought_back(page: Page) -> None:
    sign_up(page, "Locker")
    make_queue(page, "Sad")
    before = titles(page)
    page.get_by_role("button", name=f"Lock in place: {before[2]}").click()
    expect(page.get_by_text("Locked in its place")).to_be_visible()
    page.get_by_role("button", name=f"Remove: {before[0]}").click()
    expect(page.locator("ol.songs > li")).to_have_count(9)
    page.keyboard.press("u")
    expect(page.locator("ol.songs > li")).to_have_count(10)
    assert titles(page) == before
    page.get_by_role("button", name=f"Remove: {before[1]}").click()
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(page.locator("ol.songs > li")).to_have_count(10)
    page.get_by_role("group", name="Make it fit").get_by_role("button", name="Angry").click()
    expect(page.get_by_role("heading", name="Songs with some anger in them")).to_be_visible()
    assert titles(page)[2] == before[2]
    page.get_by_role("button", name="Clear", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Clear", exact=True).click()
    expect(page.get_by_role("heading", name="No queue yet. One tap makes it.")).to_be_visible()


def test_how_it_feels_after_the_queue(page: Page) -> None:
    sign_up(page, "Teller")
    make_queue(page, "Relaxed")
    page.locator("section.dashed").get_by_role("button", name="Happy").click()
    expect(page.get_by_text("Noted. It counts for the next queue.")).to_be_visible()
    expect(page.locator("section.dashed")).to_have_count(0)
    page.goto("/")
    expect(page.locator(".ent")).to_have_count(1)


def test_the_queue_is_sent_song_by_song_and_says_what_is_not_there(
    page: Page, attune: Instance
) -> None:
    sign_up(page, "Sender")
    api = page.context.request
    song = {"title": "Own Kitchen", "artist": "Nobody Else", "lyrics": LYRICS}
    headers = {"Origin": attune.url}
    made = api.post(f"{attune.api}/analysis/songs", data=song, headers=headers)
    track_id = made.json()["track"]["id"]
    make_queue(page, "Relaxed")
    expect(page.get_by_text("Spotify is not connected.")).to_be_visible()
    page.goto(f"/song/{track_id}")
    page.get_by_role("button", name="Add to queue").click()
    expect(page.get_by_text("Added to the queue")).to_be_visible()
    connect_spotify(page, attune)
    page.goto("/queue")
    expect(page.locator("section.sending .badge")).to_have_text("sandbox")
    page.get_by_role("button", name="Look for players").click()
    expect(page.get_by_label("Player").locator("option")).not_to_have_count(1)
    page.get_by_role("button", name="Send 11 songs").first.click()
    expect(page.get_by_text("10 of 11 sent")).to_be_visible()
    expect(page.locator(".marks .missing")).to_have_count(1)
    expect(page.locator("ol.songs > li").last).to_contain_text("Not on Spotify")
    page.wait_for_load_state("networkidle")
    picture(page, "queue-sent-desktop-dark")
    page.reload()
    expect(page.get_by_text("10 of 11 sent")).to_be_visible()
    page.get_by_role("button", name="File").click()
    page.get_by_role("button", name="Save 11 songs to a file").first.click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the file").click()
    assert "Own Kitchen" in download.value.path().read_text()


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_the_queue_is_accessible_and_fits(
    browser: Browser, attune: Instance, theme: str, size: str
) -> None:
    options: dict[str, Any] = {"viewport": PHONE, "has_touch": True} if size == "phone" else {}
    with visitor(browser, attune.url, color_scheme=theme, **options) as context:
        page = context.new_page()
        sign_up(page, f"Seer{size}{theme}")
        page.goto("/queue")
        page.get_by_role("heading", name="No queue yet. One tap makes it.").wait_for()
        problems = accessibility_problems(page)
        make_queue(page, "Happy")
        page.wait_for_load_state("networkidle")
        problems += accessibility_problems(page)
        picture(page, f"queue-{size}-{theme}")
        assert problems == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        if size == "phone":
            before = titles(page)
            page.get_by_role("button", name="More actions for").first.tap()
            page.get_by_role("menuitem", name="Move down").tap()
            expect(page.locator("ol.songs h2 a").first).to_have_text(before[1])

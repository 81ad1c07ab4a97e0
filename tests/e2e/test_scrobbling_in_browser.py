"""A token by one click, a program that uses it, and what the page then shows by itself."""

from collections.abc import Mapping

import httpx
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

NOW = {"track_metadata": {"track_name": "Low Water", "artist_name": "The Harbour"}}


def send(attune: Instance, token: str, kind: str, listen: Mapping[str, object]) -> None:
    """What a program does."""
    answer = httpx.post(
        f"{attune.url}/1/submit-listens", json={"listen_type": kind, "payload": [listen]},
        headers={"Authorization": f"Token {token}", "User-Agent": "Shanty/2.1"}, timeout=60,
    )  # fmt: skip
    assert answer.json() == {"status": "ok"}, answer.text


def look_at(page: Page, name: str) -> None:
    """Look for faults in both themes on desktop and phone, and leave pictures."""
    for size, viewport in (("desktop", DESKTOP), ("phone", PHONE)):
        page.set_viewport_size(viewport)  # type: ignore[arg-type]  # width and height
        for scheme in ("dark", "light"):
            page.emulate_media(color_scheme=scheme)
            assert accessibility_problems(page) == []
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            picture(page, f"{name}-{size}-{scheme}")
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]  # width and height


def test_a_program_is_set_up_and_seen(browser: Browser, empty: Instance) -> None:
    empty.start()
    with visitor(browser, empty.url) as context:
        page = context.new_page()
        sign_up(page, "Mara")
        page.goto("/connections")
        page.get_by_role("link", name="Set up a program").click()
        expect(page.get_by_role("heading", name="Scrobbling", level=1)).to_be_visible()
        for value in (
            f"{empty.url}/1/", f"{empty.url}/1/submit-listens", "ND_LISTENBRAINZ_BASEURL",
            "mpdscribble.conf", "LZ_URL",
        ):  # fmt: skip
            expect(page.get_by_text(value).first).to_be_visible()
        page.get_by_role("button", name="Make a token").click()
        shown = page.get_by_role("group", name="Scrobble token, shown this once").locator("code")
        expect(shown).to_contain_text("attune_scrobble_")
        token = shown.inner_text().strip()
        expect(page.get_by_text("nothing came yet")).to_be_visible()
        look_at(page, "scrobbling-token")
        page.get_by_role("button", name="I have it").click()
        expect(shown).to_have_count(0)

        send(empty, token, "playing_now", NOW)
        playing = page.get_by_role("heading", name="Playing now").locator("xpath=ancestor::section")
        expect(playing).to_contain_text("Low Water")
        expect(playing).to_contain_text("by Shanty/2.1")
        send(empty, token, "single", NOW | {"listened_at": 1_763_640_000})
        programs = page.get_by_role("heading", name="What your programs sent last")
        programs = programs.locator("xpath=ancestor::section")
        expect(programs).to_contain_text("a listen: Low Water, The Harbour")
        expect(programs).to_contain_text("kept")
        look_at(page, "scrobbling")
        page.reload()
        expect(playing).to_contain_text("Low Water")
        assert token not in page.content()

"""A token by one click, a program that uses it, and what the page then shows by itself."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import httpx
import pytest
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
from tests.support.scrobble_targets import TOKEN, Targets, scrobble_targets

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


@pytest.fixture
def targets() -> Iterator[Targets]:
    with scrobble_targets() as found:
        yield found


@pytest.fixture
def forwarding(tmp_path: Path, free_port: int, targets: Targets) -> Iterator[Instance]:
    """An Attune that passes scrobbles on to local services."""
    instance = Instance(tmp_path / "data", free_port, load_sample="0", **targets.settings)
    yield instance.start()
    instance.stop()


def test_a_program_is_set_up_and_seen_and_its_listens_passed_on(
    browser: Browser, forwarding: Instance, targets: Targets
) -> None:
    with visitor(browser, forwarding.url) as context:
        page = context.new_page()
        sign_up(page, "Mara")
        page.goto("/connections")
        page.get_by_role("link", name="Set up a program").click()
        expect(page.get_by_role("heading", name="Scrobbling", level=1)).to_be_visible()
        for value in (
            f"{forwarding.url}/1/", f"{forwarding.url}/1/submit-listens", "ND_LISTENBRAINZ_BASEURL",
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

        page.get_by_role("button", name="Connect ListenBrainz").click()
        page.get_by_label("User token").fill(TOKEN)
        page.get_by_role("button", name="Connect", exact=True).click()
        expect(page.get_by_text("as mara-lb")).to_be_visible()

        send(forwarding, token, "playing_now", NOW)
        playing = page.get_by_role("heading", name="Playing now").locator("xpath=ancestor::section")
        expect(playing).to_contain_text("Low Water")
        expect(playing).to_contain_text("by Shanty/2.1")
        send(forwarding, token, "single", NOW | {"listened_at": 1_763_640_000})
        programs = page.get_by_role("heading", name="What your programs sent last")
        programs = programs.locator("xpath=ancestor::section")
        expect(programs).to_contain_text("a listen: Low Water, The Harbour")
        expect(programs).to_contain_text("kept")
        forwarding.wait_for(lambda: targets.listens == [("Low Water", 1_763_640_000)], "passed on")
        page.reload()
        expect(page.get_by_text("as mara-lb · 1 sent")).to_be_visible()
        look_at(page, "scrobbling")
        expect(playing).to_contain_text("Low Water")
        assert token not in page.content()

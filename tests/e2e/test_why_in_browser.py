"""Behind every "why": from a reason in the queue to what each line of the song gives."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browsing import PHONE, accessibility_problems, sign_up, visitor
from tests.support.instance import Instance

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


def explained(page: Page, attune: Instance) -> None:
    """Expect the page's explanation to be what REST says of the song."""
    track_id = re.search(r"/song/([0-9a-f-]{36})", page.url)
    assert track_id
    answer = page.context.request.get(f"{attune.api}/tracks/{track_id[1]}/mood/explanation")
    lines = answer.json()["lines"]
    rows = page.locator(".gives-lines li")
    expect(rows).to_have_count(len(lines))
    for row, line in zip(rows.all(), lines, strict=True):
        expect(row.locator(".gives-text")).to_contain_text(line["text"].strip())
        points = 100 * line["gives"][answer.json()["mood"]]
        shown = row.locator(".num").inner_text().replace("−", "-")
        assert float(shown) == pytest.approx(points, abs=0.051)


@pytest.mark.parametrize("viewport", [{"width": 1280, "height": 900}, PHONE])
def test_a_reason_leads_to_what_each_line_gives(
    browser: Browser, attune: Instance, viewport: dict[str, int]
) -> None:
    with visitor(browser, attune.url, viewport=viewport) as context:
        page = context.new_page()
        sign_up(page, f"Asker{viewport['width']}")
        page.goto("/queue")
        fit = page.get_by_role("group", name="Make it fit")
        fit.get_by_role("button", name="Sad").click()
        expect(page.locator("ol.songs > li")).to_have_count(10)
        page.locator("ol.songs .why a").nth(1).click()
        expect(page.locator(".gives-lead")).to_be_in_viewport()
        explained(page, attune)
        assert accessibility_problems(page) == []


def test_a_song_is_explained_when_asked(browser: Browser, attune: Instance) -> None:
    with visitor(browser, attune.url) as context:
        page = context.new_page()
        sign_up(page, "Wonderer")
        page.goto("/queue")
        fit = page.get_by_role("group", name="Make it fit")
        fit.get_by_role("button", name="Relaxed").click()
        expect(page.locator("ol.songs > li")).to_have_count(10)
        page.locator("ol.songs h2 a").first.click()
        page.get_by_role("button", name="Show line by line").click()
        expect(page.get_by_role("heading", name="What would change this")).to_be_visible()
        explained(page, attune)
        page.goto("/queue")
        page.locator("ol.songs h2 a").nth(1).click()
        page.get_by_role("link", name="Why the words say so, line by line").click()
        expect(page.locator(".gives-lead")).to_be_in_viewport()
        explained(page, attune)

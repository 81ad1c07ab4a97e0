"""By clicking: the sample listener's statistics in every period, each chart with its table."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.browsing import (
    DESKTOP,
    PHONE,
    accessibility_problems,
    explore_sample,
    picture,
    sign_up,
    visitor,
)
from tests.support.instance import Instance

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
CHARTS = ["In days", "Mood over time", "Where you have been", "Hours and weekdays",
          "What you play in each mood"]  # fmt: skip
MOODS = ["Angry", "Happy", "Sad", "Relaxed"]


@pytest.fixture(scope="module")
def lived(attune: Instance) -> Instance:
    """Attune once the sample listener has a history."""
    attune.wait_for(
        lambda: "being scored" not in attune.command("sample", "status").stdout, "the sample lived"
    )
    return attune


@pytest.fixture
def stats(browser: Browser, lived: Instance) -> Iterator[Page]:
    """The Stats page of the sample listener."""
    with visitor(browser, lived.url) as context:
        page = context.new_page()
        explore_sample(page)
        page.goto("/stats")
        page.get_by_role("heading", name="Your year").wait_for()
        yield page


def card(page: Page, title: str) -> Locator:
    """One card by its heading."""
    return page.locator(".card", has=page.get_by_role("heading", name=title, exact=True))


def rows(page: Page, title: str) -> list[list[str]]:
    """What the table behind a chart says."""
    found = card(page, title).locator(".twin")
    if found.get_attribute("open") is None:
        found.locator("summary").click()
    return [line.split("\t") for line in found.locator("tbody tr").all_inner_texts()]


@pytest.mark.parametrize(
    "period, heading, days",
    [("Week", "Your week", 7), ("Month", "Your month", 30), ("All", "All of it", 120)],
)
def test_every_period_draws_every_chart(stats: Page, period: str, heading: str, days: int) -> None:
    stats.get_by_role("button", name=period, exact=True).click()
    expect(stats.get_by_role("heading", name=heading, exact=True)).to_be_visible()
    expect(stats.get_by_role("button", name=period, exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    said = rows(stats, "In days")
    # The listener logs on most days, and the night's entries may lie on one more.
    assert days * 0.6 <= len(said) <= days + 1
    assert all(row[1] in {*MOODS, "Even"} for row in said), said
    entries = sum(int(row[4]) for row in said)
    expect(stats.locator(".sub")).to_contain_text(f"{entries} entries, ")
    for title in CHARTS:
        assert len(rows(stats, title)) >= (4 if title != "Mood over time" else 5), title
    assert sum(int(row[3]) for row in rows(stats, "Mood over time")) == entries
    assert sum(int(row[4]) for row in rows(stats, "Hours and weekdays")) == entries
    shares = rows(stats, "Where you have been")
    assert sum(int(row[1].removesuffix("%")) for row in shares) == 100
    assert [row[0] for row in rows(stats, "What you play in each mood")] == [
        "When angry", "When happy", "When sad", "When relaxed",
    ]  # fmt: skip
    expect(card(stats, "Words you chose").locator(".chip").first).to_be_visible()


def test_a_day_is_looked_at(stats: Page) -> None:
    days = card(stats, "In days")
    first = days.locator(".day p").text_content() or ""
    days.get_by_role("button", name="The day before").click()
    expect(days.locator(".day p")).not_to_have_text(first)
    days.get_by_role("button", name="The day after").click()
    expect(days.locator(".day p")).to_have_text(first)


def test_below_five_entries_nothing_is_drawn(browser: Browser, lived: Instance) -> None:
    with visitor(browser, lived.url) as context:
        page = context.new_page()
        sign_up(page, "Beginner")
        page.get_by_role("button", name="Happy").click()
        page.locator(".ent").wait_for()
        page.goto("/stats")
        expect(
            page.get_by_text("One mood logged. Four more, and the charts begin.")
        ).to_be_visible()
        expect(page.locator("figure")).to_have_count(0)


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_stats_are_accessible_in_every_light(
    browser: Browser, lived: Instance, theme: str, size: str
) -> None:
    viewport = DESKTOP if size == "desktop" else PHONE
    with visitor(browser, lived.url, color_scheme=theme, viewport=viewport) as context:
        page = context.new_page()
        explore_sample(page)
        page.goto("/stats")
        page.get_by_role("heading", name="Your year").wait_for()
        page.get_by_role("button", name="All", exact=True).click()
        page.get_by_role("heading", name="All of it").wait_for()
        page.wait_for_load_state("networkidle")
        assert accessibility_problems(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]
        picture(page, f"stats-{size}-{theme}")
        for title in CHARTS:
            rows(page, title)
        assert accessibility_problems(page) == []

"""The History page: a long history looked through, a play put right and back, files fetched."""

import json
from datetime import UTC, datetime, timedelta

import httpx
from playwright.sync_api import FilePayload, Page, expect

from tests.e2e.test_scrobbling_in_browser import look_at
from tests.support.browsing import sign_up
from tests.support.instance import Instance

LAST = datetime(2025, 6, 2, 20, tzinfo=UTC)


def history(count: int) -> bytes:
    """Account data of Spotify: three songs by turns, and one that was skipped."""
    rows = [
        {
            "endTime": (LAST - timedelta(minutes=10 * n)).strftime("%Y-%m-%d %H:%M"),
            "artistName": "Hella Quartet", "trackName": f"Lantern {n % 3}",
            "msPlayed": 3_000 if n == 4 else 195_000,
        }
        for n in range(count)
    ]  # fmt: skip
    return json.dumps(rows).encode()


def test_a_history_is_looked_through_and_put_right(page: Page, attune: Instance) -> None:
    sign_up(page, "Hedda")
    page.get_by_role("navigation", name="Main").first.get_by_role("link", name="History").click()
    expect(page.get_by_text("Nothing was heard yet.")).to_be_visible()
    look_at(page, "history-empty")
    page.get_by_role("link", name="Import files").last.click()
    page.get_by_label("Choose files, or drop files").set_input_files(
        FilePayload(name="streams.json", mimeType="application/json", buffer=history(120))
    )
    page.get_by_role("link", name="In your history").click()

    lines = page.locator(".heard tbody tr")
    expect(lines).to_have_count(50)
    expect(page.get_by_role("button", name="the import streams.json")).to_be_visible()
    page.get_by_role("button", name="Older").click()
    expect(page.get_by_role("button", name="Newer")).to_be_enabled()
    page.get_by_role("button", name="Show everything").click()
    expect(page.get_by_role("button", name="Newer")).to_be_disabled()
    expect(page.get_by_text("120 reports, 119 count")).to_be_visible()
    page.get_by_label("Song or artist").fill("lantern 1")
    expect(lines).to_have_count(39)
    page.get_by_role("button", name="Show everything").click()
    expect(lines).to_have_count(50)
    expect(page.get_by_label("Song or artist")).to_have_value("")

    first = lines.first
    expect(first).to_contain_text("Lantern 0")
    first.get_by_role("button", name="Put right").click()
    page.get_by_role("menuitem", name="It was another song").click()
    question = page.get_by_role("dialog", name="Which song was it?")
    question.get_by_label("Find the song").fill("Lantern 2")
    question.get_by_role("button", name="Lantern 2").click()
    expect(first).to_contain_text("Lantern 2")
    look_at(page, "history")
    page.get_by_role("button", name="Take back was Lantern 0").click()
    expect(first).to_contain_text("Lantern 0")

    first.get_by_role("button", name="Put right").click()
    page.get_by_role("menuitem", name="Take this play out").click()
    expect(first).to_contain_text("Lantern 1")
    page.get_by_role("button", name="Undo").click()
    expect(first).to_contain_text("Lantern 0")

    page.get_by_role("button", name="reports that do not count").click()
    expect(lines).to_have_count(1)
    expect(lines.first).to_contain_text("less than 30 seconds and less than half")
    page.get_by_role("button", name="Close").click()  # what was said lies over the list's end
    page.get_by_role("button", name="plays that count").click()
    with page.expect_download() as fetched:
        page.get_by_role("link", name="JSON").click()
    assert len(json.loads(fetched.value.path().read_text())) == 119
    assert httpx.get(f"{attune.api}/me/history.json").status_code == 401

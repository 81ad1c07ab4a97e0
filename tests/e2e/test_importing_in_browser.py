"""Files dropped on the Import page: read while one looks, accounted for, and taken out again."""

import io
import json
import zipfile
from datetime import UTC, datetime, timedelta

from playwright.sync_api import FilePayload, Page, expect

from tests.e2e.test_scrobbling_in_browser import look_at
from tests.support.browsing import sign_up
from tests.support.instance import Instance

FIRST = datetime(2024, 3, 1, 8, tzinfo=UTC)


def extended(count: int) -> bytes:
    """A zip as Spotify sends it: plays, one too short, a podcast."""
    rows = [
        {
            "ts": (FIRST + timedelta(minutes=5 * n)).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "ms_played": 2_000 if n == 1 else 200_000,
            "master_metadata_track_name": None if n == 2 else f"Ferry {n % 40}",
            "master_metadata_album_artist_name": None if n == 2 else "Zwolle Quartet",
            "episode_name": "Talk" if n == 2 else None,
            "ip_addr": "203.0.113.77", "conn_country": "NO", "incognito_mode": False,
        }
        for n in range(count)
    ]  # fmt: skip
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Spotify/Streaming_History_Audio_2024.json", json.dumps(rows))
        archive.writestr("Spotify/ReadMe.pdf", b"%PDF")
    return packed.getvalue()


def fates(page: Page, name: str) -> list[str]:
    """What the list says of a file's rows."""
    row = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name=name))
    return row.locator(".fates dd").all_inner_texts()


def test_histories_are_brought_watched_and_taken_out_again(page: Page, attune: Instance) -> None:
    sign_up(page, "Imogen")
    page.goto("/library")
    page.get_by_role("link", name="Import files").first.click()
    expect(page.get_by_role("heading", name="Import", exact=True, level=1)).to_be_visible()
    expect(page.get_by_text("No file was imported yet.")).to_be_visible()
    expect(page.get_by_text("up to 1 GB each")).to_be_visible()
    look_at(page, "import-empty")

    well = page.get_by_label("Choose files, or drop files")
    well.focus()
    expect(well).to_be_focused()
    well.set_input_files(
        [
            FilePayload(name="my_spotify.zip", mimeType="application/zip", buffer=extended(300)),
            FilePayload(name="photo.json", mimeType="application/json", buffer=b"\x89PNG\r\n"),
        ]
    )
    listed = page.get_by_role("heading", name="Your imports").locator("xpath=ancestor::section")
    expect(listed.get_by_text("Spotify, extended history")).to_be_visible()
    expect(listed.get_by_role("button", name="Cancel")).to_have_count(0)
    assert fates(page, "my_spotify.zip") == ["300", "298", "0", "2", "0"]
    expect(listed.get_by_text("Nothing in this file is a play or a song")).to_be_visible()
    listed.get_by_text("Why rows were skipped or refused").last.click()
    expect(listed.get_by_text("a podcast")).to_be_visible()
    page.get_by_text("Spotify, extended history", exact=True).last.click()
    look_at(page, "import")

    spotify = listed.get_by_role("listitem").filter(has_text="my_spotify.zip")
    with page.expect_download() as fetched:
        spotify.get_by_role("link", name="Report of every row").click()
    lines = fetched.value.path().read_text().splitlines()
    assert (len(lines), lines[2].split(",")[2:4]) == (301, ["skipped", "short"])
    assert "203.0.113.77" not in "".join(lines)

    page.reload()  # what was read is there without the page having been open
    spotify.get_by_role("button", name="Undo this import").click()
    question = page.get_by_role("dialog", name="Undo this import?")
    expect(question).to_contain_text("Everything that only my_spotify.zip brought")
    question.get_by_role("button", name="Take it out").click()
    expect(spotify.get_by_text("undone", exact=True)).to_be_visible()
    page.goto("/library")
    page.get_by_role("searchbox").fill("Zwolle")
    expect(page.get_by_text("No song fits.")).to_be_visible()

"""Lyrics: counted, looked up at an LRCLIB of our own, given as files, decided, taken out."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.sandbox.lrclib import LrclibEntry, LrclibSandbox
from tests.support.browsing import (
    DESKTOP,
    PHONE,
    accessibility_problems,
    picture,
    sign_up,
    visitor,
)
from tests.support.instance import Instance
from tests.support.sandboxes import LrclibAtHand, lrclib_with

HAPPY = "we dance in the happy morning light and laugh and sing with joy all day\n" * 6
SONGS = [f"Tide {n}" for n in range(12)]


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
def provider() -> Iterator[LrclibAtHand]:
    entries = [LrclibEntry(n, SONGS[n], "Vela", 200.0, plain=HAPPY) for n in range(6)]
    entries.append(LrclibEntry(6, SONGS[6], "Vela", 200.0, instrumental=True))
    with lrclib_with(LrclibSandbox(entries)) as found:
        yield found


@pytest.fixture
def gathering(tmp_path: Path, free_port: int, provider: LrclibAtHand) -> Iterator[Instance]:
    """An Attune that asks the LRCLIB of the test."""
    instance = Instance(
        tmp_path / "data", free_port, load_sample="0", lrclib_url=provider.base_url,
        lrclib_gap_s="0.05",
    )  # fmt: skip
    yield instance.start()
    instance.stop()


def import_songs(page: Page, attune: Instance) -> None:
    """A history of songs, the first heard most."""
    lines = ["title,artist,duration_ms,played_at"]
    lines += [
        f"{title},Vela,200000,2026-0{1 + n % 9}-1{k}T12:00:00Z"
        for n, title in enumerate(SONGS)
        for k in range(1 + (12 - n) // 3)
    ]
    cookies = "; ".join(f"{c['name']}={c['value']}" for c in page.context.cookies())
    headers = {"Cookie": cookies, "Origin": attune.url, "Sec-Fetch-Site": "same-origin"}
    answer = httpx.post(
        f"{attune.api}/me/library/import", headers=headers, timeout=60,
        files={"file": ("plays.csv", "\n".join(lines).encode(), "text/csv")},
    )  # fmt: skip
    assert answer.status_code == 202, answer.text
    run = answer.json()["import_id"]
    attune.wait_for(
        lambda: (
            httpx.get(f"{attune.api}/me/imports/{run}", headers=headers).json()["state"] == "done"
        ),
        "imported",
    )


def decide_files(page: Page, folder: Path) -> None:
    """Give a zip; one file is sure, one is asked about, one is of no song, one is no text."""
    bundle = folder / "words.zip"
    with zipfile.ZipFile(bundle, "w") as archive:
        archive.writestr("Vela - Tide 7.lrc", f"[ti:Tide 7]\n[ar:Vela]\n[00:01.00]{HAPPY}")
        archive.writestr("Tide 8.txt", HAPPY)
        archive.writestr("Strange name.txt", HAPPY)
        archive.writestr("Vela - Tide 9.lrc", b"\x89PNG\x00\x00")
    page.get_by_label("Choose .lrc or .txt files").set_input_files(bundle)
    expect(page.get_by_role("heading", name="Whose words are these?")).to_be_visible()
    expect(page.get_by_role("button", name="With lyrics: 7 songs, 58%")).to_be_visible()
    expect(page.get_by_text("1 found its song, 2 to decide, 1 not read")).to_be_visible()
    look_at(page, "lyrics-files")
    page.get_by_role("button", name="Tide 8.txt is of Tide 8 by Vela").click()
    expect(page.get_by_role("button", name="With lyrics: 8 songs, 67%")).to_be_visible()
    page.get_by_role("button", name="Choose another song for Strange name.txt").click()
    page.get_by_label("Title or artist").fill("Tide 10")
    choice = page.get_by_role("button", name="Strange name.txt is of Tide 10 by Vela")
    expect(choice).to_be_visible()
    assert accessibility_problems(page) == []
    choice.press("Enter")
    expect(page.get_by_role("button", name="With lyrics: 9 songs, 75%")).to_be_visible()
    expect(page.get_by_role("heading", name="Whose words are these?")).to_have_count(0)


def test_from_no_words_to_most_of_them(
    browser: Browser, gathering: Instance, provider: LrclibAtHand, tmp_path: Path
) -> None:
    with visitor(browser, gathering.url) as context:
        page = context.new_page()
        sign_up(page, "Wilma")
        page.goto("/library/lyrics")
        expect(page.get_by_text("No songs yet.")).to_be_visible()
        look_at(page, "lyrics-empty")
        import_songs(page, gathering)
        page.reload()
        row = page.get_by_role("button", name="Not asked yet: 12 songs, 100%")
        expect(row).to_be_visible()
        expect(page.get_by_text("Off: nothing is asked")).to_be_visible()
        assert provider.sandbox.requests == []

        # A switch: from then on LRCLIB is asked, those heard most first.
        page.get_by_role("switch", name="Look up missing lyrics").click()
        expect(page.get_by_role("button", name="With lyrics: 6 songs, 50%")).to_be_visible()
        expect(page.get_by_role("button", name="Instrumental: 1 songs, 8%")).to_be_visible()
        expect(page.get_by_text("LRCLIB answers.")).to_be_visible()
        asked = [r.query["track_name"][0] for r in provider.sandbox.sent("GET", "/api/get")]
        assert sorted(asked) == sorted(SONGS)
        page.get_by_role("button", name="No lyrics found: 5 songs, 42%").click()
        expect(page.get_by_role("heading", name="No lyrics found")).to_be_visible()
        expect(page.get_by_role("link", name="Tide 9")).to_be_visible()
        look_at(page, "lyrics")
        page.get_by_role("button", name="Plays", exact=True).click()
        expect(page.get_by_text("of your plays have lyrics")).to_be_visible()
        page.get_by_role("button", name="Songs", exact=True).click()

        # What nobody sings is said by one press, and taken back by another.
        page.get_by_role("button", name="Mark as instrumental: Tide 11").click()
        expect(page.get_by_role("button", name="Instrumental: 2 songs, 17%")).to_be_visible()
        page.get_by_role("button", name="Undo").click()
        expect(page.get_by_role("button", name="Instrumental: 1 songs, 8%")).to_be_visible()

        decide_files(page, tmp_path)

        # From the list to the song, which has its words and their mood.
        page.get_by_role("button", name="With lyrics: 9 songs, 75%").click()
        page.get_by_role("link", name="Tide 7").click()
        expect(page.get_by_role("heading", name="Tide 7")).to_be_visible()
        expect(page.get_by_text("we dance in the happy morning light").first).to_be_visible()
        page.goto("/library/lyrics")
        page.get_by_role("button", name="Take out what was given").click()
        page.get_by_role("dialog").get_by_role("button", name="Take out").click()
        expect(page.get_by_role("button", name="With lyrics: 6 songs, 50%")).to_be_visible()

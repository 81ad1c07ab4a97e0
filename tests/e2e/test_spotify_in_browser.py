"""Spotify by clicking: connected, read by itself, playlists and library brought in, taken back."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from assistant.sandbox.server import SandboxServer
from assistant.sandbox.spotify import SANDBOX_CLIENT_ID, SpotifySandbox
from assistant.sandbox.spotify.state import Play
from tests.support.browsing import (
    DESKTOP,
    PHONE,
    accessibility_problems,
    picture,
    sign_up,
    visitor,
)
from tests.support.instance import Instance
from tests.support.sandboxes import CATALOGUE, HARBOUR, PREMIUM

LONG_MS = 120_000


@pytest.fixture
def spotify_there() -> Iterator[SandboxServer]:
    """A Spotify with a listener's plays, playlists and saved songs."""
    sandbox = SpotifySandbox(CATALOGUE)
    robin = sandbox.user(PREMIUM)
    now = datetime.now(UTC)
    robin.plays = [Play(t, now - timedelta(minutes=4 * n)) for n, t in enumerate(CATALOGUE[:6], 1)]
    robin.playing = HARBOUR
    robin.top = list(CATALOGUE[:3])
    robin.saved = {song.uri for song in CATALOGUE[:10]}
    uris = [song.uri for song in CATALOGUE]
    sandbox.state.give_playlist(PREMIUM, "Slow mornings", uris[:12])
    sandbox.state.give_playlist(PREMIUM, "Long drives", uris[12:60])
    sandbox.state.give_playlist(PREMIUM, "Made by Kim", uris[:5], owner_id="sandbox-free")
    with SandboxServer(sandbox) as server:
        yield server


@pytest.fixture
def attune_there(
    tmp_path: Path, free_port: int, spotify_there: SandboxServer
) -> Iterator[Instance]:
    """An Attune that takes it for the real Spotify."""
    url = spotify_there.url
    instance = Instance(
        tmp_path / "data", free_port, load_sample="0", spotify_api_url=f"{url}/v1",
        spotify_accounts_url=url,
    )  # fmt: skip
    yield instance.start()
    instance.stop()


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


def connect(page: Page) -> None:
    """From the empty page over Spotify's consent to the page about it."""
    page.goto("/connections/spotify")
    expect(page.get_by_role("heading", name="Spotify is not connected")).to_be_visible()
    look_at(page, "spotify-empty")
    page.get_by_role("link", name="Connect on the Connections page").click()
    page.get_by_label("Client ID").fill(SANDBOX_CLIENT_ID)
    page.get_by_role("button", name="Save the client ID").click()
    page.get_by_role("button", name="Connect Spotify").click()
    page.get_by_role("button", name="Allow").first.click()
    expect(page.get_by_text("Spotify is connected.")).to_be_visible()
    page.get_by_role("link", name="Plays, playlists and gaps").click()


def card(page: Page, heading: str) -> Locator:
    """The card under a heading."""
    found = page.get_by_role("heading", name=heading, level=2)
    return found.locator("xpath=ancestor::section")


def bring_in(page: Page, sandbox: SpotifySandbox) -> None:
    """Playlists with a bar while they come, then what is saved."""
    bring = card(page, "Bring in")
    slow = f"/v1/playlists/{sandbox.user(PREMIUM).playlists[1].id}/items"
    sandbox.add_fault(path=slow, kind="slow", delay_ms=3_000)
    page.get_by_role("button", name="Import playlists").click()
    expect(bring.get_by_role("progressbar")).to_be_visible()
    expect(bring).to_contain_text("2 new, 1 that Spotify does not show", timeout=LONG_MS)
    lists = card(page, "Playlists here")
    expect(lists).to_contain_text("Slow mornings")
    expect(lists).to_contain_text("12 songs")
    expect(lists).to_contain_text("it is somebody else's")
    page.get_by_role("button", name="Import library").click()
    expect(bring).to_contain_text("10 saved songs", timeout=LONG_MS)


def lose_plays(page: Page, sandbox: SpotifySandbox) -> None:
    """More plays than Spotify keeps, then a quota: a gap and a pause."""
    last, user = datetime.now(UTC), sandbox.user(PREMIUM)
    user.plays = [Play(t, last + timedelta(seconds=n)) for n, t in enumerate(CATALOGUE[:60])]
    page.get_by_role("button", name="Read now").click()
    gaps = card(page, "Known gaps")
    expect(gaps).to_contain_text("nothing of it is known yet", timeout=LONG_MS)
    recent = "/v1/me/player/recently-played"
    sandbox.add_fault(path=recent, kind="quota_exceeded", retry_after_s=7_200)
    page.get_by_role("button", name="Read now").click()
    quota = card(page, "Quota and pauses")
    expect(quota).to_contain_text("It is asked again", timeout=LONG_MS)


def test_from_connecting_to_taking_it_back(
    browser: Browser, attune_there: Instance, spotify_there: SandboxServer
) -> None:
    sandbox = spotify_there.sandbox
    assert isinstance(sandbox, SpotifySandbox)
    with visitor(browser, attune_there.url, also=(spotify_there.url,)) as context:
        page = context.new_page()
        sign_up(page, "Spotila")
        connect(page)
        # Nobody asks for it: the worker reads what was played, and the page shows it by itself.
        plays = card(page, "Your plays")
        expect(plays.get_by_role("switch", name="Read what I play by itself")).to_be_checked()
        expect(plays.locator("dd").nth(1)).to_have_text("6", timeout=LONG_MS)
        page.get_by_role("button", name="Read now").click()
        expect(plays.locator("dd").nth(1)).to_have_text("0", timeout=LONG_MS)
        bring_in(page, sandbox)
        picture(page, "spotify-well-desktop-dark")
        lose_plays(page, sandbox)
        look_at(page, "spotify")

        page.get_by_role("button", name="Disconnect").click()
        question = page.get_by_role("dialog")
        expect(question).to_contain_text("3 playlists")
        expect(question).to_contain_text("1 known gap")
        look_at(page, "spotify-disconnect")
        question.get_by_role("button", name="Disconnect").click()
        expect(page.get_by_text("Spotify is disconnected.")).to_be_visible()
        expect(page.get_by_label("Client ID")).to_be_visible()

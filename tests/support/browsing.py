"""A real browser in the tests: the system's Chromium, watched for requests that leave the machine."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
PATIENCE_MS = 30_000
SCREENSHOTS = os.environ.get("SCREENSHOTS", "")
"""Folder that pictures are left in, relative to the project; empty: none are taken."""


@contextmanager
def chromium(path: str) -> Iterator[Browser]:
    """A running browser; what is expected may take as long as anything else here."""
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def visitor(
    browser: Browser, url: str, *, also: tuple[str, ...] = (), **options: Any
) -> Iterator[BrowserContext]:
    """Somebody with a browser of their own; it is an error when it asks any other host.

    Args:
        browser: a running browser.
        url: of Attune.
        also: beginnings of further addresses that it may ask, such as the sandbox's.
        **options: for the browser's context.
    """
    given: dict[str, Any] = {
        "viewport": DESKTOP, "color_scheme": "dark", "locale": "en-GB",
        "timezone_id": "Europe/Berlin", "reduced_motion": "reduce", "base_url": url,
    }  # fmt: skip
    context = browser.new_context(**(given | options))
    context.set_default_timeout(PATIENCE_MS)
    foreign: list[str] = []
    own = (url, url.replace("http", "ws", 1), "data:", "blob:", *also)
    context.on("request", lambda r: None if r.url.startswith(own) else foreign.append(r.url))
    try:
        yield context
    finally:
        context.close()
    assert foreign == []


def sign_up(page: Page, name: str) -> None:
    """Make an account on the sign-up page and arrive on Mood."""
    page.goto("/sign-up")
    page.get_by_label("E-mail").fill(f"{name.lower()}@example.com")
    page.get_by_label("What shall we call you").fill(name)
    page.get_by_label("Password").fill("harbour lamp at low water")
    page.get_by_role("button", name="Make the account").click()
    page.get_by_role("heading", name=name).wait_for()


def explore_sample(page: Page) -> None:
    """Go in as the sample listener and arrive on Mood."""
    page.goto("/sign-in")
    page.get_by_role("button", name="Look around with sample data").click()
    page.get_by_role("heading", name="Robin").wait_for()


def accessibility_problems(page: Page) -> list[str]:
    """What axe-core finds wrong with a page, one line each."""
    found = Axe().run(page).response["violations"]
    return [
        f"{v['id']}: {node['target']} {node.get('failureSummary', '')[:200]}"
        for v in found
        for node in v["nodes"]
    ]


def picture(page: Page, name: str) -> None:
    """Leave a picture of a page for the README, when pictures were asked for.

    Args:
        name: such as "mood-phone-dark"; "-desktop" is left out of the file's name.
    """
    if SCREENSHOTS:
        folder = ROOT / SCREENSHOTS
        folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=folder / f"{name.replace('-desktop', '')}.png")

"""By clicking: Spotify's consent, recent listening read and stopped, and the index built anew."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

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
PASSWORD = "harbour lamp at low water"
LOOPBACK = ("http://127.0.0.1:",)  # the sandbox's own pages
LOOKS = [(size, theme) for size in ("desktop", "phone") for theme in ("dark", "light")]


@pytest.fixture
def page(browser: Browser, attune: Instance) -> Iterator[Page]:
    """A tab of somebody new."""
    with visitor(browser, attune.url, also=LOOPBACK) as context:
        yield context.new_page()


@pytest.fixture(scope="module")
def admin(attune: Instance) -> str:
    """E-mail of an admin, made on the command line."""
    done = attune.command(
        "user", "add", "keeper@example.com", "--name", "Keeper", "--admin",
        text=f"{PASSWORD}\n{PASSWORD}\n",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return "keeper@example.com"


def sign_in(page: Page, email: str) -> None:
    page.goto("/sign-in")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="Keeper").wait_for()


@contextmanager
def worker_held(attune: Instance) -> Iterator[None]:
    """Let the worker stand still, so that a job waits for as long as a test looks at it."""
    worker = attune.pid("worker")
    os.kill(worker, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(worker, signal.SIGCONT)


def build(page: Page, how: str) -> None:
    """Read what a build would do, and begin it."""
    page.get_by_role("button", name="Build a new generation").click()
    expect(page.get_by_role("dialog").get_by_text("Songs to write")).to_be_visible()
    page.get_by_role("button", name=how).click()


def connect(page: Page) -> None:
    """Click through Spotify's consent."""
    page.goto("/connections")
    page.get_by_role("button", name="Connect Spotify").click()
    page.get_by_role("button", name="Allow").click()
    expect(page.get_by_text("Spotify is connected.")).to_be_visible()


def test_spotify_is_connected_tested_and_disconnected(page: Page) -> None:
    sign_up(page, "Linker")
    page.goto("/connections")
    expect(page.locator(".main .badge", has_text="sandbox")).to_be_visible()
    connect(page)
    assert page.url.endswith("/connections")  # what Spotify said is said once
    expect(page.get_by_text("What you played last can be read.")).to_be_visible()
    page.get_by_role("button", name="Test the connection").click()
    expect(page.get_by_text("Spotify answers")).to_be_visible()
    page.get_by_role("button", name="Disconnect").click()
    page.get_by_role("dialog").get_by_role("button", name="Disconnect").click()
    expect(page.get_by_text("Spotify is disconnected.")).to_be_visible()
    expect(page.get_by_role("button", name="Connect Spotify")).to_be_visible()


def test_saying_no_to_spotify_connects_nothing(page: Page) -> None:
    sign_up(page, "Refuser")
    page.goto("/connections")
    page.get_by_role("button", name="Connect Spotify").click()
    page.get_by_role("button", name="Deny").click()
    expect(page.get_by_text("You did not allow it. Nothing was connected.")).to_be_visible()
    expect(page.get_by_role("button", name="Connect Spotify")).to_be_visible()


def test_recent_listening_is_read_and_can_be_stopped(page: Page, attune: Instance) -> None:
    sign_up(page, "Recent")
    page.goto("/connections")
    expect(page.get_by_role("button", name="Analyse recent songs")).to_be_disabled()
    connect(page)
    with worker_held(attune):
        page.get_by_role("button", name="Analyse recent songs").click()
        bar = page.get_by_role("progressbar", name="Reading what you played")
        expect(bar).to_be_visible()
        page.reload()
        expect(bar).to_be_visible()
        page.get_by_role("button", name="Cancel").click()
        expect(page.get_by_text("Stopped. What was read stays.")).to_be_visible()
        expect(bar).to_have_count(0)
    page.get_by_role("button", name="Analyse recent songs").click()
    expect(page.get_by_text("songs have a mood.")).to_be_visible()
    expect(page.get_by_text("Lately you heard")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Lately you heard")).to_be_visible()
    expect(page.get_by_role("button", name="Analyse again")).to_be_enabled()


def test_the_index_is_for_admins(page: Page) -> None:
    explore_sample(page)
    expect(page.get_by_role("link", name="Index")).to_have_count(0)
    expect(page.get_by_role("link", name="Evaluation")).to_have_count(0)
    page.goto("/admin/index")
    expect(page.get_by_text("This page is for admins.")).to_be_visible()
    expect(page.get_by_role("button", name="Build a new generation")).to_have_count(0)
    page.goto("/admin/evaluation")
    expect(page.get_by_text("This page is for admins.")).to_be_visible()
    expect(page.get_by_text("attune evaluate mood")).to_have_count(0)


def test_the_index_is_built_anew_watched_stopped_and_switched(
    page: Page, attune: Instance, admin: str
) -> None:
    sign_in(page, admin)
    page.get_by_role("link", name="Index").click()
    expect(page.get_by_text("Up to date")).to_be_visible()
    before = int(page.locator(".gen.active").inner_text())
    new = max(int(number) for number in page.locator(".gen").all_inner_texts()) + 1
    with worker_held(attune):
        build(page, "Build, then switch")
        expect(page.get_by_text(f"Building generation {new}")).to_be_visible()
        expect(page.get_by_role("progressbar", name="Write vectors")).to_be_visible()
        page.reload()
        expect(page.get_by_text(f"Building generation {new}")).to_be_visible()
        assert accessibility_problems(page) == []
        page.get_by_role("button", name="Cancel build").click()
        expect(page.get_by_text("Build stopped. Searches were not touched.")).to_be_visible()
    build(page, "Build, then switch")
    expect(page.get_by_text(f"Generation {new} answers now")).to_be_visible()
    expect(page.locator(".gen.active")).to_have_text(str(new))
    former = page.locator(".gens li", has=page.locator(".gen", has_text=str(before)))
    former.get_by_role("button", name="Go back").click()
    expect(page.get_by_text(f"Generation {before} answers now")).to_be_visible()
    expect(page.locator(".gen.active")).to_have_text(str(before))


def test_old_and_new_are_read_side_by_side_then_switched_to_and_dropped(
    page: Page, admin: str
) -> None:
    sign_in(page, admin)
    page.goto("/admin/index")
    before = int(page.locator(".gen.active").inner_text())
    build(page, "Build, then compare")
    expect(page.get_by_role("heading", name="Old and new, on the same")).to_be_visible()
    new = int(page.locator(".gen.ready").first.inner_text())
    expect(page.locator(".gen.active")).to_have_text(str(before))
    expect(page.get_by_role("row", name="Same songs in the top 10")).to_contain_text("10.0 of 10")
    page.locator("summary", has_text="Songs nearest to happy").click()
    lists = page.locator(".probes details[open] ol")
    assert lists.nth(0).inner_text() == lists.nth(1).inner_text() != ""
    assert accessibility_problems(page) == []
    page.get_by_role("button", name=f"Switch to generation {new}").click()
    expect(page.get_by_text(f"Generation {new} answers now")).to_be_visible()
    former = page.locator(".gens li", has=page.locator(".gen", has_text=str(before)))
    former.get_by_role("button", name="Drop").click()
    page.get_by_role("dialog").get_by_role("button", name="Drop").click()
    expect(page.locator(".gen", has_text=str(before))).to_have_count(0)
    expect(page.locator(".past")).to_contain_text("by Keeper")


def test_the_models_figures_are_shown_to_admins(page: Page, admin: str) -> None:
    sign_in(page, admin)
    page.get_by_role("link", name="Evaluation").click()
    expect(page.get_by_text("This model reads the songs here.")).to_be_visible()
    expect(page.get_by_role("heading", name="NJU")).to_be_visible()
    expect(page.get_by_role("img", name="Attune: ").first).to_be_visible()
    expect(page.get_by_text("attune evaluate mood FILE.jsonl")).to_be_visible()


@pytest.mark.parametrize("size, theme", LOOKS)
def test_connections_index_and_evaluation_are_accessible_in_every_light(
    browser: Browser, attune: Instance, admin: str, size: str, theme: str
) -> None:
    viewport = DESKTOP if size == "desktop" else PHONE
    with visitor(
        browser, attune.url, also=LOOPBACK, color_scheme=theme, viewport=viewport
    ) as context:
        page = context.new_page()
        problems: list[str] = []

        def look_at(name: str) -> None:
            page.wait_for_load_state("networkidle")
            problems.extend(f"{name}: {line}" for line in accessibility_problems(page))
            assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]
            picture(page, f"{name}-{size}-{theme}")

        sign_in(page, admin)
        page.goto("/admin/index")
        page.get_by_text("answers now").wait_for()
        look_at("index")
        page.goto("/admin/evaluation")
        page.get_by_role("heading", name="NJU").wait_for()
        for fold in page.locator("summary").all():
            fold.click()
        look_at("evaluation")
        page.goto("/connections")
        page.get_by_role("heading", name="Lyrics").wait_for()
        look_at("connections")
        assert problems == []

"""By clicking: what is in the catalogue twice becomes one, comes back, and stays apart."""

import json
import re

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browsing import DESKTOP, PHONE, accessibility_problems, picture, visitor
from tests.support.instance import Instance

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
PASSWORD = "harbour lamp at low water"
SONGS = [
    ("Vera Dale", "Thunderstorm Lullaby"),
    ("Vera Dale", "Thunderstorm Lullabye"),
    ("Vera Dale", "Thunderstorm Lullaby (Live)"),
    ("Тихий дом", "Группа снега"),
    ("Tikhiy dom", "Gruppa snega"),
]


@pytest.fixture(scope="module")
def keeper(attune: Instance) -> str:
    """E-mail of an admin, after a listener brought songs that are here twice."""
    done = attune.command(
        "user", "add", "curator@example.com", "--name", "Curator", "--admin",
        text=f"{PASSWORD}\n{PASSWORD}\n",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    client: httpx.Client = attune.person("ottilie")
    plays = [
        {"endTime": f"2024-01-0{n} 10:00", "artistName": artist, "trackName": title,
         "msPlayed": 200_000}
        for n, (artist, title) in enumerate(SONGS, 1)
    ]  # fmt: skip
    file = {"file": ("StreamingHistory0.json", json.dumps(plays).encode(), "application/json")}
    begun = client.post("/me/library/import", files=file)
    assert begun.status_code == 202, begun.text
    attune.finish_job(client, begun.json()["job_id"])
    return "curator@example.com"


def sign_in(page: Page, email: str, name: str) -> None:
    page.goto("/sign-in")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name=name).wait_for()


def test_two_become_one_and_two_again(browser: Browser, attune: Instance, keeper: str) -> None:
    with visitor(browser, attune.url) as context:
        page = context.new_page()
        sign_in(page, keeper, "Curator")
        page.get_by_role("link", name="Catalogue").click()
        pair = page.get_by_role("group", name="Lullabye").first
        snow = page.get_by_role("group", name="Gruppa snega")
        expect(snow).to_be_visible()
        expect(pair.get_by_role("button", name="Keep this one")).to_have_count(0)
        pair.get_by_role("button", name="Keep Vera Dale – Thunderstorm Lullaby;").click()
        expect(page.get_by_text("Merged. All that refers to it followed.")).to_be_visible()
        expect(page.get_by_role("group", name="Lullabye")).to_have_count(0)

        page.get_by_role("button", name="Undo: Vera Dale – Thunderstorm Lullabye became").click()
        expect(page.get_by_text("Everything is as it was.")).to_be_visible()
        expect(pair).to_be_visible()
        snow.get_by_role("button", name="are two").click()
        expect(snow).to_have_count(0)

        page.get_by_label("Find by name").fill("lullaby")
        page.get_by_role("button", name="Choose Vera Dale – Thunderstorm Lullaby (Live)").click()
        expect(page.get_by_text("Take Thunderstorm Lullaby (Live) apart")).to_be_visible()
        page.get_by_role("checkbox").check()
        page.get_by_label("Title of the other recording").fill("Thunderstorm Lullaby, Tallinn")
        page.get_by_role("button", name="Take apart").click()
        expect(page.get_by_text("Taken apart.")).to_be_visible()
        expect(page.get_by_text("Tallinn was taken out of").first).to_be_visible()


@pytest.mark.parametrize(
    "size, theme", [(s, t) for s in ("desktop", "phone") for t in ("dark", "light")]
)
def test_the_catalogue_is_accessible_in_every_light(
    browser: Browser, attune: Instance, keeper: str, size: str, theme: str
) -> None:
    viewport = DESKTOP if size == "desktop" else PHONE
    with visitor(browser, attune.url, color_scheme=theme, viewport=viewport) as context:
        page = context.new_page()
        problems: list[str] = []

        def look_at(name: str) -> None:
            page.wait_for_load_state("networkidle")
            problems.extend(f"{name}: {line}" for line in accessibility_problems(page))
            assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]
            picture(page, f"{name}-{size}-{theme}")

        sign_in(page, keeper, "Curator")
        page.goto("/admin/catalogue")
        page.locator(".suspect").first.wait_for()
        look_at("catalogue")
        page.get_by_label("Find by name").fill("lullaby")
        choose = page.get_by_role("button", name=re.compile("^Choose Vera Dale"))
        choose.first.click()
        page.get_by_label("Title of the other recording").wait_for()
        look_at("catalogue-apart")
        page.get_by_label("Find by name").fill("lullaby")
        choose.last.click()
        page.locator(".w4 .suspect").wait_for()
        look_at("catalogue-two")
        page.get_by_role("button", name="Albums").click()
        page.get_by_text("Nothing looks as if it were here twice.").wait_for()
        look_at("catalogue-none")
        assert problems == []

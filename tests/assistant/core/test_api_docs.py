"""The API's own page: everything it loads comes from here, and a browser draws it."""

import threading
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import sync_playwright
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from assistant.api import create_api
from assistant.core.security import App, shield
from assistant.web import PagePolicies

PAGE = "/api/v1/docs"


class Assets(HTMLParser):
    """What a page loads, and what it carries itself."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        address = given.get("src") or (given.get("href") if tag == "link" else None)
        if address:
            self.addresses.append(address)
        if (tag == "script" and not given.get("src")) or tag == "style":
            self.inline.append(tag)
        self.inline += [name for name in given if name.startswith("on") or name == "style"]


def whole() -> App:
    root = Starlette(routes=[Mount("/api/v1", app=create_api())])
    app: App = shield(root, csp=PagePolicies({}), secure=False)
    return app


def test_all_it_loads_comes_from_here() -> None:
    client = TestClient(whole())
    answer = client.get(PAGE)
    assert answer.status_code == 200
    found = Assets()
    found.feed(answer.text)
    assert found.inline == []
    assert len(found.addresses) == 4
    for address in found.addresses:
        assert not address.startswith(("/", "http"))
        asset = client.get(f"/api/v1/{address}")
        assert asset.status_code == 200
        assert asset.headers["cache-control"] == "public, max-age=86400"
    assert "unsafe-eval" not in answer.headers["content-security-policy"]
    assert PAGE not in client.get("/api/v1/openapi.json").json()["paths"]


@pytest.fixture
def address(free_port: int) -> Iterator[str]:
    """The API behind the product's own headers, on a port."""
    config = uvicorn.Config(whole(), port=free_port, log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        thread.join(0.02)
    yield f"http://127.0.0.1:{free_port}"
    server.should_exit = True
    thread.join()


@pytest.mark.e2e
def test_a_browser_draws_it_under_our_policy(
    address: str, chromium_path: str, tmp_path: Path
) -> None:
    said: list[str] = []
    asked: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=["--no-sandbox"])
        page = browser.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address + PAGE)
        page.locator(".opblock-tag", has_text="Insights").click()
        page.locator(".opblock-summary", has_text="/insights/listening").click()
        page.get_by_role("button", name="Try it out").click()
        page.get_by_role("button", name="Execute").wait_for()
        browser.close()
    assert said == []
    outside = [url for url in asked if not url.startswith((address, "data:"))]
    assert outside == []

"""One running Attune for all journeys of a test process, browsers, and a Qdrant server."""

import socket
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.support.browsing import chromium, visitor
from tests.support.instance import Instance
from tests.support.qdrant_server import QdrantServer, running

# One address signs up and in as everybody here.
MANY = {"spotify_sandbox": "1", "sign_ups_per_hour": "1000", "sign_ins_per_minute": "1000"}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Say what every open tab showed when a test failed."""
    report = yield
    browser = getattr(item, "funcargs", {}).get("browser")
    if report.failed and browser is not None:
        for tab in (tab for context in browser.contexts for tab in context.pages):
            report.sections.append((tab.url, tab.locator("body").inner_text()))
    return report


def free_port_number() -> int:
    """A loopback port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
        return number


def is_indexed(instance: Instance) -> bool:
    """Whether the sample is scored and can be searched."""
    told = instance.command("index", "status").stdout
    return "waiting 0" in told and "songs 9" in told


@pytest.fixture(scope="session")
def attune(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    """Attune with the sample library and the sandbox of Spotify, every sample song scored."""
    folder = tmp_path_factory.mktemp("e2e") / "data"
    instance = Instance(folder, free_port_number(), **MANY)
    try:
        instance.start()
        instance.wait_for(lambda: is_indexed(instance), "the sample scored and indexed")
        yield instance
    finally:
        instance.stop()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Instance]:
    """An Attune of one test's own without the sample, not started yet."""
    instance = Instance(tmp_path / "data", free_port_number(), load_sample="0")
    yield instance
    instance.stop()


@pytest.fixture(scope="module")
def browser(chromium_path: str) -> Iterator[Browser]:
    with chromium(chromium_path) as browser:
        yield browser


@pytest.fixture
def page(browser: Browser, attune: Instance) -> Iterator[Page]:
    """A tab of somebody new to the instance that all journeys share."""
    with visitor(browser, attune.url) as context:
        yield context.new_page()


@pytest.fixture
def server() -> Iterator[QdrantServer]:
    with running() as started:
        yield started

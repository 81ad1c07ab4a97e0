"""The three engines, empty; a test that takes `store` runs on each."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.vectorstore.fake_qdrant import running
from vectorstore import open_store
from vectorstore.base import VectorStore


@pytest.fixture(params=["edge", "memory", "http"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VectorStore]:
    if request.param == "http":
        with running() as server:
            opened = open_store(server.url)
            yield opened
            opened.close()
        return
    opened = open_store("memory://" if request.param == "memory" else f"edge://{tmp_path}/index")
    yield opened
    opened.close()


@pytest.fixture
def edge(tmp_path: Path) -> Iterator[VectorStore]:
    opened = open_store(f"edge://{tmp_path}/index")
    yield opened
    opened.close()

"""The three engines; a test that takes `store` or `library` runs on each."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.vectorstore.fake_qdrant import running
from tests.vectorstore.songs import DIMS, songs
from vectorstore import open_store
from vectorstore.base import VectorStore

ENGINES = ("edge", "memory", "http")
NAME = "songs__one"


@pytest.fixture(params=ENGINES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VectorStore]:
    """Empty."""
    with _opened(request.param, tmp_path) as opened:
        yield opened


@pytest.fixture
def filled(store: VectorStore) -> VectorStore:
    """120 songs, active."""
    return _fill(store)


@pytest.fixture(scope="module", params=ENGINES)
def library(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[VectorStore]:
    """The same 120 songs, for tests that only read."""
    with _opened(request.param, tmp_path_factory.mktemp("library")) as opened:
        yield _fill(opened)


@pytest.fixture
def edge(tmp_path: Path) -> Iterator[VectorStore]:
    """Empty, embedded."""
    with _opened("edge", tmp_path) as opened:
        yield opened


@contextmanager
def _opened(engine: str, folder: Path) -> Iterator[VectorStore]:
    if engine == "http":
        with running() as server:
            yield from _closing(server.url)
    else:
        yield from _closing("memory://" if engine == "memory" else f"edge://{folder}/index")


def _closing(url: str) -> Iterator[VectorStore]:
    opened = open_store(url)
    try:
        yield opened
    finally:
        opened.close()


def _fill(store: VectorStore) -> VectorStore:
    store.create(NAME, dims=DIMS, model_stamp="model-1")
    assert store.upsert(NAME, songs(120)) == 120
    store.activate(NAME)
    return store

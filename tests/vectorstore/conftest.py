"""The engines; a test that takes `store` or `library` runs on each.

`QDRANT_TEST_URL` (and `QDRANT_TEST_API_KEY`) adds a real server. It must be empty: the tests
make collections and the alias `songs` there, and remove them.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.qdrant_server import QdrantServer, running
from tests.vectorstore.songs import DIMS, songs
from vectorstore import open_store
from vectorstore.base import VectorStore
from vectorstore.qdrant import QdrantStore

REAL = os.environ.get("QDRANT_TEST_URL", "")
ENGINES = ("edge", "memory", "http", *(["server"] if REAL else []))
NAME = "songs__one"


@pytest.fixture(params=ENGINES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VectorStore]:
    """Empty."""
    with opened(request.param, tmp_path) as made:
        yield made


@pytest.fixture
def filled(store: VectorStore) -> VectorStore:
    """120 songs, active."""
    return _fill(store)


def _kept(fixture_name: str, config: pytest.Config) -> str:
    """On a real server the next test's songs take the place of these."""
    return "function" if REAL else "module"


@pytest.fixture(scope=_kept, params=ENGINES)  # type: ignore[arg-type]  # takes a callable, too
def library(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[VectorStore]:
    """The same 120 songs, for tests that only read."""
    with opened(request.param, tmp_path_factory.mktemp("library")) as made:
        yield _fill(made)


@pytest.fixture
def edge(tmp_path: Path) -> Iterator[VectorStore]:
    """Empty, embedded."""
    with opened("edge", tmp_path) as made:
        yield made


@contextmanager
def opened(engine: str, folder: Path) -> Iterator[VectorStore]:
    """An empty store of this kind for the length of a block."""
    if engine == "http":
        with running() as server:
            yield from _closing(server.url)
    elif engine == "server":
        yield from _cleaning(REAL)
    else:
        yield from _closing("memory://" if engine == "memory" else f"edge://{folder}/index")


def _closing(url: str) -> Iterator[VectorStore]:
    made = open_store(url)
    try:
        yield made
    finally:
        made.close()


def _cleaning(url: str) -> Iterator[VectorStore]:
    made = open_store(url, api_key=os.environ.get("QDRANT_TEST_API_KEY"))
    assert isinstance(made, QdrantStore)
    there = made._client.get_collections().collections
    assert there == [], f"{url} is not empty: give the tests a Qdrant server of their own"
    try:
        yield made
    finally:
        for generation in made.generations():
            made.drop(generation.name, even_active=True)
        made.close()


def _fill(store: VectorStore) -> VectorStore:
    store.create(NAME, dims=DIMS, model_stamp="model-1")
    assert store.upsert(NAME, songs(120)) == 120
    store.activate(NAME)
    return store


@pytest.fixture
def server() -> Iterator[QdrantServer]:
    with running() as started:
        yield started

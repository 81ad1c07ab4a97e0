"""The engine behind a URL: keys, faults, and other people's collections."""

import threading
from collections.abc import Iterator

import pytest
from qdrant_client import models

from tests.vectorstore.fake_qdrant import FakeQdrant, Fault, running
from tests.vectorstore.songs import DIMS, song, songs
from vectorstore import open_store
from vectorstore.errors import (
    GenerationExists,
    GenerationNotFound,
    InvalidRequest,
    StoreError,
    StoreRefused,
    StoreUnavailable,
)
from vectorstore.filters import INDEXED
from vectorstore.qdrant import QdrantStore
from vectorstore.qdrant_url import open_server
from vectorstore.types import SearchRequest

NAME = "songs__one"
BY_MOOD = SearchRequest(mood=song(0).six, limit=5)


@pytest.fixture
def server() -> Iterator[FakeQdrant]:
    with running() as fake:
        yield fake


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
def store(server: FakeQdrant, pauses: list[float]) -> Iterator[QdrantStore]:
    opened = open_server(server.url, pause=pauses.append)
    opened.create(NAME, dims=DIMS, model_stamp="m")
    opened.upsert(NAME, songs(20))
    opened.activate(NAME)
    opened.search("songs", BY_MOOD)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "faults, waited",
    [
        ((503,), [0.1]),
        (("drop",), [0.1]),
        ((429,), [3.0]),
        ((502, "drop", 504), [0.1, 0.4, 1.6]),
    ],
)
def test_a_passing_fault_is_not_seen(
    server: FakeQdrant,
    store: QdrantStore,
    pauses: list[float],
    faults: tuple[Fault, ...],
    waited: list[float],
) -> None:
    expected = [hit.id for hit in store.search("songs", BY_MOOD)]
    server.fail_with(*faults)
    assert [hit.id for hit in store.search("songs", BY_MOOD)] == expected
    assert pauses == waited
    assert len(server.requests) == len(faults) + 1
    server.fail_with(*faults)
    assert store.upsert(NAME, songs(25)) == 25
    assert store.count(NAME) == 25


def test_a_lasting_fault_is_told_after_four_tries(
    server: FakeQdrant, store: QdrantStore, pauses: list[float]
) -> None:
    server.fail_with(503, 503, 503, 503)
    with pytest.raises(StoreUnavailable, match="503"):
        store.search("songs", BY_MOOD)
    assert pauses == [0.1, 0.4, 1.6]
    server.fail_with(503, 503, 503, 503)
    assert store.health().ok is False
    assert store.health().ok is True


def test_what_is_our_mistake_is_sent_once(
    server: FakeQdrant, store: QdrantStore, pauses: list[float]
) -> None:
    for status, told in ((400, InvalidRequest), (404, GenerationNotFound), (500, StoreError)):
        server.fail_with(status)
        with pytest.raises(told):
            store.count(NAME)
        assert len(server.requests) == 1
    assert pauses == []


def test_making_a_generation_is_not_sent_twice(
    server: FakeQdrant, store: QdrantStore, pauses: list[float]
) -> None:
    path = "/collections/songs__two"
    server.drop_at = ("PUT", path)
    with pytest.raises(StoreUnavailable):
        store.create("songs__two", dims=DIMS, model_stamp="m")
    assert server.requests.count(("PUT", path)) == 1
    assert pauses == []


def test_a_server_that_is_not_there_is_told(pauses: list[float]) -> None:
    with running() as gone:
        url = gone.url
    store = open_server(url, pause=pauses.append)
    with pytest.raises(StoreUnavailable, match="Check that it runs"):
        store.count(NAME)
    store.close()


def test_every_filtered_field_is_indexed(server: FakeQdrant, store: QdrantStore) -> None:
    assert server.indexed[NAME] == set(INDEXED)


def test_a_half_made_generation_is_made_anew(server: FakeQdrant, store: QdrantStore) -> None:
    server.engine.create_collection(
        "songs__half",
        vectors_config={"blend": models.VectorParams(size=4, distance=models.Distance.DOT)},
        metadata={"kind": "vectorstore", "dims": 9, "model_stamp": "m", "finished": 0},
    )
    assert [g.name for g in store.generations()] == [NAME]
    with pytest.raises(GenerationNotFound):
        store.upsert("songs__half", songs(1))
    store.create("songs__half", dims=DIMS, model_stamp="m")
    assert store.upsert("songs__half", songs(1)) == 1


def test_other_peoples_collections_are_left_alone(server: FakeQdrant, store: QdrantStore) -> None:
    server.engine.create_collection(
        "theirs", vectors_config=models.VectorParams(size=4, distance=models.Distance.DOT)
    )
    assert [g.name for g in store.generations()] == [NAME]
    with pytest.raises(GenerationExists):
        store.create("theirs", dims=DIMS, model_stamp="m")
    with pytest.raises(InvalidRequest, match="left alone"):
        store.drop("theirs", even_active=True)
    with pytest.raises(GenerationNotFound):
        store.activate("theirs")
    assert server.engine.collection_exists("theirs")


def test_a_switch_by_another_process_is_followed(server: FakeQdrant, store: QdrantStore) -> None:
    other = open_server(server.url)
    other.create("songs__two", dims=DIMS, model_stamp="m")
    other.upsert("songs__two", songs(3))
    other.activate("songs__two")
    other.drop(NAME)
    assert len(store.search("songs", BY_MOOD)) == 3
    other.close()


def test_many_threads_share_a_store(store: QdrantStore) -> None:
    expected = [hit.id for hit in store.search("songs", BY_MOOD)]
    found: list[list[object]] = []

    def ask() -> None:
        found.extend([hit.id for hit in store.search("songs", BY_MOOD)] for _ in range(5))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 20


def test_a_key_is_sent_to_this_machine_only() -> None:
    with running(api_key="secret-key") as server:
        store = open_store(server.url, api_key="secret-key")
        assert store.generations() == []
        store.close()
        wrong = open_store(server.url, api_key="guess-key")
        with pytest.raises(StoreRefused) as told:
            wrong.generations()
        assert "guess-key" not in str(told.value)
        wrong.close()
    for url in ("http://10.0.0.5:6333", "http://qdrant:6333", "http://127.0.0.1.example.org"):
        with pytest.raises(StoreRefused, match="clear text") as told:
            open_store(url, api_key="secret-key")
        assert "secret-key" not in str(told.value)
    for url in ("https://10.0.0.5:6333", "http://localhost:6333", "http://[::1]:6333"):
        open_store(url, api_key="secret-key").close()
    open_store("http://qdrant:6333").close()


@pytest.mark.parametrize(
    "url",
    ["http://", "http://me:pass@host:6333", "http://host?shards=many", "http://host?other=1"],
)
def test_a_url_with_something_else_in_it_is_refused(url: str) -> None:
    with pytest.raises(InvalidRequest):
        open_store(url)


def test_the_url_spreads_a_generation() -> None:
    store = open_server("http://host:6333/prefix?shards=3&replicas=2")
    assert (store._spread.shards, store._spread.replicas) == (3, 2)
    store.close()

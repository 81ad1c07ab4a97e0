"""The engine behind a URL when the server fails: what passes is not seen, what stays is said."""

from collections.abc import Iterator

import pytest

from tests.support.qdrant_server import Fault, QdrantServer, running
from tests.vectorstore.songs import DIMS, song, songs
from vectorstore.errors import (
    GenerationNotFound,
    InvalidRequest,
    StoreError,
    StoreFull,
    StoreUnavailable,
)
from vectorstore.qdrant import QdrantStore
from vectorstore.qdrant_calls import Calls
from vectorstore.qdrant_url import open_server
from vectorstore.types import SearchRequest

NAME = "songs__one"
BY_MOOD = SearchRequest(mood=song(0).six, limit=5)


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
def store(server: QdrantServer, pauses: list[float]) -> Iterator[QdrantStore]:
    opened = open_server(server.url, calls=Calls(pauses.append))
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
        (("cut",), [0.1]),
        (("drop",), [0.1]),
        ((429,), [3.0]),
        ((502, "drop", 504), [0.1, 0.4, 1.6]),
    ],
)
def test_a_passing_fault_is_not_seen(
    server: QdrantServer,
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
    server: QdrantServer, store: QdrantStore, pauses: list[float]
) -> None:
    server.fail_with(503, 503, 503, 503)
    with pytest.raises(StoreUnavailable, match="503"):
        store.search("songs", BY_MOOD)
    assert pauses == [0.1, 0.4, 1.6]
    server.fail_with(503, 503, 503, 503)
    assert store.health().ok is False
    assert store.health().ok is True


def test_what_is_our_mistake_is_sent_once(
    server: QdrantServer, store: QdrantStore, pauses: list[float]
) -> None:
    for status, told in ((400, InvalidRequest), (404, GenerationNotFound), (500, StoreError)):
        server.fail_with(status)
        with pytest.raises(told):
            store.count(NAME)
        assert len(server.requests) == 1
    assert pauses == []


def test_making_a_generation_is_not_sent_twice(
    server: QdrantServer, store: QdrantStore, pauses: list[float]
) -> None:
    path = "/collections/songs__two"
    server.drop_at = ("PUT", path)
    with pytest.raises(StoreUnavailable):
        store.create("songs__two", dims=DIMS, model_stamp="m")
    assert server.requests.count(("PUT", path)) == 1
    assert pauses == []
    server.drop_at = None  # it was made all the same, and is cleared away as unfinished
    assert server.rest.engine.collection_exists("songs__two")
    assert [g.name for g in store.generations()] == [NAME]
    store.create("songs__two", dims=DIMS, model_stamp="m")
    assert [g.name for g in store.generations()] == [NAME, "songs__two"]


def test_a_server_that_is_not_there_is_told(pauses: list[float]) -> None:
    with running() as gone:
        url = gone.url
    store = open_server(url, calls=Calls(pauses.append))
    with pytest.raises(StoreUnavailable, match="Check that it runs"):
        store.count(NAME)
    store.close()


def test_a_server_that_dies_in_the_middle_is_told_and_what_it_confirmed_is_kept(
    server: QdrantServer, store: QdrantStore
) -> None:
    server.die_after(3)
    with pytest.raises(StoreUnavailable, match="does not answer"):
        store.upsert(NAME, songs(3000))
    assert store.health().ok is False
    server.revive()
    assert store.health().ok is True
    assert store.count(NAME) == 1500
    assert store.upsert(NAME, songs(3000)) == 3000
    assert store.count(NAME) == 3000


def test_a_server_that_restarts_is_not_noticed(server: QdrantServer, store: QdrantStore) -> None:
    """Its old connections are gone, and the next call makes a new one."""
    expected = [hit.id for hit in store.search("songs", BY_MOOD)]
    server.revive()
    assert [hit.id for hit in store.search("songs", BY_MOOD)] == expected


def test_a_server_without_an_answer_is_left_in_the_end(server: QdrantServer) -> None:
    """Tries stop when the patience is used up, however many are left."""
    clock = iter((0.0, 14.0, 15.0))
    store = open_server(server.url, calls=Calls(lambda _: None, lambda: next(clock)), timeout_s=1)
    server.fail_with("hang", 503, 503, 503)
    with pytest.raises(StoreUnavailable):
        store.count(NAME)
    assert len(server.requests) == 2
    store.close()


def test_a_slow_server_is_waited_for(
    server: QdrantServer, store: QdrantStore, pauses: list[float]
) -> None:
    server.latency_s = 0.2
    assert len(store.search("songs", BY_MOOD)) == 5
    assert pauses == []


def test_a_full_disk_of_the_server_is_said_at_once_and_searches_go_on(
    server: QdrantServer, store: QdrantStore, pauses: list[float]
) -> None:
    server.rest.full = True
    server.requests.clear()
    with pytest.raises(StoreFull, match="disk of the Qdrant server is full"):
        store.upsert(NAME, songs(30))
    assert (len(server.requests), pauses) == (1, [])
    with pytest.raises(StoreFull):
        store.create("songs__two", dims=DIMS, model_stamp="m")
    assert (store.count(NAME), len(store.search("songs", BY_MOOD))) == (20, 5)


def test_a_generation_dropped_while_they_are_listed_is_left_out(
    server: QdrantServer, store: QdrantStore
) -> None:
    server.fail_with(None, None, 404)  # listed, and gone when it is looked at
    assert store.generations() == []
    assert [g.name for g in store.generations()] == [NAME]


def test_a_page_of_somebody_elses_server_is_no_answer(
    server: QdrantServer, store: QdrantStore
) -> None:
    server.fail_with(302)
    with pytest.raises(StoreError):
        store.count(NAME)
    server.fail_with(418)
    with pytest.raises(InvalidRequest, match="418"):
        store.count(NAME)

"""The engine behind a URL: keys, faults, and other people's collections."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from qdrant_client import models

from tests.support.qdrant_server import QdrantServer, running
from tests.vectorstore.songs import DIMS, song, songs, track
from vectorstore import open_store
from vectorstore.errors import (
    GenerationExists,
    GenerationNotFound,
    InvalidRequest,
    StoreRefused,
)
from vectorstore.filters import INDEXED
from vectorstore.qdrant import QdrantStore
from vectorstore.qdrant_calls import Calls
from vectorstore.qdrant_url import open_server
from vectorstore.types import RecommendRequest, SearchRequest, Spread

NAME = "songs__one"
BY_MOOD = SearchRequest(mood=song(0).six, limit=5)


@pytest.fixture
def store(server: QdrantServer) -> Iterator[QdrantStore]:
    opened = open_server(server.url)
    opened.create(NAME, dims=DIMS, model_stamp="m")
    opened.upsert(NAME, songs(20))
    opened.activate(NAME)
    opened.search("songs", BY_MOOD)
    yield opened
    opened.close()


def test_every_filtered_field_is_indexed(server: QdrantServer, store: QdrantStore) -> None:
    assert server.rest.indexed[NAME] == set(INDEXED)


def test_a_field_without_an_index_is_not_filtered_by(store: QdrantStore) -> None:
    """As a server in strict mode does: what the store asks passes, anything else is told."""
    condition = models.FieldCondition(key="popularity", range=models.Range(gte=0.5))
    for wanted in (
        models.Filter(must=[condition]),
        models.Filter(should=[models.Filter(must_not=[condition])]),
    ):
        with pytest.raises(InvalidRequest, match="Index required but not found"):
            store._matching(NAME, wanted)


def test_a_half_made_generation_is_made_anew(server: QdrantServer, store: QdrantStore) -> None:
    server.rest.engine.create_collection(
        "songs__half",
        vectors_config={"blend": models.VectorParams(size=4, distance=models.Distance.DOT)},
        metadata={"kind": "vectorstore", "dims": 9, "model_stamp": "m", "finished": 0},
    )
    assert [g.name for g in store.generations()] == [NAME]
    with pytest.raises(GenerationNotFound):
        store.upsert("songs__half", songs(1))
    store.create("songs__half", dims=DIMS, model_stamp="m")
    assert store.upsert("songs__half", songs(1)) == 1


def test_other_peoples_collections_are_left_alone(server: QdrantServer, store: QdrantStore) -> None:
    server.rest.engine.create_collection(
        "theirs", vectors_config=models.VectorParams(size=4, distance=models.Distance.DOT)
    )
    assert [g.name for g in store.generations()] == [NAME]
    with pytest.raises(GenerationExists):
        store.create("theirs", dims=DIMS, model_stamp="m")
    with pytest.raises(InvalidRequest, match="left alone"):
        store.drop("theirs", even_active=True)
    with pytest.raises(GenerationNotFound):
        store.activate("theirs")
    assert server.rest.engine.collection_exists("theirs")


def test_a_switch_by_another_process_is_followed(server: QdrantServer, store: QdrantStore) -> None:
    other = open_server(server.url)
    other.create("songs__two", dims=DIMS, model_stamp="m")
    other.upsert("songs__two", songs(3))
    other.activate("songs__two")
    other.drop(NAME)
    assert len(store.search("songs", BY_MOOD)) == 3
    for read in (
        lambda: len(store.recommend("songs", RecommendRequest(positives={track(0): 1.0}))),
        lambda: store.count("songs") - 1,
    ):
        name, other_name = store.active() or "", f"songs__{store.active()}-next"
        other.create(other_name, dims=DIMS, model_stamp="m")
        other.upsert(other_name, songs(3))
        store.search("songs", BY_MOOD)  # believes in the one before
        other.activate(other_name)
        other.drop(name)
        assert read() == 2
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


def test_many_processes_share_a_server(server: QdrantServer, store: QdrantStore) -> None:
    """A web and a worker process: each has its own client, and sees what the other wrote."""
    program = (
        "import sys\n"
        "from tests.vectorstore.songs import song\n"
        "from vectorstore import open_store\n"
        "store = open_store(sys.argv[1])\n"
        "first = int(sys.argv[2])\n"
        f"store.upsert({NAME!r}, [song(i) for i in range(first, first + 30)])\n"
        "print(store.health().ok)\n"
    )
    root = Path(__file__).parents[2]
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", program, server.url, str(first)],
            cwd=root, stdout=subprocess.PIPE, text=True,
        )
        for first in (100, 115)
    ]  # fmt: skip
    assert [worker.communicate()[0] for worker in workers] == ["True\n", "True\n"]
    assert store.count("songs") == 20 + 45


def test_a_generation_is_spread_as_the_settings_say(server: QdrantServer) -> None:
    store = open_store(server.url, spread=Spread(shards=3, replicas=2, write_consistency=2))
    store.create(NAME, dims=DIMS, model_stamp="m")
    made = server.rest.made[NAME]
    assert (made.shard_number, made.replication_factor, made.write_consistency_factor) == (3, 2, 2)
    assert store.capabilities().spread == Spread(3, 2, 2)
    server.queries.clear()
    store.upsert(NAME, songs(2))
    store.delete(NAME, [track(0)])
    written = [query for query in server.queries if query]
    assert ["ordering=medium" in query for query in written] == [True, True]
    assert store.count(NAME) == 1
    store.close()


def test_a_single_copy_needs_no_order_of_writes(server: QdrantServer, store: QdrantStore) -> None:
    made = server.rest.made[NAME]
    assert (made.shard_number, made.replication_factor) == (None, None)
    server.queries.clear()
    store.upsert(NAME, songs(1))
    assert server.queries[-1] == "wait=true"


@pytest.mark.parametrize(
    "numbers", [(0, None, None), (None, 2, 3), (None, None, 2), (True, None, None), (2.5, 1, 1)]
)
def test_a_spread_that_cannot_be_is_refused(numbers: tuple[Any, Any, Any]) -> None:
    with pytest.raises(InvalidRequest):
        Spread(*numbers)


def test_only_a_server_spreads(tmp_path: Path) -> None:
    for url in (f"edge://{tmp_path}/index", "memory://"):
        with pytest.raises(InvalidRequest, match="Only a Qdrant server"):
            open_store(url, spread=Spread(shards=2))
        open_store(url, spread=Spread()).close()


def test_health_says_what_the_cluster_says(server: QdrantServer, store: QdrantStore) -> None:
    assert store.health().detail == "Answers searches."
    server.rest.replicas = [models.ReplicaState.ACTIVE, models.ReplicaState.DEAD]
    health = store.health()
    assert (health.ok, health.count) == (True, 20)
    assert "1 of 2 replicas are away" in health.detail
    server.rest.replicas = [models.ReplicaState.ACTIVE]
    server.rest.status = models.CollectionStatus.YELLOW
    assert (store.health().ok, "still building" in store.health().detail) == (True, True)
    server.rest.status = models.CollectionStatus.RED
    assert (store.health().ok, "has failed" in store.health().detail) == (False, True)


def test_a_server_says_its_version(server: QdrantServer, store: QdrantStore) -> None:
    told = store.capabilities()
    assert (told.engine, told.version) == ("qdrant", "1.0.0-test")
    assert (told.shared, told.durable, told.vector_bits) == (True, True, 16)
    server.close()
    away = open_server(server.url, calls=Calls(pause=lambda _: None))
    assert away.capabilities().version is None
    away.close()


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


@pytest.mark.parametrize("key", ["two words", "line\nbreak", "schlüssel"])
def test_what_cannot_be_a_key_is_refused_before_it_is_sent(key: str) -> None:
    with pytest.raises(StoreRefused) as told:
        open_store("https://host:6333", api_key=key)
    assert key not in str(told.value)


@pytest.mark.parametrize(
    "url",
    [
        "http://",
        "http://me:s3cret@host:6333",
        "http://s3cret@host:6333",
        "http://host:6333?api_key=s3cret",
        "https://host/#s3cret",
        "http://host:s3cret",
        "http://[s3cret",
    ],
)
def test_a_url_with_something_else_in_it_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(InvalidRequest) as told:
        open_store(url)
    assert "s3cret" not in str(told.value)


@pytest.mark.parametrize(
    "url, asked",
    [
        ("http://[::1]", "http://[::1]:6333"),
        ("https://host/prefix", "https://host:6333/prefix"),
        ("HTTP://localhost:7000", "http://localhost:7000"),
    ],
)
def test_a_url_reaches_the_server_it_names(url: str, asked: str) -> None:
    store = open_store(url)
    assert isinstance(store, QdrantStore)
    assert store._client._client.rest_uri == asked  # type: ignore[attr-defined]  # of the remote one
    store.close()


def test_a_key_for_this_machine_goes_through_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    with running(api_key="secret-key") as server, running() as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.setenv("ALL_PROXY", proxy.url)
        store = open_store(server.url, api_key="secret-key")
        assert store.generations() == []
        assert (proxy.requests, len(server.requests)) == ([], 2)
        store.close()


@pytest.mark.parametrize("url", ["memory://", "edge:///srv/attune"])
def test_a_key_for_what_is_no_server_is_refused(url: str) -> None:
    with pytest.raises(InvalidRequest, match="Only a Qdrant server takes an API key"):
        open_store(url, api_key="secret-key")

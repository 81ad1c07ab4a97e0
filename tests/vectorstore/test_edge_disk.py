"""The embedded engine and a full disk: a sentence, never the end of the process."""

from pathlib import Path

import pytest

from tests.vectorstore.songs import DIMS, song, songs
from vectorstore import edge_space, open_store
from vectorstore.edge import EdgeStore
from vectorstore.errors import StoreFull, StoreUnavailable
from vectorstore.types import SearchRequest

NAME = "songs__one"
BY_MOOD = SearchRequest(mood=song(0).six, limit=5)
MORE_THAN_ANY_DISK = 2**80


def test_nothing_is_written_to_a_full_disk_and_searches_go_on(tmp_path: Path) -> None:
    store = EdgeStore(tmp_path / "index")
    store.create(NAME, dims=DIMS, model_stamp="m")
    store.upsert(NAME, songs(20))
    store.activate(NAME)
    store.keep_free = MORE_THAN_ANY_DISK
    for write in (
        lambda: store.upsert(NAME, songs(40)),
        lambda: store.delete(NAME, [song(1).id]),
        lambda: store.create("songs__two", dims=DIMS, model_stamp="m"),
        lambda: store.optimize(NAME),
    ):
        with pytest.raises(StoreFull, match="Make room; nothing written before is lost"):
            write()
    assert (store.count(NAME), len(store.search("songs", BY_MOOD))) == (20, 5)
    health = store.health()
    assert (health.ok, health.count) == (True, 20)
    assert health.detail.startswith("Answers searches, but nothing can be written. The disk of")
    store.keep_free = edge_space.KEEP_FREE
    assert store.health().detail == "Answers searches."
    assert store.upsert(NAME, songs(40)) == 40
    assert store.count(NAME) == 40
    store.close()


def test_nothing_is_opened_on_a_full_disk_and_nothing_counts_as_damaged(tmp_path: Path) -> None:
    store = EdgeStore(tmp_path / "index")
    store.create(NAME, dims=DIMS, model_stamp="m")
    store.upsert(NAME, songs(20))
    store.activate(NAME)
    store.close()
    full = EdgeStore(tmp_path / "index", keep_free=MORE_THAN_ANY_DISK)
    with pytest.raises(StoreFull, match="is full"):
        full.search("songs", BY_MOOD)
    health = full.health()
    assert (health.ok, health.active, "Make room" in health.detail) == (False, NAME, True)
    assert [(g.count, g.damage) for g in full.generations()] == [(None, None)]
    full.drop(NAME, even_active=True)  # what makes room is never refused
    assert full.generations() == []
    full.close()


def test_a_batch_needs_room_for_its_own_size(tmp_path: Path) -> None:
    edge_space.require(tmp_path / "not" / "there", 0)
    with pytest.raises(StoreFull, match="MB are needed"):
        edge_space.require(tmp_path, 0, MORE_THAN_ANY_DISK)


def test_the_size_of_a_folder_is_what_its_files_take(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "below/data").write_bytes(b"x" * 100_000)
    with (tmp_path / "sparse").open("wb") as file:
        file.truncate(2**30)
    assert 100_000 <= edge_space.size(tmp_path) < 200_000
    assert edge_space.size(tmp_path / "nothing") == 0


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="that this account may write to"):
        open_store(f"edge://{tmp_path}/{'x' * 300}")

"""The embedded engine's folder: what is ours, what is whole, and what happens when it is not."""

import json
from pathlib import Path

import pytest

from tests.vectorstore.songs import DIMS, song, songs
from vectorstore import open_store
from vectorstore.base import VectorStore
from vectorstore.errors import (
    ForeignFolder,
    GenerationNotFound,
    InvalidRequest,
    StoreBusy,
    StoreClosed,
    StoreDamaged,
)
from vectorstore.types import SearchRequest

NAME = "songs__one"
BY_MOOD = SearchRequest(mood=song(0).six)


def fill(store: VectorStore) -> None:
    store.create(NAME, dims=DIMS, model_stamp="m")
    store.upsert(NAME, songs(40))
    store.activate(NAME)


def test_songs_are_there_after_closing_and_opening(tmp_path: Path) -> None:
    url = f"edge://{tmp_path}/with%20space/index"
    store = open_store(url)
    fill(store)
    before = [(h.id, h.score) for h in store.search("songs", BY_MOOD)]
    store.close()
    store.close()
    assert (tmp_path / "with space/index/aliases.json").read_text() == json.dumps({"songs": NAME})
    again = open_store(url)
    assert [(h.id, h.score) for h in again.search("songs", BY_MOOD)] == before
    again.close()
    with pytest.raises(StoreClosed):
        store.count(NAME)


def test_a_second_store_in_this_process_is_refused_too(edge: VectorStore, tmp_path: Path) -> None:
    with pytest.raises(StoreBusy, match="One process owns the embedded store"):
        open_store(f"edge://{tmp_path}/index")


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("mine")
    with pytest.raises(ForeignFolder, match="Choose an empty folder"):
        open_store(f"edge://{tmp_path}")
    assert [p.name for p in tmp_path.iterdir()] == ["diary.txt"]
    with pytest.raises(ForeignFolder):
        open_store(f"edge://{tmp_path}/diary.txt")


def test_a_first_start_that_broke_off_is_repeated(tmp_path: Path) -> None:
    (tmp_path / ".store.json.77.tmp").write_text("{")
    open_store(f"edge://{tmp_path}").close()
    assert (tmp_path / "store.json").exists()


@pytest.mark.parametrize("mark", ["", "[]", '{"kind": "vectorstore", "layout": 2}'])
def test_a_folder_of_another_layout_is_left_alone(tmp_path: Path, mark: str) -> None:
    (tmp_path / "store.json").write_text(mark)
    with pytest.raises(ForeignFolder):
        open_store(f"edge://{tmp_path}")


def test_an_unfinished_generation_does_not_exist_and_is_made_anew(
    edge: VectorStore, tmp_path: Path
) -> None:
    home = tmp_path / "index/generations" / NAME
    (home / "shard").mkdir(parents=True)
    (home / "shard/edge_config.json").write_text("half")
    assert edge.generations() == []
    with pytest.raises(GenerationNotFound):
        edge.count(NAME)
    fill(edge)
    assert edge.count(NAME) == 40


def test_what_a_drop_left_behind_is_swept_at_the_next_start(tmp_path: Path) -> None:
    store = open_store(f"edge://{tmp_path}")
    store.close()
    (tmp_path / ".trash-1/shard").mkdir(parents=True)
    open_store(f"edge://{tmp_path}").close()
    assert not (tmp_path / ".trash-1").exists()


@pytest.mark.parametrize("victim", ["edge_config.json", "segment.json", "status.dat", "open-1"])
def test_a_damaged_generation_says_so_and_can_be_built_again(tmp_path: Path, victim: str) -> None:
    url = f"edge://{tmp_path}/index"
    store = open_store(url)
    fill(store)
    store.close()
    for path in (tmp_path / "index/generations").rglob(victim):
        path.write_bytes(b"" if victim == "status.dat" else b"?" * path.stat().st_size)

    store = open_store(url)
    with pytest.raises(StoreDamaged, match="Drop it and build it again") as told:
        store.search("songs", BY_MOOD)
    assert told.value.name == NAME
    assert store.health().ok is False
    [facts] = store.generations()
    assert (facts.active, facts.count, facts.damage) == (True, None, str(told.value))
    with pytest.raises(StoreDamaged):
        store.activate(NAME)

    store.drop(NAME, even_active=True)
    store.create(NAME, dims=8, model_stamp="another model")
    assert [g.dims for g in store.generations()] == [8]
    store.drop(NAME)
    fill(store)
    assert len(store.search("songs", BY_MOOD)) == 20
    store.close()


def test_a_damaged_note_of_a_generation_says_so(edge: VectorStore, tmp_path: Path) -> None:
    fill(edge)
    edge.release(NAME)
    (tmp_path / "index/generations" / NAME / "generation.json").write_text("{}")
    with pytest.raises(StoreDamaged, match=r"generation\.json"):
        edge.count(NAME)
    edge.drop(NAME, even_active=True)
    assert edge.generations() == []


def test_a_damaged_alias_says_so_and_is_written_anew(edge: VectorStore, tmp_path: Path) -> None:
    fill(edge)
    (tmp_path / "index/aliases.json").write_text('{"songs": ')
    with pytest.raises(StoreDamaged):
        edge.search("songs", BY_MOOD)
    assert edge.health().ok is False
    assert edge.activate(NAME) is None
    assert len(edge.search("songs", BY_MOOD)) == 20


def test_an_alias_to_nowhere_says_so(edge: VectorStore, tmp_path: Path) -> None:
    (tmp_path / "index/aliases.json").write_text('{"songs": "songs__gone"}')
    with pytest.raises(GenerationNotFound, match="songs__gone"):
        edge.search("songs", BY_MOOD)


def test_the_approximate_index_finds_the_same_songs(edge: VectorStore) -> None:
    fill(edge)
    before = {h.id for h in edge.search("songs", BY_MOOD)}
    edge.optimize(NAME)
    edge.flush(NAME)
    assert {h.id for h in edge.search("songs", BY_MOOD)} == before


@pytest.mark.parametrize("url", ["", "edge://relative", "edge:relative", "file:///x", "memory:"])
def test_a_url_that_opens_no_store_is_refused(url: str) -> None:
    with pytest.raises(InvalidRequest, match="edge:///absolute/folder"):
        open_store(url)

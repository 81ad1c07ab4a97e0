"""The embedded engine and other processes: one owner, builders beside it, sudden ends."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.vectorstore.songs import DIMS, song, songs
from vectorstore import open_builder, open_store
from vectorstore.errors import InvalidRequest, StoreBusy, StoreClosed
from vectorstore.types import SearchRequest, Weights

ROOT = Path(__file__).parents[2]
NAME = "songs__one"


@contextmanager
def writing(url: str, role: str) -> Iterator[subprocess.Popen[str]]:
    """A process that has acknowledged 300 songs and goes on; killed with signal 9 at the end."""
    command = [sys.executable, "-m", "tests.vectorstore.writer", url, NAME, role]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        assert [process.stdout.readline() for _ in range(3)] == ["100\n", "200\n", "300\n"]
        yield process
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


def test_nothing_acknowledged_is_lost_when_the_writer_is_killed(tmp_path: Path) -> None:
    url = f"edge://{tmp_path}/index"
    with writing(url, "owner") as process:
        assert process.stdout is not None
        process.send_signal(signal.SIGKILL)
        acknowledged = int(([*process.stdout.read().split()] or ["300"])[-1])
    store = open_store(url)
    count = store.count(NAME)
    assert acknowledged <= count <= acknowledged + 100
    listed = list(store.ids(NAME))
    assert len(set(listed)) == len(listed) == count
    stored = store.retrieve(NAME, listed, with_vectors=True)
    assert [r.payload for r in stored] == [song(r.track_id.int - 1).payload for r in stored]
    assert all(r.lyric is not None for r in stored)
    store.upsert(NAME, [song(i) for i in range(acknowledged + 200)])
    assert store.count(NAME) == acknowledged + 200
    store.close()


def test_a_second_owner_is_told_who_has_the_folder(tmp_path: Path) -> None:
    url = f"edge://{tmp_path}/index"
    with writing(url, "owner") as process, pytest.raises(StoreBusy) as refused:
        open_store(url)
    assert f"open in the process {process.pid}" in str(refused.value)
    assert "stop it" in str(refused.value)
    open_store(url).close()


def test_a_builder_works_beside_the_serving_owner(tmp_path: Path) -> None:
    url = f"edge://{tmp_path}/index"
    store = open_store(url)
    store.create("songs__old", dims=DIMS, model_stamp="old")
    store.upsert("songs__old", songs(20))
    store.activate("songs__old")
    request = SearchRequest(taste=song(1).lyric, weights=Weights(1.0), limit=5)
    with writing(url, "builder"):
        assert len(store.search("songs", request)) == 5
        with pytest.raises(StoreBusy, match="another process"):
            store.count(NAME)
        [new, old] = sorted(store.generations(), key=lambda g: g.active)
        assert (new.name, new.count, new.damage, old.count) == (NAME, None, None, 20)
        with pytest.raises(StoreBusy):
            store.drop(NAME)
    assert next(g.count for g in store.generations()) is not None  # and let go of again:
    builder = open_builder(url, NAME)
    assert builder.count(NAME) >= 300
    builder.upsert(NAME, songs(50))
    for refused in (
        lambda: builder.activate(NAME),
        lambda: builder.upsert("songs__old", songs(1)),
        lambda: builder.drop("songs__old"),
    ):
        with pytest.raises(InvalidRequest):
            refused()
    builder.close()
    assert store.activate(NAME) == "songs__old"
    assert store.count("songs") >= 300
    store.close()


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_store_does_not_cross_a_fork(tmp_path: Path) -> None:
    url = f"edge://{tmp_path}/index"
    store = open_store(url)
    store.create(NAME, dims=DIMS, model_stamp="m")
    receiver, sender = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            store.count(NAME)
        except StoreClosed as error:
            os.write(sender, str(error).encode())
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    assert b"'spawn'" in os.read(receiver, 1000)
    os.close(receiver)
    os.close(sender)
    assert store.count(NAME) == 0
    store.close()

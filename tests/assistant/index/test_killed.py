"""kill -9 at seeded moments of a build, a switch and an upsert: it opens again, and SQL is matched.

Each round is a process of its own over the embedded store; what the next one finds is what the
killed one left. After every kill the store opens, the generation that SQL names answers, and the
repair finds nothing that a replay does not put right.
"""

import multiprocessing
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from assistant.core.actor import SYSTEM
from assistant.index import checking, service
from assistant.index.history import Wanted
from tests.assistant.index import killed_worker
from tests.support.app import App, make_app
from tests.support.indexed import plant_many

KILLS, SONGS, PATIENCE_S = 10, 1500, 60
# Each child is forked from a process that has imported everything and opened nothing.
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.assistant.index.killed_worker"])
pytestmark = pytest.mark.slow


@pytest.fixture
def place(migrated_sqlite_url: str, tmp_path: Path) -> dict[str, str]:
    return {
        "database_url": migrated_sqlite_url, "folder": str(tmp_path),
        "vectors": f"edge://{tmp_path / 'vectors'}",
    }  # fmt: skip


@contextmanager
def here(place: dict[str, str]) -> Iterator[App]:
    """The same Attune in this process, as a worker that was started again."""
    app = make_app(place["database_url"], Path(place["folder"]), vectors=place["vectors"])
    service.start_over(app.open_uow)
    try:
        yield app
    finally:
        app.store.close()
        app.container.sql.dispose()


@contextmanager
def elsewhere(place: dict[str, str], what: str) -> Iterator[tuple[BaseProcess, Connection]]:
    """A process that has begun to do something; killed -9 at the end of the block."""
    told, tells = PROCESSES.Pipe(duplex=False)
    process = PROCESSES.Process(target=killed_worker.work, args=(place, what, tells))
    process.start()
    try:
        assert told.poll(PATIENCE_S)
        assert told.recv() == "ready"
        yield process, told
    finally:
        process.kill()
        process.join()


def is_whole(app: App) -> bool:
    """Whether the generation in use has exactly the songs of SQL, each as SQL says."""
    service.ensure_active(app.open_uow, app.store, app.container.stamps)
    service.apply_changes(app.open_uow, app.store)
    with app.open_uow(read=True) as uow:
        found = service.status(uow, SYSTEM, app.container.stamps)
    assert found.active is not None
    assert app.store.active() == found.active.name
    assert app.store.count(found.active.name) == found.points == found.songs
    return checking.check(app.open_uow, app.store, Wanted()) == ""


def test_a_build_goes_on_after_each_of_ten_kills(place: dict[str, str]) -> None:
    moments = random.Random(4)
    with here(place) as app:
        plant_many(app, SONGS)
        app.apply_index()
        with app.open_uow() as uow:
            service.rebuild(uow, SYSTEM)
        app.jobs.waiting.clear()
    done, kills = [0], 0
    for _ in range(KILLS):
        with elsewhere(place, "rebuild") as (process, _):
            time.sleep(moments.uniform(0.0, 0.3))
            kills += process.is_alive()
        with here(place) as app:
            assert is_whole(app)
            with app.open_uow(read=True) as uow:
                build = service.status(uow, SYSTEM, app.container.stamps).progress
            done.append(build.done if build is not None else SONGS)
    assert done == sorted(done)  # nothing that was written is begun again
    assert kills > 0
    with elsewhere(place, "rebuild") as (_, told):
        assert told.poll(PATIENCE_S)
        assert told.recv() == "done"
    with here(place) as app:
        assert is_whole(app)
        with app.open_uow(read=True) as uow:
            found = service.status(uow, SYSTEM, app.container.stamps)
        assert [(g.number, g.state) for g in found.generations] == [(2, "active"), (1, "retired")]
        assert (found.points, found.trouble) == (SONGS, None)


def test_a_switch_is_done_or_not_after_each_of_ten_kills(place: dict[str, str]) -> None:
    moments = random.Random(5)
    with here(place) as app:
        plant_many(app, 100)
        app.apply_index()
        with app.open_uow() as uow:
            service.rebuild(uow, SYSTEM)
        app.run_jobs()
    seen = set()
    for _ in range(KILLS):
        with elsewhere(place, "activate") as (process, _):
            time.sleep(moments.uniform(0.0, 0.8))
            assert process.is_alive()
        with here(place) as app:
            assert is_whole(app)
            with app.open_uow(read=True) as uow:
                states = {
                    g.number: g.state
                    for g in service.status(uow, SYSTEM, app.container.stamps).generations
                }
        assert sorted(states) == [1, 2]
        assert "active" in states.values()
        seen.add(states[1])
    assert seen <= {"active", "retired", "verified"}


def test_songs_are_neither_lost_nor_left_over_after_each_of_ten_kills(
    place: dict[str, str],
) -> None:
    moments = random.Random(6)
    counts = []
    with here(place) as app:
        assert is_whole(app)
    for _ in range(KILLS):
        with elsewhere(place, "upsert") as (process, _):
            time.sleep(moments.uniform(0.05, 0.6))
            assert process.is_alive()
        with here(place) as app:
            assert is_whole(app)
            with app.open_uow(read=True) as uow:
                counts.append(service.status(uow, SYSTEM, app.container.stamps).points)
    assert counts == sorted(counts)
    assert counts[-1] > counts[0]

"""SQL decides what answers; the store follows, and nothing is asked of it inside a transaction."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from assistant.core.actor import Actor
from assistant.index import service, switching
from assistant.index.keeping import Keeper
from tests.support.app import App, make_app
from tests.support.indexed import CALM, before, found, plant
from tests.support.qdrant_server import QdrantServer, running
from vectorstore import open_store


@pytest.fixture
def admin(app: App) -> Actor:
    plant(app, "Song", CALM)
    app.apply_index()
    return app.person("mara", role="admin")


@pytest.fixture
def server() -> Iterator[QdrantServer]:
    with running() as started:
        yield started


def build(app: App, admin: Actor, *, switch: bool = True) -> None:
    with app.open_uow() as uow:
        service.rebuild(uow, admin, switch=switch)
    app.run_jobs()


def states(app: App, admin: Actor) -> list[tuple[int, str]]:
    with app.open_uow(read=True) as uow:
        rows = service.status(uow, admin, app.container.stamps).generations
    return [(g.number, g.state) for g in rows]


def test_a_keeper_in_the_middle_of_a_switch_does_not_turn_it_back(app: App, admin: Actor) -> None:
    keeper = Keeper(app.open_uow, app.store, app.container.stamps, lambda: True)
    with before(app, "activate", lambda _name: keeper.turn()):
        build(app, admin)
    assert states(app, admin) == [(2, "active"), (1, "retired")]
    assert app.store.active() == newest(app, admin)


def test_who_follows_what_was_true_a_moment_ago_follows_again(app: App, admin: Actor) -> None:
    """SQL is read, then another switches, and only then the store is switched."""
    build(app, admin)
    with app.open_uow() as uow:
        service.rollback(uow, admin)
    late: list[str] = []

    def switch_first(name: str) -> None:
        if not late:
            late.append(name)
            app.run_jobs()  # back to the first generation, in SQL and the store

    keeper_store = app.store
    keeper_store.activate(next(g.name for g in keeper_store.generations() if not g.active))
    with before(app, "activate", switch_first):
        watched, app.store = app.store, keeper_store
        switching.follow(app.open_uow, watched)
    assert late
    assert states(app, admin) == [(2, "retired"), (1, "active")]
    assert app.store.active() != newest(app, admin)


def newest(app: App, admin: Actor) -> str:
    with app.open_uow(read=True) as uow:
        return service.status(uow, admin, app.container.stamps).generations[0].name


class Apart:
    """Counts the units of work that are open in a thread; a store's methods refuse in one."""

    def __init__(self, app: App) -> None:
        self._here, self._open, self._store = threading.local(), app.open_uow, app.store
        self.asked = 0

    @contextmanager
    def open_uow(self, *, read: bool = False) -> Iterator[Any]:
        with self._open(read=read) as uow:
            self._here.many = getattr(self._here, "many", 0) + 1
            try:
                yield uow
            finally:
                self._here.many -= 1

    def __getattr__(self, name: str) -> Any:
        asked = getattr(self._store, name)

        def call(*args: Any, **values: Any) -> Any:
            assert not getattr(self._here, "many", 0), f"{name} inside a transaction"
            self.asked += 1
            return asked(*args, **values)

        return call


def test_no_transaction_is_held_over_a_call_of_the_store(app: App, admin: Actor) -> None:
    apart: Any = Apart(app)
    app.container.open_uow, app.store = apart.open_uow, apart
    plant(app, "Another", CALM)
    service.apply_changes(apart.open_uow, apart)
    keeper = Keeper(apart.open_uow, apart, app.container.stamps, lambda: True)
    keeper.turn()
    app.run_jobs()
    build(app, admin, switch=False)
    build(app, admin)
    with app.open_uow() as uow:
        service.check(uow, admin)
        service.rollback(uow, admin)
    app.run_jobs()
    assert apart.asked > 0
    assert [state for _, state in states(app, admin)].count("active") == 1
    with app.open_uow(read=True) as uow:
        assert "failed" not in {e.what for e in service.history(uow, admin)}


def test_the_generation_before_is_let_go_of(app: App, admin: Actor) -> None:
    old = app.store.active()
    closed: list[str] = []
    with before(app, "release", closed.append):
        build(app, admin)
    assert closed == [old]


def test_nobody_goes_back_to_a_damaged_generation(migrated_sqlite_url: str, tmp_path: Path) -> None:
    app = make_app(migrated_sqlite_url, tmp_path, vectors=f"edge://{tmp_path / 'vectors'}")
    admin = app.person("mara", role="admin")
    name = app.store.active()
    app.store.close()
    (tmp_path / "vectors" / "generations" / str(name) / "generation.json").write_text("{")
    app.store = open_store(f"edge://{tmp_path / 'vectors'}")
    service.ensure_active(app.open_uow, app.store, app.container.stamps)
    app.run_jobs()
    assert states(app, admin) == [(2, "active")]
    with app.open_uow(read=True) as uow:
        told = [(e.number, e.what, e.details.get("reason")) for e in service.history(uow, admin)]
    assert (1, "failed", "damaged") in told
    app.store.close()
    app.container.sql.dispose()


def test_a_search_asks_a_server_once_and_survives_a_switch_elsewhere(
    migrated_sqlite_url: str, tmp_path: Path, server: QdrantServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vectorstore.qdrant_alias.KNOWN_S", 1000.0)
    app = make_app(migrated_sqlite_url, tmp_path, vectors=server.url)
    admin = app.person("mara", role="admin")
    song = plant(app, "Song", CALM)
    app.apply_index()
    assert found(app, CALM) == [song]
    server.requests.clear()
    assert found(app, CALM) == [song]
    assert [path for _, path in server.requests if "aliases" in path] == []
    here, app.store = app.store, open_store(server.url)  # another worker's
    old = here.active()
    build(app, admin)
    app.store.drop(str(old))
    assert found(app, CALM) == [song]
    here.close()
    app.store.close()
    app.container.sql.dispose()

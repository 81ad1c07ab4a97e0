"""What nobody needs goes from the store, even where the job that should have removed it failed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.core.actor import Actor
from assistant.index import lifecycle, service
from assistant.index.keeping import Keeper
from assistant.models.index import IndexGeneration
from tests.support.app import App, make_app
from tests.support.indexed import CALM, before, plant
from tests.support.qdrant_server import running
from vectorstore.errors import StoreUnavailable


@pytest.fixture
def admin(app: App) -> Actor:
    plant(app, "Song", CALM)
    app.apply_index()
    return app.person("mara", role="admin")


@pytest.fixture
def on_a_server(migrated_sqlite_url: str, tmp_path: Path) -> Iterator[App]:
    with running() as server:
        made = make_app(migrated_sqlite_url, tmp_path, vectors=server.url)
        yield made
        made.store.close()
        made.container.sql.dispose()


def away(_name: str) -> None:
    raise StoreUnavailable("away")


def names(app: App) -> list[str]:
    return [g.name for g in app.store.generations()]


def build(app: App, admin: Actor, *, switch: bool = True) -> None:
    with app.open_uow() as uow:
        service.rebuild(uow, admin, switch=switch)
    app.run_jobs()


def drop_newest(app: App, admin: Actor) -> None:
    with app.open_uow() as uow:
        newest = service.status(uow, admin, app.container.stamps).generations[0]
        service.drop(uow, admin, newest.id)


def test_what_a_failed_drop_left_goes_by_itself(app: App, admin: Actor) -> None:
    build(app, admin, switch=False)
    drop_newest(app, admin)
    with before(app, "drop", away):
        app.run_jobs()
    assert len(names(app)) == 2
    Keeper(app.open_uow, app.store, app.container.stamps, lambda: True).turn()
    assert names(app) == [app.store.active()]


def test_a_switch_is_done_though_the_store_is_away_when_it_tidies(app: App, admin: Actor) -> None:
    for _ in range(2):
        build(app, admin)
    with before(app, "drop", away):
        build(app, admin)
    with app.open_uow(read=True) as uow:
        found = service.status(uow, admin, app.container.stamps)
    assert [(g.number, g.state) for g in found.generations] == [
        (4, "active"), (3, "retired"), (2, "retired"), (1, "retired"),
    ]  # fmt: skip
    build(app, admin)
    assert len(names(app)) == 3


def test_what_is_kept_stays(app: App, admin: Actor) -> None:
    build(app, admin)
    build(app, admin, switch=False)
    kept = names(app)
    assert len(kept) == 3
    assert lifecycle.sweep(app.open_uow, app.store) == []
    assert names(app) == kept


def test_what_sql_never_knew_goes_from_a_folder_of_our_own(app: App, admin: Actor) -> None:
    app.store.create("songs__of-a-lost-database", model_stamp="m")
    assert lifecycle.sweep(app.open_uow, app.store) == ["songs__of-a-lost-database"]
    assert names(app) == [app.store.active()]


def test_what_sql_never_knew_stays_on_a_server(on_a_server: App) -> None:
    app = on_a_server
    app.store.create("songs__of-somebody-else", model_stamp="m")
    app.store.create("songs__dropped", model_stamp="m")
    with app.open_uow() as uow:
        uow.db.add(IndexGeneration(number=7, name="songs__dropped", mood_stamp="m",
                                   embedding_stamp="e", dims=384, state="dropped"))  # fmt: skip
    assert lifecycle.sweep(app.open_uow, app.store) == ["songs__dropped"]
    assert "songs__of-somebody-else" in names(app)

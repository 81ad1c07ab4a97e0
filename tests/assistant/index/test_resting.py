"""A repair that fails is tried again ever more seldom, and leaves nothing on the disk."""

from collections.abc import Iterable
from typing import Any

import pytest

from assistant.core.actor import Actor
from assistant.index import service
from assistant.jobs import service as jobs
from tests.support.app import App
from tests.support.indexed import CALM, before, plant
from vectorstore.errors import StoreUnavailable
from vectorstore.types import SongPoint

DAY_S, TURN_S = 24 * 3600, 10


@pytest.fixture
def admin(app: App) -> Actor:
    """An admin of an index whose generation is lost."""
    plant(app, "Song", CALM)
    app.apply_index()
    app.store.drop(app.store.active() or "", even_active=True)
    return app.person("mara", role="admin")


def away(_name: str) -> None:
    raise StoreUnavailable("away")


def ensure(app: App) -> None:
    """What the worker does all the time."""
    service.ensure_active(app.open_uow, app.store, app.container.stamps)
    app.run_jobs()


def repairs(app: App, admin: Actor) -> int:
    with app.open_uow(read=True) as uow:
        return sum(e.what == "repair" for e in service.history(uow, admin, 200))


def test_a_repair_that_fails_all_day_is_tried_a_few_times(app: App, admin: Actor) -> None:
    tried: list[int] = []
    with before(app, "upsert", away):
        for second in range(0, DAY_S, TURN_S):
            if second % 600 == 0 or (second < 3600 and second % 60 == 0):
                count = len(tried)
                ensure(app)
                if (now := repairs(app, admin)) > count:
                    tried.append(now)
                    assert now == count + 1
            app.clock.forward(seconds=TURN_S)
    assert 8 <= len(tried) <= 13  # after 1, 2, 4 … minutes, and every six hours at the most
    app.clock.forward(hours=6)
    ensure(app)
    assert app.store.active() is not None
    with app.open_uow(read=True) as uow:
        found = service.status(uow, admin, app.container.stamps)
    assert (found.points, found.trouble) == (1, None)


def test_an_admin_does_not_wait(app: App, admin: Actor) -> None:
    with before(app, "upsert", away):
        ensure(app)
    ensure(app)
    assert app.store.active() is None
    with app.open_uow() as uow:
        service.resume(uow, admin)
    app.run_jobs()
    assert app.store.active() is not None


class Forgetful:
    """A store that takes songs and keeps none: no build passes its checks."""

    def __init__(self, store: Any) -> None:
        self._store = store

    def upsert(self, _name: str, points: Iterable[SongPoint]) -> int:
        return len(list(points))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


def test_a_build_that_fails_its_checks_leaves_no_vectors(app: App, admin: Actor) -> None:
    whole, app.store = app.store, Forgetful(app.store)
    with app.open_uow() as uow:
        job_id = service.rebuild(uow, admin)
    app.run_jobs()
    with app.open_uow(read=True) as uow:
        assert jobs.get(uow, admin, job_id).state == "failed"
        found = service.status(uow, admin, app.container.stamps)
    assert found.generations[0].state == "failed"  # an admin can read why
    assert whole.generations() == []


def test_a_check_that_fails_is_not_asked_for_all_the_time(app: App, admin: Actor) -> None:
    ensure(app)
    with before(app, "ids", away):
        for _ in range(24):  # two hours, every five minutes
            service.look_after(app.open_uow, app.store)
            app.run_jobs()
            app.clock.forward(minutes=5)
    with app.open_uow(read=True) as uow:
        failed, _ = jobs.failures(uow, "index.check")
    assert 4 <= failed <= 7

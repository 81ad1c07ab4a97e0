"""The worker that leads cares for the index; the others leave it alone."""

from dataclasses import dataclass

from assistant.core.actor import SYSTEM
from assistant.index import service
from assistant.index.keeping import Keeper
from tests.support.app import App
from tests.support.indexed import plant_many


@dataclass
class Worker:
    """One of several workers on the same store."""

    keeper: Keeper
    leads: bool = False


def worker(app: App) -> Worker:
    made = Worker(Keeper(app.open_uow, app.store, app.container.stamps, lambda: made.leads))
    return made


def points(app: App) -> int:
    with app.open_uow(read=True) as uow:
        found = service.status(uow, SYSTEM, app.container.stamps)
    return found.points


def test_only_the_leader_applies(app: App) -> None:
    first, second = worker(app), worker(app)
    plant_many(app, 5)
    first.keeper.turn()
    assert (first.keeper.apply(), points(app)) == (0, 0)
    second.leads = True
    second.keeper.turn()
    assert points(app) == 5


def test_a_new_leader_applies_what_may_not_have_been_settled(app: App) -> None:
    first, second = worker(app), worker(app)
    first.leads = True
    first.keeper.turn()  # settles, with nothing applied yet
    plant_many(app, 5)
    first.keeper.turn()
    assert points(app) == 5
    name = app.store.active()
    assert name is not None
    gone = list(app.store.ids(name))[:2]
    app.store.delete(name, gone)  # what a power cut took
    first.leads, second.leads = False, True
    first.keeper.turn()
    assert app.store.count(name) == 3
    second.keeper.turn()
    assert app.store.count(name) == 5


def test_a_worker_that_stays_no_leader_disturbs_nothing(app: App) -> None:
    leader, other = worker(app), worker(app)
    leader.leads = True
    plant_many(app, 5)
    leader.keeper.turn()
    with app.open_uow(read=True) as uow:
        before = service.status(uow, SYSTEM, app.container.stamps)
    for _ in range(3):
        other.keeper.turn()
    with app.open_uow(read=True) as uow:
        assert service.status(uow, SYSTEM, app.container.stamps) == before

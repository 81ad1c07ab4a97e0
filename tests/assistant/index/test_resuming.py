"""A build belongs to its job: killed anywhere the job goes on with it, given up it is not used."""

import threading
from uuid import UUID

import pytest

from assistant import bootstrap
from assistant.core.actor import Actor
from assistant.core.errors import Conflict
from assistant.index import service
from assistant.index.schemas import COMPARING, SWITCHING
from assistant.jobs import service as jobs
from assistant.jobs.context import execute
from assistant.jobs.schemas import JobView
from tests.support.app import App
from tests.support.indexed import KilledError, before, crash, plant_many

SONGS = 10  # two batches
LOOK_S, PATIENCE_S = 0.5, 60


@pytest.fixture
def admin(app: App) -> Actor:
    plant_many(app, SONGS)
    app.apply_index()
    return app.person("mara", role="admin")


def rebuild(app: App, admin: Actor, *, switch: bool = True) -> UUID:
    with app.open_uow() as uow:
        return service.rebuild(uow, admin, switch=switch)


def killed(app: App, admin: Actor, method: str) -> UUID:
    """A build that died before a call of the store."""
    job_id = rebuild(app, admin)
    with before(app, method, crash), pytest.raises(KilledError):
        app.run_jobs()
    return job_id


def again(app: App, job_id: UUID) -> None:
    """Run a job that a crash left, as DBOS does, and what that enqueues."""
    execute(job_id, bootstrap.handlers(app.container, app.store), app.open_uow)
    app.run_jobs()


def job(app: App, admin: Actor, job_id: UUID) -> JobView:
    with app.open_uow(read=True) as uow:
        return jobs.get(uow, admin, job_id)


def states(app: App, admin: Actor) -> list[tuple[int, str]]:
    with app.open_uow(read=True) as uow:
        found = service.status(uow, admin, app.container.stamps)
    assert app.store.active() == next(g.name for g in found.generations if g.state == "active")
    assert {g.name for g in app.store.generations()} == {g.name for g in found.generations}
    return [(g.number, g.state) for g in found.generations]


@pytest.mark.parametrize("method", ["create", "upsert", "retrieve", "flush", "activate"])
def test_a_killed_build_goes_on_with_its_generation(app: App, admin: Actor, method: str) -> None:
    job_id = killed(app, admin, method)
    again(app, job_id)
    assert job(app, admin, job_id).state == "done"
    assert states(app, admin) == [(2, "active"), (1, "retired")]
    assert app.store.count(app.store.active() or "") == SONGS


def test_a_build_killed_while_it_tidied_only_tidies(app: App, admin: Actor) -> None:
    for _ in range(2):
        rebuild(app, admin)
        app.run_jobs()
    job_id = killed(app, admin, "drop")
    again(app, job_id)
    assert states(app, admin) == [(4, "active"), (3, "retired"), (2, "retired")]
    with app.open_uow(read=True) as uow:
        told = [e.what for e in service.history(uow, admin) if e.number == 4]
    assert told == ["activated", "verified", "begun"]


def test_a_build_that_waits_to_be_compared_is_compared_after_a_kill(app: App, admin: Actor) -> None:
    job_id = rebuild(app, admin, switch=False)

    def die(name: str) -> None:
        if job(app, admin, job_id).message == COMPARING:
            crash(name)

    with before(app, "search", die), pytest.raises(KilledError):
        app.run_jobs()
    again(app, job_id)
    assert states(app, admin) == [(2, "verified"), (1, "active")]


def test_a_build_given_up_while_it_switches_is_not_switched_to(app: App, admin: Actor) -> None:
    job_id = rebuild(app, admin)

    def give_up(_name: str) -> None:
        if job(app, admin, job_id).message == SWITCHING:
            with app.open_uow() as uow:
                service.cancel(uow, admin)

    with before(app, "flush", give_up):
        app.run_jobs()
    assert job(app, admin, job_id).state == "cancelled"
    assert states(app, admin) == [(1, "active")]


def test_a_job_told_to_stop_while_it_switches_does_not_switch(app: App, admin: Actor) -> None:
    job_id = rebuild(app, admin)

    def stop(_name: str) -> None:
        if job(app, admin, job_id).message == SWITCHING:
            with app.open_uow() as uow:
                jobs.cancel(uow, admin, job_id)

    with before(app, "flush", stop):
        app.run_jobs()
    assert job(app, admin, job_id).state == "cancelled"
    assert states(app, admin) == [(2, "verified"), (1, "active")]


def test_a_build_that_answers_already_cannot_be_given_up(app: App, admin: Actor) -> None:
    answers: list[tuple[int, str]] = []
    client = app.client(admin)

    def give_up(_name: str) -> None:
        answer = client.post("/admin/index/cancel")
        answers.append((answer.status_code, answer.json()["code"]))
        with app.open_uow() as uow, pytest.raises(Conflict, match="was switched to just now"):
            service.cancel(uow, admin)

    job_id = rebuild(app, admin)
    with before(app, "activate", give_up):
        app.run_jobs()
    assert answers == [(409, "build_switched")]
    assert job(app, admin, job_id).state == "done"
    assert states(app, admin) == [(2, "active"), (1, "retired")]


def test_a_checked_build_cannot_rest(app: App, admin: Actor) -> None:
    killed(app, admin, "flush")
    with app.open_uow() as uow, pytest.raises(Conflict, match="cancelled, not paused"):
        service.pause(uow, admin)


@pytest.mark.parametrize("method", ["upsert", "flush"])  # while it writes, and when it is checked
def test_who_gives_up_in_the_same_moment_wins(app: App, admin: Actor, method: str) -> None:
    """The transaction that gives up is open while the job wants to go on."""
    job_id = killed(app, admin, method)
    going_on = threading.Thread(target=again, args=(app, job_id))
    with app.open_uow() as uow:
        service.cancel(uow, admin)
        going_on.start()
        going_on.join(LOOK_S)
        assert going_on.is_alive()
    going_on.join(PATIENCE_S)
    assert not going_on.is_alive()
    assert job(app, admin, job_id).state == "cancelled"
    assert states(app, admin) == [(1, "active")]

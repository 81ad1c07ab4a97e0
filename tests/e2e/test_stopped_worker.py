"""A worker that is told to stop hands over what it has; one without a store takes no index job."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest

from assistant import bootstrap
from assistant.container import Container
from assistant.core.actor import SYSTEM
from assistant.core.settings import Settings
from assistant.index import service
from assistant.jobs import service as jobs
from assistant.jobs.schemas import JobSpec, JobView
from tests.e2e.conftest import free_port_number
from tests.support.fleet import Fleet
from tests.support.qdrant_server import QdrantServer

# Nobody is held for dead within this test: what moves on does so because it was handed over.
FOR_EVER = {"ATTUNE_WORKER_DEAD_AFTER_S": "3600"}
pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]  # several processes start


@pytest.fixture
def fleet(tmp_path: Path, migrated_postgres_url: str, server: QdrantServer) -> Iterator[Fleet]:
    made = Fleet(tmp_path / "data", migrated_postgres_url, server.url)
    yield made
    made.stop()


@pytest.fixture
def here(fleet: Fleet, migrated_postgres_url: str) -> Iterator[Container]:
    """The same Attune in this process: it asks for jobs and does none."""
    settings = {"data_dir": fleet.folder, "database_url": migrated_postgres_url}
    container = bootstrap.build(Settings.model_validate(settings))
    yield container
    container.sql.dispose()


def address() -> str:
    return f"http://127.0.0.1:{free_port_number()}"


def job(here: Container, job_id: UUID) -> JobView:
    with here.open_uow(read=True) as uow:
        return jobs.get(uow, SYSTEM, job_id)


def ended(here: Container, job_id: UUID) -> bool:
    return not job(here, job_id).active


def states(here: Container) -> list[tuple[int, str]]:
    with here.open_uow(read=True) as uow:
        found = service.status(uow, SYSTEM, here.stamps)
    return [(g.number, g.state) for g in found.generations]


def test_an_idle_worker_leaves_no_lease(fleet: Fleet, here: Container) -> None:
    fleet.worker("one", address(), **FOR_EVER)
    fleet.wait_for(lambda: states(here) == [(1, "active")], "an index")
    assert set(fleet.workers()) == {"one", "leader"}
    assert fleet.end("one") == 0
    assert fleet.workers() == {}


def test_the_job_of_a_stopped_worker_is_the_next_ones(
    fleet: Fleet, here: Container, server: QdrantServer
) -> None:
    fleet.worker("one", address(), **FOR_EVER)
    fleet.wait_for(lambda: states(here) == [(1, "active")], "an index")
    server.still_at = "PATCH"  # the last step of making a generation
    with here.open_uow() as uow:
        build = service.rebuild(uow, SYSTEM)
    fleet.wait_for(lambda: (2, "building") in states(here), "a build begun")
    assert fleet.end("one") == 0
    assert fleet.workers() == {}
    assert job(here, build).state == "running"
    server.still_at = None
    fleet.worker("two", address(), **FOR_EVER)
    fleet.wait_for(lambda: not job(here, build).active, "the build ended")
    assert (job(here, build).state, fleet.begun(str(build))[0]) == ("done", "two")
    assert states(here) == [(2, "active"), (1, "retired")]


def test_a_worker_without_a_store_leaves_the_index_to_others(
    fleet: Fleet, here: Container, tmp_path: Path
) -> None:
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    (foreign / "somebody's.txt").touch()
    fleet.worker("blind", address(), **FOR_EVER, ATTUNE_VECTOR_URL=f"edge://{foreign}")
    fleet.wait_for(lambda: "blind" in fleet.workers(), "at work")
    with here.open_uow() as uow:
        build = service.rebuild(uow, SYSTEM)
    for _ in range(3):  # it works, and has looked for jobs again and again
        with here.open_uow() as uow:
            other = jobs.start(uow, None, JobSpec("takeout.sweep", "quick"))
        fleet.wait_for(partial(ended, here, other), "another job done")
        assert job(here, other).state == "done"
    assert job(here, build).state == "waiting"
    fleet.worker("seeing", address(), **FOR_EVER)
    fleet.wait_for(lambda: not job(here, build).active, "the build ended")
    assert (job(here, build).state, fleet.begun(str(build))[0]) == ("done", "seeing")

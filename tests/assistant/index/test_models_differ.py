"""Processes that are set to different models say so, and build nothing against each other."""

import pytest

from assistant.core.actor import Actor
from assistant.index import service
from assistant.index.schemas import IndexStatus
from assistant.jobs import service as jobs
from assistant.jobs.membership import Membership
from tests.assistant.index.test_decided import NEW, read_anew
from tests.support.app import App
from tests.support.indexed import CALM, plant


@pytest.fixture
def admin(app: App) -> Actor:
    """An admin of an index that the old model made, the new one having read every song."""
    song = plant(app, "One", CALM)
    app.apply_index()
    read_anew(app, song)
    return app.person("mara", role="admin")


def joined(app: App, name: str, model: str) -> Membership:
    found = Membership(app.open_uow, name, f"host-{name}", 1000.0, model=model)
    found.join()
    return found


def status(app: App, admin: Actor) -> IndexStatus:
    with app.open_uow(read=True) as uow:
        return service.status(uow, admin, NEW)


def test_a_worker_refuses_a_build_for_another_model(app: App, admin: Actor) -> None:
    with app.open_uow() as uow:
        job_id = service.rebuild(uow, admin, stamps=NEW)
    app.run_jobs()
    with app.open_uow(read=True) as uow:
        job = jobs.get(uow, admin, job_id)
    assert (job.state, job.result) == ("failed", {"code": "models_differ"})
    assert job.message.startswith("Nothing was built: this worker is set to another model")
    assert NEW.mood in job.message
    assert [g.number for g in status(app, admin).generations] == [1]


def test_nobody_builds_while_workers_disagree(app: App, admin: Actor) -> None:
    old = joined(app, "old", service.model_line(app.container.stamps))
    joined(app, "new", service.model_line(NEW))
    for stamps in (NEW, app.container.stamps):
        service.ensure_active(app.open_uow, app.store, stamps)
        assert app.jobs.waiting == []
    trouble = status(app, admin).trouble
    assert trouble is not None
    assert trouble.repair == "waits"
    assert trouble.detail.startswith("Workers are set to different models: mood:fake:1")
    old.leave()
    service.ensure_active(app.open_uow, app.store, NEW)
    app.container.stamps = NEW
    app.run_jobs()
    now = status(app, admin)
    assert now.active is not None
    assert (now.active.mood_stamp, now.trouble) == (NEW.mood, None)

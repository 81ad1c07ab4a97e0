"""Builds that rest, go on, are given up, wait to be switched to, are gone back from and dropped."""

from collections.abc import Sequence

import pytest

from assistant.core.actor import Actor
from assistant.core.errors import Conflict, NotFound
from assistant.index import service
from assistant.index.schemas import IndexStatus, Plan
from assistant.jobs import service as jobs
from tests.support.app import App
from tests.support.indexed import CALM, TENSE, found, plant, plant_many, watch

SONGS = 20  # three batches


@pytest.fixture
def admin(app: App) -> Actor:
    return app.person("mara", role="admin")


def status(app: App, admin: Actor) -> IndexStatus:
    with app.open_uow(read=True) as uow:
        return service.status(uow, admin, app.container.stamps)


def states(app: App, admin: Actor) -> list[tuple[int, str]]:
    return [(g.number, g.state) for g in status(app, admin).generations]


def build(app: App, admin: Actor, *, switch: bool = True) -> None:
    with app.open_uow() as uow:
        service.rebuild(uow, admin, switch=switch)
    app.run_jobs()


def events(app: App, admin: Actor) -> Sequence[tuple[int, str, str | None, str]]:
    with app.open_uow(read=True) as uow:
        return [(e.number, e.what, e.by, e.via) for e in service.history(uow, admin)][::-1]


def pause_at_second_batch(app: App, admin: Actor) -> None:
    """Pause the build between its first batch and its second."""
    seen: list[str] = []

    def before_write(name: str) -> None:
        seen.append(name)
        if len(seen) == 2:
            with app.open_uow() as uow:
                service.pause(uow, admin)

    watch(app, before_write)


def test_a_build_rests_and_goes_on_where_it_stopped(app: App, admin: Actor) -> None:
    plant_many(app, SONGS)
    app.apply_index()
    pause_at_second_batch(app, admin)
    build(app, admin)
    now = status(app, admin)
    assert now.active is not None
    assert now.progress is not None
    assert (now.active.number, now.build) == (1, None)
    assert (now.progress.number, now.progress.state) == (2, "paused")
    assert (now.progress.done, now.progress.total) == (16, SONGS)
    assert now.progress.per_s is not None
    with app.open_uow() as uow, pytest.raises(Conflict, match="is paused"):
        service.rebuild(uow, admin)
    late = plant(app, "Late", CALM)
    app.apply_index()
    with app.open_uow() as uow:
        service.resume(uow, admin)
    app.run_jobs()
    now = status(app, admin)
    assert (now.points, now.songs, now.progress) == (SONGS + 1, SONGS + 1, None)
    assert states(app, admin) == [(2, "active"), (1, "retired")]
    assert late in found(app, CALM)
    assert events(app, admin)[3:] == [
        (2, "begun", "Mara", "api"), (2, "paused", "Mara", "api"), (2, "resumed", "Mara", "api"),
        (2, "verified", "Mara", "api"), (2, "activated", "Mara", "api"),
    ]  # fmt: skip


def test_nobody_wakes_a_build_that_rests(app: App, admin: Actor) -> None:
    plant_many(app, SONGS)
    app.apply_index()
    pause_at_second_batch(app, admin)
    build(app, admin)
    for _ in range(2):  # what a worker does at its start, and all the time
        service.ensure_active(app.open_uow, app.store, app.container.stamps)
        service.look_after(app.open_uow, app.store)
        app.run_jobs()
    now = status(app, admin)
    assert now.progress is not None
    assert (now.progress.state, now.progress.done) == ("paused", 16)
    assert states(app, admin) == [(2, "paused"), (1, "active")]


def test_a_build_is_given_up_and_its_vectors_go(app: App, admin: Actor) -> None:
    plant_many(app, SONGS)
    app.apply_index()
    pause_at_second_batch(app, admin)
    build(app, admin)
    assert len(app.store.generations()) == 2
    with app.open_uow() as uow:
        service.cancel(uow, admin)
    app.run_jobs()
    assert [g.name for g in app.store.generations()] == [app.store.active()]
    assert states(app, admin) == [(1, "active")]
    with app.open_uow() as uow, pytest.raises(Conflict, match="Nothing is being built"):
        service.cancel(uow, admin)
    with app.open_uow() as uow, pytest.raises(Conflict, match="No build is paused"):
        service.resume(uow, admin)
    build(app, admin)
    assert states(app, admin) == [(3, "active"), (1, "retired")]


def test_a_stopping_build_takes_no_new_order(app: App, admin: Actor) -> None:
    plant_many(app, 10)

    def before_write(name: str) -> None:
        with app.open_uow() as uow:
            service.pause(uow, admin)
        for verb in (service.resume, service.rebuild):
            with app.open_uow() as uow, pytest.raises(Conflict, match="just stopping"):
                verb(uow, admin)
        now = status(app, admin).progress
        assert now is not None
        assert now.state == "stopping"

    watch(app, before_write)
    build(app, admin)
    assert states(app, admin) == [(2, "paused"), (1, "active")]


def test_a_build_waits_compared_until_it_is_switched_to(app: App, admin: Actor) -> None:
    songs = [plant(app, f"Song {n}", CALM if n % 2 else TENSE) for n in range(12)]
    app.apply_index()
    build(app, admin, switch=False)
    assert states(app, admin) == [(2, "verified"), (1, "active")]
    new = status(app, admin).generations[0]
    with app.open_uow(read=True) as uow:
        side_by_side = service.comparison(uow, admin, new.id)
    assert (side_by_side.old, side_by_side.new) == (1, 2)
    assert (side_by_side.overlap_at_10, side_by_side.new_count) == (1.0, 12)
    assert side_by_side.fit_old == side_by_side.fit_new
    assert [p.subject for p in side_by_side.probes[:4]] == ["happy", "sad", "angry", "relaxed"]
    relaxed = side_by_side.probes[3]
    assert {s.title for s in relaxed.new[:6]} == {f"Song {n}" for n in range(1, 12, 2)}
    assert {s.track_id for s in relaxed.new} <= set(songs)
    assert all(s.kept for s in relaxed.old)
    late = plant(app, "Late", CALM)
    app.apply_index()
    with app.open_uow() as uow:
        service.go_to(uow, admin, new.id)
    app.run_jobs()
    assert states(app, admin) == [(2, "active"), (1, "retired")]
    assert late in found(app, CALM)


def test_going_back_brings_what_changed_meanwhile(app: App, admin: Actor) -> None:
    plant(app, "Early", CALM)
    app.apply_index()
    build(app, admin)
    late = plant(app, "Late", TENSE)
    app.apply_index()
    with app.open_uow() as uow:
        service.rollback(uow, admin)
    app.run_jobs()
    assert states(app, admin) == [(2, "retired"), (1, "active")]
    assert found(app, TENSE)[0] == late
    assert status(app, admin).points == 2
    with app.open_uow() as uow:
        service.rollback(uow, admin)
    app.run_jobs()
    assert states(app, admin) == [(2, "active"), (1, "retired")]


def test_nothing_to_go_back_to(app: App, admin: Actor) -> None:
    with app.open_uow() as uow, pytest.raises(Conflict, match="No earlier generation"):
        service.rollback(uow, admin)


def test_only_so_many_are_kept(app: App, admin: Actor) -> None:
    plant(app, "Song", CALM)
    for _ in range(4):
        build(app, admin)
    assert states(app, admin) == [(5, "active"), (4, "retired"), (3, "retired")]
    assert len(app.store.generations()) == 3
    dropped = [e for e in events(app, admin) if e[1] == "dropped"]
    assert dropped == [(1, "dropped", None, "job"), (2, "dropped", None, "job")]


def test_a_generation_is_dropped_by_hand(app: App, admin: Actor) -> None:
    build(app, admin)
    now = status(app, admin)
    active, kept = now.generations
    with app.open_uow() as uow:
        service.drop(uow, admin, kept.id)
    app.run_jobs()
    assert states(app, admin) == [(2, "active")]
    assert [g.name for g in app.store.generations()] == [active.name]
    assert events(app, admin)[-1] == (1, "dropped", "Mara", "api")
    with app.open_uow() as uow, pytest.raises(Conflict, match="is active"):
        service.drop(uow, admin, active.id)
    with app.open_uow() as uow, pytest.raises(NotFound):
        service.drop(uow, admin, kept.id)
    with app.open_uow() as uow, pytest.raises(NotFound):
        service.go_to(uow, admin, kept.id)


def test_a_plan_counts_and_estimates_only_from_what_was_measured(app: App, admin: Actor) -> None:
    plant(app, "With words", CALM)
    plant_many(app, 2)  # without
    app.apply_index()

    def plan() -> Plan:
        with app.open_uow(read=True) as uow:
            return service.plan(uow, admin, app.container.stamps, 1)

    first = plan()
    assert (first.songs, first.own, first.without_words, first.unscored) == (3, 0, 2, 0)
    assert (first.dims, first.vector_bytes) == (384, 3 * 393 * 4)
    assert (first.seconds, first.basis, first.drops, first.new_model) == (None, [], [], False)
    build(app, admin)
    then = plan()
    assert then.rough
    assert [(b.number, b.songs) for b in then.basis] == [(2, 3)]
    assert then.per_s == pytest.approx(3 / then.basis[0].seconds)
    assert then.seconds == pytest.approx(then.basis[0].seconds)
    assert then.drops == [1]
    assert len(app.store.generations()) == 2  # nothing was done


def test_a_build_that_a_generic_cancel_stopped_can_go_on(app: App, admin: Actor) -> None:
    plant_many(app, SONGS)

    def before_write(name: str) -> None:
        with app.open_uow() as uow:
            job = status(app, admin).build
            if job is not None and job.done:
                jobs.cancel(uow, admin, job.id)

    watch(app, before_write)
    build(app, admin)
    now = status(app, admin).progress
    assert now is not None
    assert now.state == "paused"
    app.store = app.store._store  # type: ignore[attr-defined]  # nobody watches any more
    with app.open_uow() as uow:
        service.resume(uow, admin)
    app.run_jobs()
    assert states(app, admin) == [(2, "active"), (1, "retired")]

"""Exports that never became whole are told as failed, and what a kill left in the folders goes."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import delete, insert
from sqlmodel import Session, col

from assistant.accounts import photos, profile
from assistant.core.actor import Actor
from assistant.jobs import service as jobs
from assistant.models.accounts import AppUser
from assistant.models.audit import AuditEvent
from assistant.models.jobs import Job
from assistant.takeout import exporting
from assistant.takeout import service as takeout
from assistant.takeout.archive import Archive
from assistant.takeout.rules import STRAY_AFTER, WRITE_FOR, Places
from tests.assistant.accounts.test_profile import picture
from tests.support.app import App
from tests.support.one_job import kill_when, running

MANY = 20_000


@pytest.fixture
def places(app: App) -> Places:
    return Places(app.container.settings.data_dir)


def begun(app: App, actor: Actor) -> UUID:
    return UUID(app.client(actor).post("/users/me/export").json()["id"])


def told(app: App, actor: Actor, export_id: UUID) -> tuple[str, str | None]:
    """What the owner is told of an export: its state, and what went wrong."""
    view = app.client(actor).get(f"/users/me/export/{export_id}").json()
    return view["state"], view["problem"]


def sweep(app: App, places: Places) -> dict[str, Any] | None:
    """What the worker does; what its job counted, None when nothing was due."""
    with app.open_uow() as uow:
        job_id = takeout.start_sweep(uow, places)
    app.run_jobs()
    if job_id is None:
        return None
    with app.open_uow(read=True) as uow:
        job = jobs.find(uow, job_id)
    assert job is not None
    return job.result


def swept(**found: int) -> dict[str, int]:
    return {"accounts": 0, "exports": 0, "failed": 0, "files": 0, **found}


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def half(places: Places, export_id: UUID) -> None:
    """What a kill in the middle of writing leaves."""
    Archive(places.export(export_id)).file("photo.webp", Path(__file__))


def whole(places: Places, export_id: UUID) -> None:
    """What a kill between the file and its row leaves."""
    with Archive(places.export(export_id)):
        pass


def fails(app: App, export_id: UUID) -> None:
    with app.open_uow() as uow:
        jobs.finish(uow, export_id, "failed", message="The disk is full.")


def is_stopped(app: App, export_id: UUID) -> None:
    with app.open_uow() as uow:
        jobs.mark_running(uow, export_id)
        jobs.finish(uow, export_id, "cancelled")


def goes(app: App, export_id: UUID) -> None:
    with app.open_uow() as uow:
        uow.db.execute(delete(Job).where(col(Job.id) == export_id))


@pytest.mark.parametrize("leave", [half, whole])
@pytest.mark.parametrize(
    "end, problem",
    [
        (
            fails,
            "The disk is full. Begin a new export. If it fails too, ask whoever runs this server.",
        ),
        (is_stopped, "This export was stopped. Begin a new export."),
        (goes, "This export was cut off before it was whole. Begin a new export."),
    ],
)
def test_an_export_whose_job_ended_is_told_as_failed_and_its_file_goes(
    app: App, places: Places, leave: Callable[[Places, UUID], None],
    end: Callable[[App, UUID], None], problem: str,
) -> None:  # fmt: skip
    mara = app.person("mara")
    export_id = begun(app, mara)
    app.jobs.waiting.clear()
    leave(places, export_id)
    assert sweep(app, places) is None  # its job may still come
    end(app, export_id)
    assert told(app, mara, export_id) == ("failed", problem)
    assert sweep(app, places) == swept(failed=1, files=1)
    assert (told(app, mara, export_id), left_in(places.exports)) == (("failed", problem), [])
    assert sweep(app, places) is None

    again = begun(app, mara)
    app.run_jobs()
    assert told(app, mara, again) == ("ready", None)
    assert left_in(places.exports) == [f"{again}.zip"]
    assert app.client(mara).get(f"/users/me/export/{export_id}").status_code == 404
    assert sweep(app, places) is None


def test_an_export_that_lasts_forever_is_given_up_and_another_can_be_begun(
    app: App, places: Places
) -> None:
    mara = app.person("mara")
    lost = begun(app, mara)
    app.jobs.waiting.clear()  # whoever ran it is gone for good
    with app.open_uow() as uow:
        jobs.mark_running(uow, lost)
    half(places, lost)
    app.clock.forward(seconds=WRITE_FOR.total_seconds() - 1)
    assert sweep(app, places) is None
    assert begun(app, mara) == lost
    app.clock.forward(seconds=1)
    assert sweep(app, places) == swept(failed=1, files=1)
    state, problem = told(app, mara, lost)
    assert state == "failed"
    assert str(problem).startswith("This export took too long. Begin a new export.")
    assert begun(app, mara) != lost


def test_an_export_given_up_leaves_nothing_when_it_becomes_whole_after_all(
    app: App, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    mara = app.person("mara")
    export_id = begun(app, mara)
    write = exporting.write

    def slowly(*args: Any) -> int:
        count = write(*args)
        app.clock.forward(seconds=WRITE_FOR.total_seconds())
        with app.open_uow() as uow:
            app.jobs.waiting.clear()
            takeout.start_sweep(uow)
        app.run_jobs()
        return count

    monkeypatch.setattr(exporting, "write", slowly)
    app.run_jobs()
    assert told(app, mara, export_id)[0] == "failed"
    assert left_in(places.exports) == []


def test_what_was_written_for_an_account_that_went_goes(app: App, places: Places) -> None:
    mara = app.person("mara")
    export_id = begun(app, mara)
    app.jobs.waiting.clear()
    with app.open_uow() as uow:
        uow.db.execute(delete(AppUser).where(col(AppUser.id) == mara.user_id))
    half(places, export_id)
    (places.exports / "notes.txt").write_text("none of ours")
    assert sweep(app, places) == swept(files=1)
    assert left_in(places.exports) == ["notes.txt"]


def test_an_export_killed_while_it_is_written_begins_anew(app: App, places: Places) -> None:
    mara = app.person("mara")
    _fill(app, mara)
    export_id = begun(app, mara)
    with running(app, export_id) as process:
        kill_when(process, (places.exports / f"{export_id}.part").exists)
    assert left_in(places.exports) == [f"{export_id}.part"]
    assert told(app, mara, export_id) == ("running", None)
    app.jobs.waiting.append(export_id)  # as whoever takes over does
    app.run_jobs()
    view = app.client(mara).get(f"/users/me/export/{export_id}").json()
    assert (view["state"], view["done"] > MANY) == ("ready", True)
    assert left_in(places.exports) == [f"{export_id}.zip"]


def test_a_killed_export_that_is_stopped_leaves_nothing(app: App, places: Places) -> None:
    mara = app.person("mara")
    _fill(app, mara)
    export_id = begun(app, mara)
    with running(app, export_id) as process:
        kill_when(process, (places.exports / f"{export_id}.part").exists)
    assert app.client(mara).post(f"/me/jobs/{export_id}/cancel").status_code < 300
    app.jobs.waiting.append(export_id)
    app.run_jobs()
    assert told(app, mara, export_id) == (
        "failed", "This export was stopped. Begin a new export.",
    )  # fmt: skip
    assert left_in(places.exports) == []


def _fill(app: App, actor: Actor) -> None:
    """Let there be enough to write for a while."""
    with app.open_uow() as uow:
        row = {"at": uow.now, "actor_id": actor.user_id, "verb": "thing.made"}
        uow.db.execute(insert(AuditEvent), [row for _ in range(MANY)])


class Killed(BaseException):
    """Ends a request at a line, as a kill does."""


def _kill(*_: Any, **__: Any) -> None:
    raise Killed


@pytest.mark.parametrize(
    "at, kept",
    [
        ((os, "fdopen"), ["part"]),
        ((Path, "replace"), ["part"]),
        ((profile, "_swap"), ["webp"]),
        ((Session, "commit"), ["webp"]),
    ],
    ids=["the file empty", "the file half", "before the row", "before the commit"],
)
def test_the_photo_of_a_killed_upload_goes(
    app: App, places: Places, monkeypatch: pytest.MonkeyPatch, at: tuple[Any, str], kept: list[str]
) -> None:
    mara = app.person("mara")
    data = picture()
    with monkeypatch.context() as patch:
        patch.setattr(*at, _kill)
        with pytest.raises(Killed):
            profile.set_photo(app.open_uow, places.data_dir, mara, data)
    files = left_in(places.photos)
    assert [name.rpartition(".")[2] for name in files] == kept
    assert sweep(app, places) is None  # the upload may still be under way
    app.clock.at = datetime.now(UTC)
    app.clock.forward(seconds=STRAY_AFTER.total_seconds() + 5)
    assert sweep(app, places) == (swept(files=len(files)) if files else None)
    assert left_in(places.photos) == []
    profile.set_photo(app.open_uow, places.data_dir, mara, picture())
    assert len(left_in(places.photos)) == 1


def test_a_photo_that_is_shown_stays_and_old_halves_of_it_go(app: App, places: Places) -> None:
    mara, noor = app.person("mara"), app.person("noor")
    for person in (mara, noor):
        profile.set_photo(app.open_uow, places.data_dir, person, picture())
    shown = left_in(places.photos)
    photos.keep(places.data_dir, uuid4(), b"of nobody")
    places.photo(UUID(shown[0].removesuffix(".webp"))).with_suffix(".part").write_bytes(b"half")
    (places.photos / "me.webp").write_text("none of ours")
    for path in places.photos.iterdir():
        at = (app.clock() - STRAY_AFTER - timedelta(seconds=1)).timestamp()
        os.utime(path, (at, at))
    assert sweep(app, places) == swept(files=2)
    assert left_in(places.photos) == sorted([*shown, "me.webp"])

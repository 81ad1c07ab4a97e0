"""Use cases of imports: taking a file in, reading it in a job, telling what became of its rows."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path, PurePath
from typing import BinaryIO, cast
from uuid import UUID

from assistant.audit import service as audit
from assistant.core.actor import Actor
from assistant.core.columns import clean_text
from assistant.core.errors import Conflict, Forbidden, NotFound
from assistant.core.ids import new_id
from assistant.core.pagination import Page, next_offset, offset_of
from assistant.core.unit_of_work import OpenUow, UnitOfWork
from assistant.imports import repository
from assistant.imports.notes import Note
from assistant.imports.schemas import (
    Counts,
    ImportStarted,
    ImportState,
    ImportView,
    RejectView,
    Target,
    counts_of,
)
from assistant.imports.taking import Progress, take_file
from assistant.jobs import service as jobs
from assistant.jobs.events import NeverBegun
from assistant.jobs.schemas import JobSpec
from assistant.lyrics import service as lyrics
from assistant.models.base import SHARED
from assistant.models.imports import ImportRun
from assistant.song_moods import service as song_moods

READ, UNDO, TIDY = "imports.read", "imports.undo", "imports.tidy"
NOTES_MAX = 20_000  # all rows are counted; so many different fates are noted
UNREAD_MAX = 50  # files of one listener that may wait on the disk
_CHUNK = 1 << 20


def start(
    open_uow: OpenUow, folder: Path, actor: Actor, file: BinaryIO, name: str, *,
    for_all: bool = False,
) -> ImportStarted:  # fmt: skip
    """Keep a file and have it read by a job.

    Args:
        open_uow: opens units of work.
        folder: where files wait to be read.
        actor: whose library the songs enter.
        file: a history or a catalogue, or a zip of such, open for reading.
        name: what it was called.
        for_all: put songs and lyrics into everybody's catalogue (admins), not the actor's own.

    Raises:
        Forbidden: the sample listener, whom many may be; or everybody's catalogue by no admin.
        Conflict: very many of the actor's files wait to be read already.
    """
    user_id = actor.require_user("music:write")
    if actor.is_sample:
        raise Forbidden("sample_stays", "The sample listener is shared. Make an account first.")
    if for_all:
        actor.require("catalogue.import")
    with open_uow(read=True) as uow:  # before a byte of it is kept
        if repository.count_unread(uow.db, user_id) >= UNREAD_MAX:
            raise Conflict(
                "too_many_waiting",
                f"{UNREAD_MAX} of your files wait to be read already. Send this one once they are.",
            )
    import_id = new_id()
    digest = _store(file, _path(folder, import_id))
    shown = clean_text(PurePath(name.replace("\\", "/")).name, 255) or "file"
    with open_uow() as uow:
        run = ImportRun(
            id=import_id, user_id=user_id, file_name=shown, file_sha256=digest,
            counts=asdict(Counts()), created_at=uow.now,
        )  # fmt: skip
        repository.add(uow.db, run)
        if for_all:
            audit.record(uow, actor, "import.for_everybody", object=f"import {import_id}")
        args = {"import_id": str(import_id), "for_all": int(for_all)}
        spec = JobSpec(kind=READ, queue="quick", args=args, dedupe_key=str(import_id), unit="rows")
        return ImportStarted(job_id=jobs.start(uow, user_id, spec), import_id=import_id)


def read_import(
    open_uow: OpenUow, folder: Path, import_id: UUID, after: Callable[[int], None], *,
    for_all: bool = False, max_bytes: int = lyrics.MAX_BYTES,
) -> Counts:  # fmt: skip
    """Read a kept file to its end; a run that was killed goes on after its last batch.

    Then the file is removed, and what it brought is scored by a job.
    """
    path = _path(folder, import_id)
    with open_uow() as uow:
        run = _run(uow, import_id)
        if run.state not in ("waiting", "running"):
            return counts_of(run.counts)
        user_id, name = run.user_id, run.file_name
        progress = Progress(run.cursor, counts_of(run.counts), kinds=_kinds(run))
        run.state = "running"
    target = Target(user_id, SHARED if for_all else str(user_id), max_bytes, import_id)

    def keep(uow: UnitOfWork, now: Progress) -> None:
        run = _run(uow, import_id)
        run.cursor, run.counts = now.cursor, asdict(now.counts)
        run.format = ",".join(now.kinds)[:200]
        room = max(0, NOTES_MAX - repository.count_notes(uow.db, import_id)) if now.notes else 0
        repository.add_notes(uow.db, import_id, now.notes[:room])

    counts = take_file(open_uow, path, name, target, progress, keep, after)
    with open_uow() as uow:
        run = _run(uow, import_id)
        run.state = "failed" if _gave_nothing(counts) else "done"
        song_moods.start_waiting(uow, user_id, str(import_id))
    path.unlink(missing_ok=True)
    return counts


def give_up(open_uow: OpenUow, folder: Path, import_id: UUID, state: ImportState) -> None:
    """End an import before the end of its file; what it brought stays and is scored."""
    with open_uow() as uow:
        run = _run(uow, import_id)
        run.state = state
        song_moods.start_waiting(uow, run.user_id, str(import_id))
    _path(folder, import_id).unlink(missing_ok=True)


def take_now(
    open_uow: OpenUow, path: Path, after: Callable[[int], None], *,
    user_id: UUID | None = None, max_bytes: int = lyrics.MAX_BYTES,
) -> tuple[Counts, list[Note]]:  # fmt: skip
    """Take a file of this machine at once, for the command line; scoring follows as a job.

    Args:
        open_uow: opens units of work.
        path: the file; it stays where it is.
        after: called with the number of rows read so far.
        user_id: whose own songs they become; None for everybody's catalogue.
        max_bytes: the longest lyrics taken.
    """
    target = Target(user_id, SHARED if user_id is None else str(user_id), max_bytes)
    progress = Progress()
    refused: list[Note] = []

    def keep(_uow: UnitOfWork, now: Progress) -> None:
        fresh = [note for note in now.notes if note.outcome == "refused"]
        refused.extend(fresh[: NOTES_MAX - len(refused)])

    counts = take_file(open_uow, path, path.name, target, progress, keep, after)
    with open_uow() as uow:
        song_moods.start_waiting(uow, user_id, str(new_id()))
    return counts, refused


def cancel(uow: UnitOfWork, actor: Actor, import_id: UUID) -> ImportView:
    """Have the reading of a file, or the undoing of an import, stopped; what it did stays.

    Raises:
        NotFound: no such import, or somebody else's.
    """
    actor.require_user("music:write")
    view = get_import(uow, actor, import_id)
    if view.job_id is not None:
        jobs.stop(uow, view.job_id)
    return get_import(uow, actor, import_id)


def on_never_begun(uow: UnitOfWork, event: NeverBegun) -> None:
    """End an import that was cancelled before it began; its file is removed by a job."""
    run = repository.find(uow.db, UUID(event.args["import_id"])) if event.kind == READ else None
    if run is None:
        return
    run.state = "cancelled"
    args = {"import_id": str(run.id)}
    jobs.start(uow, None, JobSpec(kind=TIDY, queue="quick", args=args, dedupe_key=str(run.id)))


def tidy(open_uow: OpenUow, folder: Path, import_id: UUID) -> None:
    """Remove the file of an import that has ended, or is gone."""
    with open_uow(read=True) as uow:
        run = repository.find(uow.db, import_id)
    if run is None or run.state not in ("waiting", "running"):
        _path(folder, import_id).unlink(missing_ok=True)


def start_undo(uow: UnitOfWork, actor: Actor, import_id: UUID) -> UUID:
    """Have everything that an import brought taken out again by a job; the job's id.

    Raises:
        NotFound: no such import, or somebody else's.
        Conflict: it is still being read.
    """
    user_id = actor.require_user("music:write")
    run = _mine(uow, actor, import_id)
    if run.state in ("waiting", "running"):
        raise Conflict("import_running", "This file is still being read. Cancel that first.")
    spec = JobSpec(
        kind=UNDO, queue="quick", args={"import_id": str(import_id)},
        dedupe_key=str(import_id), unit="rows",
    )  # fmt: skip
    return jobs.start(uow, user_id, spec)


def get_import(uow: UnitOfWork, actor: Actor, import_id: UUID) -> ImportView:
    """One import of the actor's.

    Raises:
        NotFound: no such import, or somebody else's.
    """
    run = _mine(uow, actor, import_id)
    return _view(run, jobs.active_of(uow, run.user_id, (READ, UNDO)))


def list_imports(
    uow: UnitOfWork, actor: Actor, *, limit: int, cursor: str | None
) -> Page[ImportView]:
    """The actor's imports, newest first."""
    user_id, offset = actor.require_user("music:read"), offset_of(cursor)
    runs, total = repository.list_of(uow.db, user_id, limit, offset)
    working = jobs.active_of(uow, user_id, (READ, UNDO)) if runs else {}
    return Page(
        items=[_view(run, working) for run in runs],
        cursor=next_offset(offset, limit, total),
        total=total,
    )


def list_rejects(
    uow: UnitOfWork, actor: Actor, import_id: UUID, *, limit: int, cursor: str | None
) -> Page[RejectView]:
    """The rows of an import that were refused, in the file's order.

    Raises:
        NotFound: no such import, or somebody else's.
    """
    run, offset = _mine(uow, actor, import_id), offset_of(cursor)
    rows, total = repository.list_notes(uow.db, run.id, "refused", limit, offset)
    return Page(
        items=[
            RejectView(row_no=r.row_no, row_to=r.row_to, reason=r.reason, excerpt=r.excerpt)
            for r in rows
        ],
        cursor=next_offset(offset, limit, total), total=total,
    )  # fmt: skip


def _kinds(run: ImportRun) -> list[str]:
    return run.format.split(",") if run.format else []


def _gave_nothing(counts: Counts) -> bool:
    """Whether a file could not be read at all."""
    return "file_unreadable" in counts.refused and counts.read == sum(counts.refused.values())


def _store(file: BinaryIO, path: Path) -> str:
    """Copy a file to where it waits; its SHA-256."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest = hashlib.sha256()
    with path.open("wb") as kept:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            kept.write(chunk)
    return digest.hexdigest()


def _path(folder: Path, import_id: UUID) -> Path:
    return folder / str(import_id)


def _mine(uow: UnitOfWork, actor: Actor, import_id: UUID) -> ImportRun:
    user_id = actor.require_user("music:read")
    run = repository.find(uow.db, import_id)
    if run is None or run.user_id != user_id:
        raise _no_import()
    return run


def _run(uow: UnitOfWork, import_id: UUID) -> ImportRun:
    run = repository.find(uow.db, import_id)
    if run is None:
        raise _no_import()
    return run


def _no_import() -> NotFound:
    return NotFound("import_not_found", "There is no such import.")


def _view(run: ImportRun, working: Mapping[str, UUID]) -> ImportView:
    counts = asdict(counts_of(run.counts))
    return ImportView(
        id=run.id, file_name=run.file_name, state=cast("ImportState", run.state),
        format=run.format, created_at=run.created_at, undone_at=run.undone_at,
        job_id=working.get(str(run.id)), **counts,
    )  # fmt: skip

"""What failures and kills leave: exports that never became whole, and files that no row names."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from assistant.core.actor import SYSTEM
from assistant.core.unit_of_work import UnitOfWork
from assistant.jobs import service as jobs
from assistant.takeout import repository, rules
from assistant.takeout.rules import Places


def unfinished(uow: UnitOfWork) -> list[UUID]:
    """Exports that will not become whole: the job failed, was stopped or is gone, or lasts."""
    return repository.unfinished(uow.db, uow.now - rules.WRITE_FOR)


def give_up(uow: UnitOfWork) -> int:
    """Call exports failed that will not become whole; how many. Their files are strays then.

    A job that still counts as running, since whoever ran it is gone for good, ends as well: or
    its listener could begin no other.
    """
    ids = unfinished(uow)
    for takeout_id in ids:
        row = repository.hold(uow.db, takeout_id)
        if row is None or row.state != "waiting":
            continue
        job = jobs.find(uow, takeout_id)
        if job is not None and job.active:
            jobs.cancel(uow, SYSTEM, takeout_id)
            jobs.finish(uow, takeout_id, "failed", message="This export took too long.")
        row.state = "failed"
    uow.db.flush()
    return len(ids)


def strays(uow: UnitOfWork, places: Places) -> list[Path]:
    """Files of exports and photos that no row names, or will.

    An export's row comes before its file; a photo's file comes before its row, which has had time
    enough. A file whose name is none of ours stays.
    """
    exports, photos = list(_named(places.exports)), list(_named(places.photos))
    kept = repository.with_files(uow.db) if exports else set()
    old = [(path, photo_id) for path, photo_id in photos if _is_old(path, uow.now)]
    shown = repository.photos(uow.db) if old else set()
    return [
        *(path for path, takeout_id in exports if takeout_id not in kept),
        *(path for path, photo_id in old if photo_id not in shown or path.suffix == ".part"),
    ]


def _named(folder: Path) -> Iterator[tuple[Path, UUID]]:
    """The files of a folder that are called by an id."""
    for path in folder.iterdir() if folder.is_dir() else ():
        try:
            yield path, UUID(path.stem)
        except ValueError:
            continue


def _is_old(path: Path, now: datetime) -> bool:
    try:
        written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except FileNotFoundError:  # removed meanwhile
        return False
    return now - written > rules.STRAY_AFTER

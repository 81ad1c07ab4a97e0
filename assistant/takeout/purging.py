"""Deleting an account for good: rows, what hangs on them, files, names in the audit log."""

from email import message_from_bytes
from email.policy import default
from email.utils import getaddresses
from pathlib import Path
from uuid import UUID

from assistant.audit import service as audit
from assistant.core.actor import SYSTEM
from assistant.core.unit_of_work import UnitOfWork
from assistant.song_moods.events import SongChanged
from assistant.takeout import repository
from assistant.takeout.rules import Places


def purge(uow: UnitOfWork, places: Places, user_id: UUID) -> bool:
    """Delete an account whose time of grace is over; False when it was kept meanwhile.

    Files go before the rows that name them, inside the transaction: when it fails, the account is
    still due and is deleted by the next sweep.
    """
    user = repository.lock(uow.db, user_id)
    if user is None or user.delete_after is None or user.delete_after > uow.now:
        return False
    for path in _files(uow, places, user_id, user.email):
        path.unlink(missing_ok=True)
    points = repository.point_keys(uow.db, user_id)
    audit.record(uow, SYSTEM, "account.deleted", subject_id=user_id)
    audit.forget(uow, user_id)
    uow.db.expunge(user)
    repository.purge(uow.db, user_id)
    for track_id, key in sorted(points):
        uow.publish(SongChanged(track_id, key))
    return True


def _files(uow: UnitOfWork, places: Places, user_id: UUID, email: str) -> list[Path]:
    photo_id = repository.photo_of(uow.db, user_id)
    return [
        *([places.photo(photo_id)] if photo_id is not None else []),
        *(
            path
            for takeout in repository.list_of(uow.db, user_id)
            for path in (places.export(takeout.id), places.export(takeout.id).with_suffix(".part"))
        ),
        *(places.upload(import_id) for import_id, _ in repository.uploads_of(uow.db, user_id)),
        *_mails(places.outbox, email),
    ]


def _mails(outbox: Path, email: str) -> list[Path]:
    """The mails to an address that lie in the outbox."""
    return [path for path in outbox.glob("*.eml") if _is_to(path, email)]


def _is_to(path: Path, email: str) -> bool:
    message = message_from_bytes(path.read_bytes(), policy=default)
    there = getaddresses([str(value) for value in message.get_all("To", [])])
    return any(address.casefold() == email.casefold() for _, address in there)

"""The SQL of uploaded files of lyrics."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, update
from sqlmodel import Session, col, select

from assistant.core.upsert import insert_new
from assistant.models.gathering import LyricsFile, LyricsUpload


def add_upload(db: Session, upload: LyricsUpload) -> None:
    """Insert an upload."""
    db.add(upload)
    db.flush()


def add_files(db: Session, files: Sequence[LyricsFile]) -> None:
    """Insert files of an upload."""
    insert_new(db, files)


def find_upload(db: Session, upload_id: UUID) -> LyricsUpload | None:
    """An upload by id, read afresh."""
    return db.get(LyricsUpload, upload_id, populate_existing=True)


def list_uploads(
    db: Session, user_id: UUID, limit: int, offset: int
) -> tuple[list[LyricsUpload], int]:
    """A listener's uploads, newest first, and how many there are."""
    mine = select(LyricsUpload).where(LyricsUpload.user_id == user_id)
    total = db.exec(
        select(func.count()).select_from(LyricsUpload).where(LyricsUpload.user_id == user_id)
    ).one()
    order = mine.order_by(col(LyricsUpload.created_at).desc(), col(LyricsUpload.id).desc())
    return list(db.exec(order.limit(limit).offset(offset))), total


def delete_upload(db: Session, upload_id: UUID) -> None:
    """Remove an upload with its files."""
    db.execute(delete(LyricsUpload).where(col(LyricsUpload.id) == upload_id))


def delete_unbegun(db: Session, user_id: UUID, before: datetime) -> None:
    """Remove uploads that broke off before their job began."""
    db.execute(
        delete(LyricsUpload).where(
            col(LyricsUpload.user_id) == user_id, col(LyricsUpload.job_id).is_(None),
            col(LyricsUpload.created_at) < before,
            ~select(LyricsFile.id).where(
                col(LyricsFile.upload_id) == col(LyricsUpload.id),
                col(LyricsFile.state) != "waiting",
            ).exists(),
        )
    )  # fmt: skip


def counts(db: Session, upload_id: UUID) -> dict[str, int]:
    """How many files of an upload there are of each state."""
    query = select(LyricsFile.state, func.count()).where(LyricsFile.upload_id == upload_id)
    return dict(db.exec(query.group_by(LyricsFile.state)).all())


def list_files(
    db: Session, upload_id: UUID, state: str | None, limit: int, offset: int
) -> tuple[list[LyricsFile], int]:
    """Files of an upload in their order, and how many are wanted in all."""
    where = [LyricsFile.upload_id == upload_id]
    if state is not None:
        where.append(LyricsFile.state == state)
    total = db.exec(select(func.count()).select_from(LyricsFile).where(*where)).one()
    query = select(LyricsFile).where(*where).order_by(col(LyricsFile.position))
    return list(db.exec(query.limit(limit).offset(offset))), total


def list_undecided(
    db: Session, user_id: UUID, states: Sequence[str], limit: int, offset: int
) -> tuple[list[LyricsFile], int]:
    """A listener's files in some states, of all uploads, the newest upload first."""
    mine = (
        select(LyricsFile)
        .join(LyricsUpload, col(LyricsUpload.id) == col(LyricsFile.upload_id))
        .where(LyricsUpload.user_id == user_id, col(LyricsFile.state).in_(states))
    )
    total = db.exec(select(func.count()).select_from(mine.subquery())).one()
    order = mine.order_by(col(LyricsUpload.created_at).desc(), col(LyricsFile.position))
    return list(db.exec(order.limit(limit).offset(offset))), total


def find_file(db: Session, file_id: UUID) -> LyricsFile | None:
    """A file by id."""
    return db.get(LyricsFile, file_id, populate_existing=True)


def waiting(db: Session, upload_id: UUID, limit: int) -> list[LyricsFile]:
    """The next files of an upload that nobody looked at."""
    query = select(LyricsFile).where(
        LyricsFile.upload_id == upload_id, LyricsFile.state == "waiting"
    )
    return list(db.exec(query.order_by(col(LyricsFile.position)).limit(limit)))


def change(db: Session, file_id: UUID, **values: Any) -> None:
    """Set columns of a file."""
    db.execute(update(LyricsFile).where(col(LyricsFile.id) == file_id).values(**values))


def give_up(db: Session, upload_id: UUID) -> None:
    """Leave the files that still wait aside."""
    left = update(LyricsFile).where(
        col(LyricsFile.upload_id) == upload_id, col(LyricsFile.state) == "waiting"
    )
    db.execute(left.values(state="dismissed", reason="cancelled", text=None))

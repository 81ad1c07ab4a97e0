"""All SQL of imports."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, col, select

from assistant.core.upsert import insert_new
from assistant.models.imports import ImportReject, ImportRun


def add(db: Session, run: ImportRun) -> None:
    """Insert a run."""
    db.add(run)
    db.flush()


def find(db: Session, import_id: UUID) -> ImportRun | None:
    """A run by id, read afresh."""
    return db.get(ImportRun, import_id, populate_existing=True)


def list_of(db: Session, user_id: UUID, limit: int, offset: int) -> tuple[list[ImportRun], int]:
    """A page of a listener's runs, newest first, and how many there are."""
    mine = ImportRun.user_id == user_id
    total = db.exec(select(func.count()).select_from(ImportRun).where(mine)).one()
    order = (col(ImportRun.created_at).desc(), col(ImportRun.id).desc())
    query = select(ImportRun).where(mine).order_by(*order).limit(limit).offset(offset)
    return list(db.exec(query)), total


def add_rejects(db: Session, rows: Sequence[ImportReject]) -> None:
    """Note refused rows; noting one twice changes nothing."""
    insert_new(db, rows)


def list_rejects(
    db: Session, import_id: UUID, limit: int, offset: int
) -> tuple[list[ImportReject], int]:
    """A page of refused rows in the file's order, and how many were noted."""
    mine = ImportReject.import_id == import_id
    total = db.exec(select(func.count()).select_from(ImportReject).where(mine)).one()
    query = select(ImportReject).where(mine).order_by(col(ImportReject.row_no))
    return list(db.exec(query.limit(limit).offset(offset))), total

"""All SQL of imports."""

from collections.abc import Sequence
from typing import cast
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, col, select

from assistant.core.upsert import insert_new
from assistant.imports.notes import Note, Outcome, goes_on
from assistant.models.imports import ImportNote, ImportRun


def add(db: Session, run: ImportRun) -> None:
    """Insert a run."""
    db.add(run)
    db.flush()


def find(db: Session, import_id: UUID) -> ImportRun | None:
    """A run by id, read afresh."""
    return db.get(ImportRun, import_id, populate_existing=True)


def count_unread(db: Session, user_id: UUID) -> int:
    """How many of a listener's runs are not read to their end."""
    query = select(func.count()).select_from(ImportRun).where(ImportRun.user_id == user_id)
    return db.exec(query.where(col(ImportRun.state).in_(("waiting", "running")))).one()


def list_of(db: Session, user_id: UUID, limit: int, offset: int) -> tuple[list[ImportRun], int]:
    """A page of a listener's runs, newest first, and how many there are."""
    mine = ImportRun.user_id == user_id
    total = db.exec(select(func.count()).select_from(ImportRun).where(mine)).one()
    order = (col(ImportRun.created_at).desc(), col(ImportRun.id).desc())
    query = select(ImportRun).where(mine).order_by(*order).limit(limit).offset(offset)
    return list(db.exec(query)), total


def add_notes(db: Session, import_id: UUID, notes: Sequence[Note]) -> None:
    """Note what became of rows; the first may go on with what the last batch ended with."""
    query = select(ImportNote).where(ImportNote.import_id == import_id)
    last = db.exec(query.order_by(col(ImportNote.row_no).desc()).limit(1)).first()
    if notes and last is not None and goes_on(_read(last), notes[0]):
        last.row_to = notes[0].last
        notes = notes[1:]
    insert_new(db, [_written(import_id, note) for note in notes])


def _read(row: ImportNote) -> Note:
    return Note(row.row_no, row.row_to, cast("Outcome", row.outcome), row.reason, row.excerpt)


def _written(import_id: UUID, note: Note) -> ImportNote:
    return ImportNote(
        import_id=import_id, row_no=note.first, row_to=note.last, outcome=note.outcome,
        reason=note.reason, excerpt=note.excerpt,
    )  # fmt: skip


def count_notes(db: Session, import_id: UUID) -> int:
    """How many notes a run has."""
    query = select(func.count()).select_from(ImportNote)
    return db.exec(query.where(ImportNote.import_id == import_id)).one()


def list_notes(
    db: Session, import_id: UUID, outcome: str, limit: int, offset: int
) -> tuple[list[ImportNote], int]:
    """A page of notes of one outcome in the file's order, and how many there are."""
    mine = (ImportNote.import_id == import_id, ImportNote.outcome == outcome)
    total = db.exec(select(func.count()).select_from(ImportNote).where(*mine)).one()
    query = select(ImportNote).where(*mine).order_by(col(ImportNote.row_no))
    return list(db.exec(query.limit(limit).offset(offset))), total


def notes_after(db: Session, import_id: UUID, row_no: int, limit: int) -> list[ImportNote]:
    """The next notes in the file's order."""
    query = select(ImportNote).where(
        ImportNote.import_id == import_id, col(ImportNote.row_no) > row_no
    )
    return list(db.exec(query.order_by(col(ImportNote.row_no)).limit(limit)))

"""All SQL of jobs."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, update
from sqlmodel import Session, col, select

from assistant.core.upsert import insert_new
from assistant.models.jobs import ACTIVE_STATES, Job


def add(db: Session, job: Job) -> bool:
    """Insert a job; False when another process has just begun one of its kind and key."""
    return insert_new(db, [job]) == 1


def find(db: Session, job_id: UUID) -> Job | None:
    """A job by id, read afresh."""
    return db.get(Job, job_id, populate_existing=True)


def find_active(db: Session, kind: str, dedupe_key: str) -> Job | None:
    """The waiting or running job of a kind and key."""
    return db.exec(
        select(Job).where(
            Job.kind == kind, Job.dedupe_key == dedupe_key, col(Job.state).in_(ACTIVE_STATES)
        )
    ).first()


def active_of(db: Session, user_id: UUID, kinds: Collection[str]) -> dict[str, UUID]:
    """The waiting and running jobs of a listener: ids by dedupe key."""
    query = select(Job.dedupe_key, Job.id).where(
        Job.user_id == user_id, col(Job.kind).in_(kinds), col(Job.state).in_(ACTIVE_STATES)
    )
    return dict(db.exec(query).all())


def list_of(db: Session, user_id: UUID | None, limit: int, before: datetime | None) -> list[Job]:
    """The newest jobs of a listener, or of everybody."""
    query = select(Job).order_by(col(Job.created_at).desc()).limit(limit)
    if user_id is not None:
        query = query.where(Job.user_id == user_id)
    if before is not None:
        query = query.where(col(Job.created_at) < before)
    return list(db.exec(query))


def newest_ended(db: Session, kind: str, limit: int) -> list[Job]:
    """The jobs of a kind that ended last, newest first."""
    query = select(Job).where(Job.kind == kind, col(Job.state).not_in(ACTIVE_STATES))
    return list(db.exec(query.order_by(col(Job.created_at).desc()).limit(limit)))


def count_of(db: Session, user_id: UUID | None) -> int:
    """How many jobs there are."""
    query = select(func.count()).select_from(Job)
    return db.exec(query if user_id is None else query.where(Job.user_id == user_id)).one()


def change(db: Session, job_id: UUID, *, only_active: bool = True, **values: Any) -> bool:
    """Set columns; with `only_active`, leave a job that has ended as it is."""
    statement = update(Job).where(col(Job.id) == job_id).values(**values)
    if only_active:
        statement = statement.where(col(Job.state).in_(ACTIVE_STATES))
    return bool(db.execute(statement).rowcount)  # type: ignore[attr-defined]


def delete_ended(db: Session, kind: str, dedupe_key: str, but: UUID) -> int:
    """Remove ended jobs of a kind and key, but for one; how many."""
    statement = delete(Job).where(
        col(Job.kind) == kind, col(Job.dedupe_key) == dedupe_key, col(Job.id) != but,
        col(Job.state).not_in(ACTIVE_STATES),
    )  # fmt: skip
    return int(db.execute(statement).rowcount)  # type: ignore[attr-defined]

"""All SQL of the audit log. There is no way to remove a row, and one to change some."""

from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from assistant.models.accounts import AppUser
from assistant.models.audit import AuditEvent


def add(db: Session, event: AuditEvent) -> None:
    """Append a row."""
    db.add(event)
    db.flush()


def concerning(
    db: Session, user_id: UUID, limit: int, before: int | None
) -> tuple[list[AuditEvent], int]:
    """The newest rows about somebody or by them, and how many there are."""
    theirs = or_(col(AuditEvent.subject_id) == user_id, col(AuditEvent.actor_id) == user_id)
    query = select(AuditEvent).where(theirs)
    if before is not None:
        query = query.where(col(AuditEvent.id) < before)
    rows = db.exec(query.order_by(col(AuditEvent.id).desc()).limit(limit))
    total = db.exec(select(func.count()).select_from(AuditEvent).where(theirs)).one()
    return list(rows), total


def everything(
    db: Session, limit: int, before: int | None, *, verb: str = "", user_id: UUID | None = None
) -> list[tuple[AuditEvent, str | None, str | None]]:
    """The newest rows with the names of actor and subject; of one verb or person when given."""
    actor, subject = aliased(AppUser), aliased(AppUser)
    query = (
        select(AuditEvent, actor.display_name, subject.display_name)
        .outerjoin(actor, col(actor.id) == col(AuditEvent.actor_id))
        .outerjoin(subject, col(subject.id) == col(AuditEvent.subject_id))
        .order_by(col(AuditEvent.id).desc())
        .limit(limit)
    )
    if before is not None:
        query = query.where(col(AuditEvent.id) < before)
    if verb:
        query = query.where(col(AuditEvent.verb).startswith(verb, autoescape=True))
    if user_id is not None:
        query = query.where(
            or_(col(AuditEvent.subject_id) == user_id, col(AuditEvent.actor_id) == user_id)
        )
    return [(event, by, about) for event, by, about in db.exec(query)]


def forget(db: Session, user_id: UUID, opaque: UUID) -> None:
    """Leave time, verb and an opaque id of every row about somebody or by them."""
    nothing: dict[str, Any] = {"object": "", "address": None, "detail": {}}
    for name in ("actor_id", "subject_id"):
        statement = update(AuditEvent).where(getattr(AuditEvent, name) == user_id)
        db.execute(statement.values({name: opaque, **nothing}))

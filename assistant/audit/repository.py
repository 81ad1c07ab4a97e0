"""All SQL of the audit log. There is no way to remove a row, and one to change some."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from assistant.audit.kinds import KINDS
from assistant.audit.schemas import Which
from assistant.models.accounts import AppUser
from assistant.models.audit import AuditEvent

Place = tuple[datetime, int]
_NEWEST_FIRST = (col(AuditEvent.at).desc(), col(AuditEvent.id).desc())


def add(db: Session, event: AuditEvent) -> None:
    """Append a row."""
    db.add(event)
    db.flush()


def concerning(
    db: Session, user_id: UUID, limit: int, before: Place | None, which: Which
) -> tuple[list[AuditEvent], int]:
    """The newest rows about somebody or by them, and how many there are."""
    meant = _meant(replace(which, user_id=user_id))
    query = select(AuditEvent).where(*meant, *_before(before))
    rows = db.exec(query.order_by(*_NEWEST_FIRST).limit(limit))
    total = db.exec(select(func.count()).select_from(AuditEvent).where(*meant)).one()
    return list(rows), total


def everything(
    db: Session, limit: int, before: Place | None, which: Which
) -> list[tuple[AuditEvent, str | None, str | None]]:
    """The newest rows with the names of actor and subject."""
    actor, subject = aliased(AppUser), aliased(AppUser)
    query = (
        select(AuditEvent, actor.display_name, subject.display_name)
        .outerjoin(actor, col(actor.id) == col(AuditEvent.actor_id))
        .outerjoin(subject, col(subject.id) == col(AuditEvent.subject_id))
        .where(*_meant(which), *_before(before))
        .order_by(*_NEWEST_FIRST)
        .limit(limit)
    )
    return [(event, by, about) for event, by, about in db.exec(query)]


def _before(place: Place | None) -> list[ColumnElement[bool]]:
    """What comes after a place in the order of a list; both databases enter an index by it."""
    if place is None:
        return []
    at, event_id = place
    return [col(AuditEvent.at) <= at, or_(col(AuditEvent.at) < at, col(AuditEvent.id) < event_id)]


def _meant(which: Which) -> list[ColumnElement[bool]]:
    """What rows must hold to be wanted."""
    meant: list[ColumnElement[bool]] = []
    if which.user_id is not None:
        by, about = col(AuditEvent.actor_id), col(AuditEvent.subject_id)
        meant.append(or_(about == which.user_id, by == which.user_id))
    if which.since is not None:
        meant.append(col(AuditEvent.at) >= which.since)
    if which.until is not None:
        meant.append(col(AuditEvent.at) < which.until)
    if which.kind is not None:
        meant.append(or_(*map(_begins, KINDS[which.kind])))
    if which.verb:
        meant.append(_begins(which.verb))
    return meant


def _begins(verb: str) -> ColumnElement[bool]:
    return col(AuditEvent.verb).startswith(verb, autoescape=True)


def forget(db: Session, user_id: UUID, opaque: UUID) -> None:
    """Leave time, verb and an opaque id of every row about somebody or by them."""
    nothing: dict[str, Any] = {"object": "", "address": None, "detail": {}}
    for name in ("actor_id", "subject_id"):
        statement = update(AuditEvent).where(getattr(AuditEvent, name) == user_id)
        db.execute(statement.values({name: opaque, **nothing}))

"""All SQL of profiles."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from assistant.core.upsert import insert_new
from assistant.models.profile import Profile


def find(db: Session, user_id: UUID) -> Profile | None:
    """What a listener says about themselves; None when they never said anything."""
    return db.get(Profile, user_id)


def get_or_make(db: Session, user_id: UUID, now: datetime) -> Profile:
    """The row to change, nobody else's meanwhile."""
    insert_new(db, [Profile(user_id=user_id, created_at=now)])
    return db.get_one(Profile, user_id, with_for_update=True, populate_existing=True)

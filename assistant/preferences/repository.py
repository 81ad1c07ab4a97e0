"""All SQL of preferences."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from assistant.core.upsert import insert_new
from assistant.models.accounts import UserSettings


def find(db: Session, user_id: UUID) -> UserSettings | None:
    """What a listener chose; None when they never chose anything."""
    return db.get(UserSettings, user_id)


def change(
    db: Session, user_id: UUID, now: datetime, columns: dict[str, Any], settings: dict[str, Any]
) -> None:
    """Set columns, and keys of the settings document; the other keys stay."""
    insert_new(db, [UserSettings(user_id=user_id, created_at=now)])
    row = db.get_one(UserSettings, user_id)
    for name, value in columns.items():
        setattr(row, name, value)
    if settings:
        row.settings = {**row.settings, **settings}
    db.flush()

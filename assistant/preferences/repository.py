"""All SQL of preferences."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete
from sqlmodel import Session, col, select

from assistant.core.upsert import insert_new
from assistant.models.accounts import UserSettings
from assistant.models.profile import Taste


def find(db: Session, user_id: UUID) -> UserSettings | None:
    """What a listener chose; None when they never chose anything."""
    return db.get(UserSettings, user_id)


def change(
    db: Session, user_id: UUID, now: datetime, columns: dict[str, Any], settings: dict[str, Any]
) -> None:
    """Set columns, and keys of the settings document; other keys stay, of groups in it too."""
    insert_new(db, [UserSettings(user_id=user_id, created_at=now)])
    row = db.get_one(UserSettings, user_id)
    for name, value in columns.items():
        setattr(row, name, value)
    if settings:
        row.settings = {**row.settings, **{k: _merged(row, k, v) for k, v in settings.items()}}
    db.flush()


def tastes(db: Session, user_id: UUID) -> list[Taste]:
    """What a listener wants more or none of, by name."""
    query = select(Taste).where(Taste.user_id == user_id)
    return list(db.exec(query.order_by(col(Taste.kind), col(Taste.ref))))


def set_tastes(db: Session, user_id: UUID, kind: str, stance: int, refs: list[str]) -> None:
    """Replace the names of one kind and stance; a name they stand otherwise to changes over."""
    named = (col(Taste.user_id) == user_id, col(Taste.kind) == kind)
    db.execute(delete(Taste).where(*named, col(Taste.stance) == stance))
    db.execute(delete(Taste).where(*named, col(Taste.ref).in_(refs)))
    db.add_all([Taste(user_id=user_id, kind=kind, ref=ref, stance=stance) for ref in refs])
    db.flush()


def _merged(row: UserSettings, key: str, value: Any) -> Any:
    before = row.settings.get(key)
    return {**before, **value} if isinstance(before, dict) and isinstance(value, dict) else value

"""All SQL of passkeys."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from assistant.models.factors import Passkey


def add(db: Session, passkey: Passkey) -> bool:
    """Insert a passkey; False when its credential is somebody's already."""
    try:
        with db.begin_nested():
            db.add(passkey)
            db.flush()
    except IntegrityError:
        return False
    return True


def list_of(db: Session, user_id: UUID) -> list[Passkey]:
    """Somebody's passkeys, oldest first."""
    query = select(Passkey).where(Passkey.user_id == user_id)
    return list(db.exec(query.order_by(col(Passkey.created_at), col(Passkey.id))))


def find(db: Session, passkey_id: UUID, user_id: UUID) -> Passkey | None:
    """One of somebody's own passkeys."""
    query = select(Passkey).where(Passkey.id == passkey_id, Passkey.user_id == user_id)
    return db.exec(query).first()


def find_by_credential(db: Session, credential_id: bytes) -> Passkey | None:
    """The passkey of a credential, whoever's."""
    return db.exec(select(Passkey).where(Passkey.credential_id == credential_id)).first()


def count_up(db: Session, passkey_id: UUID, count: int, at: datetime, *, backed_up: bool) -> bool:
    """Note a use; False when the passkey counted no further than before, as a copy would.

    Those that never count always say 0.
    """
    before = col(Passkey.sign_count)
    on = before < count if count else before == 0
    statement = update(Passkey).where(col(Passkey.id) == passkey_id, on)
    values = {"sign_count": count, "last_used_at": at, "backed_up": backed_up}
    return bool(db.execute(statement.values(**values)).rowcount)  # type: ignore[attr-defined]


def remove(db: Session, passkey_id: UUID, user_id: UUID) -> bool:
    """Delete one of somebody's own passkeys; False when there is none."""
    statement = delete(Passkey).where(
        col(Passkey.id) == passkey_id, col(Passkey.user_id) == user_id
    )
    return bool(db.execute(statement).rowcount)  # type: ignore[attr-defined]

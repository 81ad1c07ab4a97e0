"""All SQL of authenticator apps, recovery codes and proofs."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Executable, delete, func, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from assistant.models.accounts import AuthSession
from assistant.models.factors import RecoveryCode, Totp


def find_totp(db: Session, user_id: UUID, *, lock: bool = False) -> Totp | None:
    """Somebody's app, one not confirmed yet too; with `lock` nobody else changes it meanwhile."""
    query = select(Totp).where(Totp.user_id == user_id)
    return db.exec(query.with_for_update() if lock else query).first()


def is_on(db: Session, user_id: UUID) -> bool:
    """Whether somebody's app is asked for when they sign in."""
    query = select(Totp.user_id).where(Totp.user_id == user_id, col(Totp.confirmed_at).is_not(None))
    return db.exec(query).first() is not None


def add_totp(db: Session, totp: Totp) -> bool:
    """Insert an app; False when somebody was faster."""
    try:
        with db.begin_nested():
            db.add(totp)
            db.flush()
    except IntegrityError:
        return False
    return True


def take_step(db: Session, user_id: UUID, step: int) -> bool:
    """Use up a code's step and all older ones; of several at once only one is told True."""
    statement = update(Totp).where(col(Totp.user_id) == user_id, col(Totp.last_step) < step)
    return _count(db, statement.values(last_step=step)) == 1


def take_recovery_code(db: Session, user_id: UUID, code_hash: bytes, at: datetime) -> bool:
    """Use a recovery code up; of several at once only one is told True."""
    statement = update(RecoveryCode).where(
        col(RecoveryCode.user_id) == user_id,
        col(RecoveryCode.code_hash) == code_hash,
        col(RecoveryCode.used_at).is_(None),
    )
    return _count(db, statement.values(used_at=at)) == 1


def count_recovery_codes(db: Session, user_id: UUID) -> int:
    """How many codes are left."""
    query = select(func.count()).where(
        RecoveryCode.user_id == user_id, col(RecoveryCode.used_at).is_(None)
    )
    return int(db.exec(query).one())


def replace_recovery_codes(db: Session, user_id: UUID, hashes: list[bytes], at: datetime) -> None:
    """Let these codes be somebody's, and no others."""
    db.execute(delete(RecoveryCode).where(col(RecoveryCode.user_id) == user_id))
    db.add_all([RecoveryCode(user_id=user_id, code_hash=h, created_at=at) for h in hashes])
    db.flush()


def remove(db: Session, user_id: UUID) -> bool:
    """Delete somebody's app and recovery codes; False when there was no app."""
    db.execute(delete(RecoveryCode).where(col(RecoveryCode.user_id) == user_id))
    return _count(db, delete(Totp).where(col(Totp.user_id) == user_id)) == 1


def proved_at(db: Session, session_id: UUID) -> datetime | None:
    """When the owner of a sign-in last proved themselves in it; None when it has ended."""
    query = select(AuthSession.proved_at).where(AuthSession.id == session_id)
    return db.exec(query.where(col(AuthSession.revoked_at).is_(None))).first()


def prove(db: Session, session_id: UUID, at: datetime) -> None:
    """Note that the owner of a sign-in proved themselves."""
    db.execute(update(AuthSession).where(col(AuthSession.id) == session_id).values(proved_at=at))


def _count(db: Session, statement: Executable) -> int:
    return int(db.execute(statement).rowcount)  # type: ignore[attr-defined]

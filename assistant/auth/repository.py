"""All SQL of sign-ins."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, case, func, update
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

from assistant.models.accounts import AppUser, AuthSession


def add(db: Session, auth_session: AuthSession) -> None:
    """Insert a sign-in."""
    db.add(auth_session)
    db.flush()


def find_by_hash(db: Session, secret_hash: bytes) -> tuple[AuthSession, AppUser] | None:
    """The live sign-in of a secret."""
    return db.exec(_BY_HASH, params={"key": secret_hash}).first()


def find_by_id(
    db: Session, session_id: UUID, *, lock: bool = False
) -> tuple[AuthSession, AppUser] | None:
    """The live sign-in of an id; with `lock` nobody else changes it in this transaction."""
    return db.exec(_BY_ID_HELD if lock else _BY_ID, params={"key": session_id}).first()


def list_live(db: Session, user_id: UUID) -> list[AuthSession]:
    """Where somebody is signed in, last seen first."""
    query = select(AuthSession).where(
        AuthSession.user_id == user_id, col(AuthSession.revoked_at).is_(None)
    )
    return list(db.exec(query.order_by(col(AuthSession.last_seen_at).desc())))


def last_seen(
    db: Session, user_ids: Collection[UUID], now: datetime
) -> dict[UUID, tuple[datetime, int]]:
    """When each account was last seen, by all its sign-ins, and how many of them are open."""
    is_open = and_(col(AuthSession.revoked_at).is_(None), col(AuthSession.expires_at) > now)
    query = (
        select(
            AuthSession.user_id,
            func.max(AuthSession.last_seen_at),
            func.sum(case((is_open, 1), else_=0)),
        )
        .where(col(AuthSession.user_id).in_(user_ids))
        .group_by(col(AuthSession.user_id))
    )
    return {user_id: (at, int(count)) for user_id, at, count in db.exec(query)}


def revoke(
    db: Session, at: datetime, why: str, *, user_id: UUID, session_id: UUID | None = None
) -> int:
    """End one sign-in of an account, or all of them; how many that were."""
    statement = (
        update(AuthSession)
        .where(col(AuthSession.user_id) == user_id, col(AuthSession.revoked_at).is_(None))
        .values(revoked_at=at, revoked_why=why)
    )
    if session_id is not None:
        statement = statement.where(col(AuthSession.id) == session_id)
    return int(db.execute(statement).rowcount)  # type: ignore[attr-defined]


def revoke_others(db: Session, at: datetime, why: str, *, user_id: UUID, keep: UUID | None) -> int:
    """End all sign-ins of an account but one; how many that were."""
    statement = update(AuthSession).where(
        col(AuthSession.user_id) == user_id, col(AuthSession.revoked_at).is_(None)
    )
    if keep is not None:
        statement = statement.where(col(AuthSession.id) != keep)
    done = db.execute(statement.values(revoked_at=at, revoked_why=why))
    return int(done.rowcount)  # type: ignore[attr-defined]


def list_places(db: Session, email_key: str, since: datetime, limit: int) -> list[tuple[str, str]]:
    """(device, address) of an account's newest sign-ins since a moment, ended ones too."""
    query = (
        select(AuthSession.device, AuthSession.address)
        .join(AppUser, col(AppUser.id) == col(AuthSession.user_id))
        .where(AppUser.email_key == email_key, col(AuthSession.last_seen_at) > since)
        .order_by(col(AuthSession.last_seen_at).desc())
    )
    return [(device, address) for device, address in db.exec(query.limit(limit))]


def _live(key: Any) -> Select[AuthSession, AppUser]:
    return (
        select(AuthSession, AppUser)
        .join(AppUser, col(AppUser.id) == col(AuthSession.user_id))
        .where(
            key == bindparam("key"),
            col(AuthSession.revoked_at).is_(None),
            AppUser.state == "active",
        )
    )


# Every request asks one of these; built once, SQLAlchemy has them compiled.
_BY_HASH = _live(col(AuthSession.secret_hash))
_BY_ID = _live(col(AuthSession.id))
_BY_ID_HELD = _BY_ID.with_for_update(of=AuthSession)  # on SQLite a writer holds everything anyway

"""All SQL of one-time links."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from assistant.models.accounts import OneTimeToken


def add(db: Session, token: OneTimeToken) -> None:
    """Insert a link."""
    db.add(token)
    db.flush()


def find(db: Session, token_id: UUID) -> OneTimeToken | None:
    """A link by its id."""
    return db.get(OneTimeToken, token_id)


def find_good(db: Session, purpose: str, token_hash: bytes, now: datetime) -> OneTimeToken | None:
    """The link of a secret, while it can still be used."""
    query = select(OneTimeToken).where(
        OneTimeToken.token_hash == token_hash,
        OneTimeToken.purpose == purpose,
        col(OneTimeToken.used_at).is_(None),
        col(OneTimeToken.expires_at) > now,
    )
    return db.exec(query).first()


def list_good(db: Session, purpose: str, now: datetime) -> list[OneTimeToken]:
    """The links of a purpose that can still be used, newest first."""
    query = select(OneTimeToken).where(
        OneTimeToken.purpose == purpose,
        col(OneTimeToken.used_at).is_(None),
        col(OneTimeToken.expires_at) > now,
    )
    return list(db.exec(query.order_by(col(OneTimeToken.created_at).desc())))


def use(db: Session, token_id: UUID, at: datetime) -> bool:
    """Use a link up; of several at once only one is told True."""
    statement = update(OneTimeToken).where(
        col(OneTimeToken.id) == token_id,
        col(OneTimeToken.used_at).is_(None),
        col(OneTimeToken.expires_at) > at,
    )
    return bool(db.execute(statement.values(used_at=at)).rowcount)  # type: ignore[attr-defined]


def use_all(db: Session, user_id: UUID, purpose: str, at: datetime) -> None:
    """Use up every link of an account for a purpose."""
    db.execute(
        update(OneTimeToken)
        .where(
            col(OneTimeToken.user_id) == user_id,
            col(OneTimeToken.purpose) == purpose,
            col(OneTimeToken.used_at).is_(None),
        )
        .values(used_at=at)
    )


def remove(db: Session, token_id: UUID, purpose: str) -> bool:
    """Delete a link that was not used; False when there is none."""
    statement = delete(OneTimeToken).where(
        col(OneTimeToken.id) == token_id,
        col(OneTimeToken.purpose) == purpose,
        col(OneTimeToken.used_at).is_(None),
    )
    return bool(db.execute(statement).rowcount)  # type: ignore[attr-defined]


def remove_older(db: Session, than: datetime) -> None:
    """Delete what ran out before a moment."""
    db.execute(delete(OneTimeToken).where(col(OneTimeToken.expires_at) < than))


def remove_run_out(db: Session, purpose: str, now: datetime) -> None:
    """Delete what ran out of one purpose."""
    db.execute(
        delete(OneTimeToken).where(
            col(OneTimeToken.purpose) == purpose, col(OneTimeToken.expires_at) <= now
        )
    )

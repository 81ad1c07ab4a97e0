"""All SQL of personal tokens."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import case, delete, func, or_, update
from sqlmodel import Session, col, select

from assistant.models.accounts import AppUser, PersonalToken


def add(db: Session, token: PersonalToken) -> None:
    """Insert a token."""
    db.add(token)
    db.flush()


def lock_owner(db: Session, user_id: UUID) -> None:
    """Let no other token of an account be made until this transaction ends."""
    db.exec(select(AppUser.id).where(AppUser.id == user_id).with_for_update()).one()


def find_by_hash(db: Session, token_hash: bytes) -> tuple[PersonalToken, AppUser] | None:
    """The token of a hash and whose it is, while the account is active."""
    query = (
        select(PersonalToken, AppUser)
        .join(AppUser, col(AppUser.id) == col(PersonalToken.user_id))
        .where(PersonalToken.token_hash == token_hash, AppUser.state == "active")
    )
    return db.exec(query).first()


def find_by_id(db: Session, token_id: UUID) -> tuple[PersonalToken, AppUser] | None:
    """A token by its id and whose it is, while the account is active."""
    query = (
        select(PersonalToken, AppUser)
        .join(AppUser, col(AppUser.id) == col(PersonalToken.user_id))
        .where(PersonalToken.id == token_id, AppUser.state == "active")
    )
    return db.exec(query).first()


def list_scrobbling(
    db: Session, names: Collection[str], at: datetime, limit: int
) -> list[tuple[PersonalToken, AppUser]]:
    """The good scrobble tokens of whoever goes by one of some names: an address, or as shown.

    Whose address it is comes first, then the oldest account: who takes the name of another fills
    up none of the places that are theirs.
    """
    lasting = or_(col(PersonalToken.expires_at).is_(None), col(PersonalToken.expires_at) > at)
    query = (
        select(PersonalToken, AppUser)
        .join(AppUser, col(AppUser.id) == col(PersonalToken.user_id))
        .where(
            PersonalToken.kind == "scrobble", AppUser.state == "active", lasting,
            col(PersonalToken.revoked_at).is_(None),
            or_(col(AppUser.email_key).in_(names), col(AppUser.display_name).in_(names)),
        )
    )  # fmt: skip
    by_address = case((col(AppUser.email_key).in_(names), 0), else_=1)
    query = query.order_by(by_address, col(AppUser.id), col(PersonalToken.id))
    return list(db.exec(query.limit(limit)))


def list_kept(db: Session, user_id: UUID) -> list[PersonalToken]:
    """An account's tokens that were not revoked, newest first."""
    query = select(PersonalToken).where(
        PersonalToken.user_id == user_id, col(PersonalToken.revoked_at).is_(None)
    )
    return list(db.exec(query.order_by(col(PersonalToken.id).desc())))


def count_kept(db: Session, user_id: UUID) -> int:
    """How many tokens of an account were not revoked."""
    query = select(func.count()).select_from(PersonalToken).where(PersonalToken.user_id == user_id)
    return db.exec(query.where(col(PersonalToken.revoked_at).is_(None))).one()


def revoke(db: Session, at: datetime, *, user_id: UUID, token_id: UUID | None = None) -> int:
    """Revoke one token of an account, or all of them; how many that were."""
    statement = update(PersonalToken).where(
        col(PersonalToken.user_id) == user_id, col(PersonalToken.revoked_at).is_(None)
    )
    if token_id is not None:
        statement = statement.where(col(PersonalToken.id) == token_id)
    done = db.execute(statement.values(revoked_at=at, secret_enc=None))
    return int(done.rowcount)  # type: ignore[attr-defined]


def touch(db: Session, token_id: UUID, at: datetime, address: str) -> None:
    """Note that a token was used, and from where."""
    statement = update(PersonalToken).where(col(PersonalToken.id) == token_id)
    db.execute(statement.values(last_used_at=at, last_used_from=address))


def remove_older(db: Session, user_id: UUID, than: datetime) -> None:
    """Delete an account's tokens that were revoked, or ran out, before a moment."""
    ended = or_(col(PersonalToken.revoked_at) < than, col(PersonalToken.expires_at) < than)
    db.execute(delete(PersonalToken).where(col(PersonalToken.user_id) == user_id, ended))

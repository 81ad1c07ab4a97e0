"""All SQL of linked accounts, and of attempts to sign in with them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete
from sqlmodel import Session, col, select

from assistant.core.upsert import insert_new
from assistant.models.accounts import AppUser
from assistant.models.identities import Identity, Joining, OauthAttempt


def add_attempt(db: Session, attempt: OauthAttempt) -> None:
    """Insert an attempt."""
    db.add(attempt)
    db.flush()


def take_attempt(db: Session, state_hash: bytes) -> OauthAttempt | None:
    """Delete an attempt and return it; of several who ask at once only one gets it."""
    found = db.exec(select(OauthAttempt).where(OauthAttempt.state_hash == state_hash)).first()
    if found is None:
        return None
    db.expunge(found)
    done = db.execute(delete(OauthAttempt).where(col(OauthAttempt.id) == found.id))
    return found if done.rowcount else None  # type: ignore[attr-defined]


def remove_attempts_before(db: Session, moment: datetime) -> None:
    """Delete attempts that ran out."""
    db.execute(delete(OauthAttempt).where(col(OauthAttempt.expires_at) <= moment))


def add_joining(db: Session, joining: Joining) -> None:
    """Insert an address that a link is mailed to."""
    db.add(joining)
    db.flush()


def get_joining(db: Session, joining_id: UUID) -> Joining | None:
    """An address that a link was mailed to."""
    return db.get(Joining, joining_id)


def find_joining(db: Session, token_id: UUID) -> Joining | None:
    """The address that a link is mailed to."""
    return db.exec(select(Joining).where(Joining.token_id == token_id)).first()


def remove_joinings(db: Session, email_key: str) -> None:
    """Forget an address, whatever links were mailed to it."""
    db.execute(delete(Joining).where(col(Joining.email_key) == email_key))


def find(db: Session, issuer: str, subject: str) -> tuple[Identity, AppUser] | None:
    """The linked account of a person elsewhere, and whose it is."""
    query = (
        select(Identity, AppUser)
        .join(AppUser, col(AppUser.id) == col(Identity.user_id))
        .where(Identity.issuer == issuer, Identity.subject == subject)
    )
    return db.exec(query).first()


def add(db: Session, identity: Identity) -> bool:
    """Insert a link; False when that person elsewhere is linked already."""
    return insert_new(db, [identity]) == 1


def list_of(db: Session, user_id: UUID) -> list[Identity]:
    """What is linked to an account, oldest first."""
    query = select(Identity).where(Identity.user_id == user_id)
    return list(db.exec(query.order_by(col(Identity.created_at), col(Identity.id))))


def remove(db: Session, user_id: UUID, identity_id: UUID) -> bool:
    """Delete a link of an account; False when there is none."""
    statement = delete(Identity).where(
        col(Identity.id) == identity_id, col(Identity.user_id) == user_id
    )
    return bool(db.execute(statement).rowcount)  # type: ignore[attr-defined]

"""All SQL of accounts."""

from uuid import UUID

from sqlalchemy import func, or_, text
from sqlmodel import Session, col, select

from assistant.models.accounts import AppUser


def add(db: Session, user: AppUser) -> None:
    """Insert an account."""
    db.add(user)
    db.flush()


def lock(db: Session) -> None:
    """Let no other account be made until this transaction ends (SQLite has one writer anyway)."""
    if db.get_bind().dialect.name == "postgresql":
        db.execute(text("LOCK TABLE app_user IN SHARE ROW EXCLUSIVE MODE"))


def find(db: Session, user_id: UUID) -> AppUser | None:
    """An account by id."""
    return db.get(AppUser, user_id)


def hold(db: Session, user_id: UUID) -> AppUser | None:
    """An account by id, as it is now; nobody else changes it until this transaction ends."""
    query = select(AppUser).where(AppUser.id == user_id).execution_options(populate_existing=True)
    return db.exec(query.with_for_update(key_share=True)).first()


def find_by_email_key(db: Session, email_key: str) -> AppUser | None:
    """An account by its address as compared."""
    return db.exec(select(AppUser).where(AppUser.email_key == email_key)).first()


def find_sample(db: Session) -> AppUser | None:
    """The sample listener, when the sample library is loaded."""
    return db.exec(select(AppUser).where(col(AppUser.is_sample).is_(True))).first()


def count_people(db: Session) -> int:
    """How many accounts there are, the sample listener not counted."""
    query = select(func.count()).select_from(AppUser).where(col(AppUser.is_sample).is_(False))
    return db.exec(query).one()


def list_people(db: Session) -> list[AppUser]:
    """All accounts of people, oldest first."""
    query = select(AppUser).where(col(AppUser.is_sample).is_(False))
    return list(db.exec(query.order_by(col(AppUser.created_at))))


def page_of_people(
    db: Session, limit: int, after: UUID | None, search: str, *, by_address: bool
) -> list[AppUser]:
    """Accounts of people by the order they were made in, whose name or address has some letters."""
    query = select(AppUser).where(col(AppUser.is_sample).is_(False))
    if after is not None:
        query = query.where(col(AppUser.id) > after)
    if search:
        like = [func.lower(AppUser.display_name).contains(search.lower(), autoescape=True)]
        if by_address:
            like.append(col(AppUser.email_key).contains(search.casefold(), autoescape=True))
        query = query.where(or_(*like))
    return list(db.exec(query.order_by(col(AppUser.id)).limit(limit)))


def count_admins(db: Session) -> int:
    """How many admins can sign in and have not asked to leave."""
    query = select(func.count()).select_from(AppUser).where(col(AppUser.delete_after).is_(None))
    return db.exec(query.where(AppUser.role == "admin", AppUser.state == "active")).one()

"""All SQL of the pauses that an app of a provider's keeps, whoever uses it."""

from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from assistant.core.upsert import insert_new
from assistant.models.connections import ProviderPause


def find(db: Session, name: str) -> ProviderPause | None:
    """An app's pause, read afresh."""
    query = select(ProviderPause).where(ProviderPause.name == name)
    return db.exec(query.execution_options(populate_existing=True)).first()


def ensure(db: Session, name: str) -> None:
    """Make an app's row where there is none."""
    insert_new(db, [ProviderPause(name=name)])


def hold(db: Session, name: str, until: datetime, reason: str) -> None:
    """Let an app ask nothing until then; a longer pause stays."""
    later = (col(ProviderPause.until).is_(None)) | (col(ProviderPause.until) < until)
    statement = update(ProviderPause).where(col(ProviderPause.name) == name, later)
    db.execute(statement.values(until=until, reason=reason))


def count_failure(db: Session, name: str) -> int:
    """Count one more failure in a row; how many those are."""
    row = update(ProviderPause).where(col(ProviderPause.name) == name)
    db.execute(row.values(failures=ProviderPause.failures + 1))
    found = find(db, name)
    return 0 if found is None else found.failures


def clear(db: Session, name: str, seen: datetime | None) -> None:
    """Forget failures and the pause that was seen; one that was set since stays."""
    old = (col(ProviderPause.until).is_(None)) | (col(ProviderPause.until) == seen)
    statement = update(ProviderPause).where(col(ProviderPause.name) == name, old)
    db.execute(statement.values(until=None, reason="", failures=0))


def take_trial(db: Session, name: str, seen: datetime, until: datetime) -> bool:
    """Be the one who tries after a rest that ended at `seen`; False when another one is."""
    statement = update(ProviderPause).where(
        col(ProviderPause.name) == name, col(ProviderPause.until) == seen
    )
    return bool(db.execute(statement.values(until=until)).rowcount)  # type: ignore[attr-defined]

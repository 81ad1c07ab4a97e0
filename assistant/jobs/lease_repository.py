"""All SQL of leases: who holds what, until when by the database's clock."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, update
from sqlmodel import Session, col, select

from assistant.core.clock import utc_now
from assistant.core.upsert import insert_new
from assistant.models.jobs import WorkerLease


def now(db: Session) -> datetime:
    """The time by the clock that every holder shares; SQLite's is this machine's."""
    if db.get_bind().dialect.name != "postgresql":
        return utc_now()
    found: datetime = db.execute(select(func.clock_timestamp())).scalar_one()
    return found


def find(db: Session, name: str) -> WorkerLease | None:
    """A lease, whether or not it has lapsed."""
    return db.get(WorkerLease, name, populate_existing=True)


def seize(db: Session, name: str, holder: str, origin: str, ttl_s: float, model: str = "") -> bool:
    """Take what nobody holds, what has lapsed, or what an earlier one of the same origin held."""
    moment = now(db)
    until = moment + timedelta(seconds=ttl_s)
    free = (col(WorkerLease.until) < moment) | (col(WorkerLease.origin) == origin)
    taken = (
        update(WorkerLease)
        .where(col(WorkerLease.name) == name, free)
        .values(holder=holder, origin=origin, until=until, model=model)
        .returning(col(WorkerLease.name))
    )
    if db.execute(taken).first() is not None:
        return True
    row = WorkerLease(name=name, holder=holder, origin=origin, until=until, model=model)
    return insert_new(db, [row]) == 1


def keep(db: Session, name: str, holder: str, ttl_s: float) -> bool:
    """Hold on to a lease for longer; False when somebody else has it, or nobody."""
    kept = (
        update(WorkerLease)
        .where(col(WorkerLease.name) == name, col(WorkerLease.holder) == holder)
        .values(until=now(db) + timedelta(seconds=ttl_s))
        .returning(col(WorkerLease.name))
    )
    return db.execute(kept).first() is not None


def give_up(db: Session, names: list[str], holder: str) -> None:
    """Let go of what a holder has."""
    db.execute(
        delete(WorkerLease).where(
            col(WorkerLease.name).in_(names), col(WorkerLease.holder) == holder
        )
    )


def forget_lapsed(db: Session, prefix: str) -> None:
    """Remove lapsed leases whose names begin so: from here on their holders have lost them."""
    db.execute(
        delete(WorkerLease).where(
            col(WorkerLease.name).startswith(prefix, autoescape=True),
            col(WorkerLease.until) < now(db),
        )
    )


def models(db: Session, prefix: str) -> set[str]:
    """What those are set to that hold leases, not lapsed, whose names begin so."""
    query = select(WorkerLease.model).where(
        col(WorkerLease.name).startswith(prefix, autoescape=True),
        col(WorkerLease.until) >= now(db),
        WorkerLease.model != "",
    )
    return set(db.exec(query))


def holders(db: Session, prefix: str) -> set[str]:
    """Who holds leases whose names begin so."""
    query = select(WorkerLease.holder).where(
        col(WorkerLease.name).startswith(prefix, autoescape=True)
    )
    return set(db.exec(query))

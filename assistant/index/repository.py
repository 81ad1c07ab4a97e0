"""All SQL of the index itself: its builds, their history, the outbox of changes."""

from uuid import UUID

from sqlalchemy import delete, func
from sqlmodel import Session, col, select

from assistant.index.writers import wait_for_writers
from assistant.models.accounts import AppUser
from assistant.models.index import IndexChange, IndexEvent, IndexGeneration

UNFINISHED = ("building", "paused")
GONE = ("cancelled", "dropped")


def add_change(db: Session, track_id: UUID, owner_key: str, op: str) -> None:
    """Note that a point must be written or removed."""
    db.add(IndexChange(track_id=track_id, owner_key=owner_key, op=op))
    db.flush()


def last_seq(db: Session) -> int:
    """The number of the newest change."""
    return db.exec(select(func.max(IndexChange.seq))).one() or 0


def finished_seq(db: Session) -> int:
    """The number up to which no change is still being written.

    PostgreSQL gives numbers away before their transactions commit: a lower one can become visible
    after a higher one. So this waits for all that were writing.
    """
    newest = last_seq(db)
    wait_for_writers(db)
    return newest


def changes_after(db: Session, seq: int, limit: int, up_to: int | None = None) -> list[IndexChange]:
    """Changes in order, those after a number and not after another."""
    query = select(IndexChange).where(col(IndexChange.seq) > seq)
    if up_to is not None:
        query = query.where(col(IndexChange.seq) <= up_to)
    return list(db.exec(query.order_by(col(IndexChange.seq)).limit(limit)))


def count_changes_after(db: Session, seq: int) -> int:
    """How many changes wait."""
    query = select(func.count()).select_from(IndexChange).where(col(IndexChange.seq) > seq)
    return db.exec(query).one()


def prune_changes(db: Session, seq: int) -> None:
    """Forget changes that every living generation has."""
    db.execute(delete(IndexChange).where(col(IndexChange.seq) <= seq))


def generations(db: Session) -> list[IndexGeneration]:
    """All builds, newest first."""
    return list(db.exec(select(IndexGeneration).order_by(col(IndexGeneration.number).desc())))


def active(db: Session) -> IndexGeneration | None:
    """The build that answers searches."""
    return db.exec(select(IndexGeneration).where(IndexGeneration.state == "active")).first()


def find(db: Session, generation_id: UUID) -> IndexGeneration | None:
    """A build by id, read afresh."""
    return db.get(IndexGeneration, generation_id, populate_existing=True)


def hold(db: Session, generation_id: UUID) -> IndexGeneration | None:
    """A build by id, as it is and stays until this transaction ends."""
    return db.get(IndexGeneration, generation_id, populate_existing=True, with_for_update=True)


def of_job(db: Session, job_id: UUID) -> IndexGeneration | None:
    """The newest build that a job makes or has made."""
    query = select(IndexGeneration).where(IndexGeneration.job_id == job_id)
    return db.exec(query.order_by(col(IndexGeneration.number).desc())).first()


def find_building(db: Session) -> IndexGeneration | None:
    """The build that was begun and not ended, paused or not."""
    query = select(IndexGeneration).where(col(IndexGeneration.state).in_(UNFINISHED))
    return db.exec(query.order_by(col(IndexGeneration.number).desc())).first()


def add_generation(db: Session, generation: IndexGeneration) -> None:
    """Insert a build."""
    db.add(generation)
    db.flush()


def next_number(db: Session) -> int:
    """The number of the next build."""
    return (db.exec(select(func.max(IndexGeneration.number))).one() or 0) + 1


def in_states(db: Session, *states: str) -> list[IndexGeneration]:
    """Builds in one of some states, those that answered last first."""
    query = select(IndexGeneration).where(col(IndexGeneration.state).in_(states))
    rows = list(db.exec(query.order_by(col(IndexGeneration.number).desc())))
    return sorted(rows, key=lambda g: g.activated_at or g.created_at, reverse=True)


def measured(db: Session, limit: int) -> list[IndexGeneration]:
    """The newest builds of which it is known how long their songs took."""
    query = select(IndexGeneration).where(
        col(IndexGeneration.written) > 0, col(IndexGeneration.write_s) > 0
    )
    return list(db.exec(query.order_by(col(IndexGeneration.number).desc()).limit(limit)))


def add_event(db: Session, event: IndexEvent) -> None:
    """Insert what happened."""
    db.add(event)
    db.flush()


def events(db: Session, limit: int) -> list[tuple[IndexEvent, str | None]]:
    """What happened, newest first, each with the name of who wanted it."""
    query = (
        select(IndexEvent, AppUser.display_name)
        .outerjoin(AppUser, col(AppUser.id) == col(IndexEvent.user_id))
        .order_by(col(IndexEvent.created_at).desc(), col(IndexEvent.id).desc())
        .limit(limit)
    )
    return [(event, name) for event, name in db.exec(query)]


def thin_changes(db: Session, up_to: int) -> None:
    """Forget all but the newest change of each point, among those up to a number.

    A change says only that a point must follow what SQL says now, so the newest is enough.
    """
    newest = (
        select(func.max(IndexChange.seq))
        .where(col(IndexChange.seq) <= up_to)
        .group_by(col(IndexChange.track_id), col(IndexChange.owner_key))
    )
    db.execute(
        delete(IndexChange).where(
            col(IndexChange.seq) <= up_to, col(IndexChange.seq).not_in(newest)
        )
    )

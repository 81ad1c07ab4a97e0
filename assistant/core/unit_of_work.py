"""The unit of work: one transaction, opened at the edge; nothing else in Attune commits."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from sqlalchemy import Engine
from sqlmodel import Session

from assistant.core.clock import Clock, utc_now
from assistant.core.database import reader_of
from assistant.core.events import Event, EventBus


class JobQueue(Protocol):
    """Where jobs are handed over, inside the transaction that decides on them."""

    def enqueue(self, db: Session, job_id: UUID, queue: str) -> None:
        """Make the job run once the transaction of `db` commits."""


@dataclass(slots=True)
class UnitOfWork:
    """An open transaction, with what a use case may do besides SQL.

    Attributes:
        db: the SQLModel session; only repositories touch it.
        jobs: the queue that jobs go to within this transaction.
        clock: the time, as tests may set it.
    """

    db: Session
    jobs: JobQueue
    bus: EventBus
    clock: Clock

    @property
    def now(self) -> datetime:
        """The current time, aware, in UTC."""
        return self.clock()

    def publish(self, event: Event) -> None:
        """Announce a fact to its subscribers, within this transaction."""
        self.bus.publish(self, event)


class OpenUow(Protocol):
    """Opens units of work: `with open_uow() as uow:`; `read=True` for one that only reads.

    One that reads sees the database as it was at one moment, however long it lasts.
    """

    def __call__(self, *, read: bool = False) -> AbstractContextManager[UnitOfWork]:
        """Open one."""


def make_open_uow(engine: Engine, jobs: JobQueue, bus: EventBus, clock: Clock = utc_now) -> OpenUow:
    """Build the function that opens units of work on a database."""
    reader = reader_of(engine)

    @contextmanager
    def open_uow(*, read: bool = False) -> Iterator[UnitOfWork]:
        with Session(reader if read else engine, expire_on_commit=False) as db:
            yield UnitOfWork(db=db, jobs=jobs, bus=bus, clock=clock)
            if read:
                _refuse_changes(db)
                db.expunge_all()  # a rollback would empty what was read
                db.rollback()
            else:
                db.commit()

    return open_uow


def _refuse_changes(db: Session) -> None:
    if db.new or db.dirty or db.deleted:
        raise RuntimeError("a unit of work opened for reading was about to write")

"""The history of generations: what happened, who wanted it, and by which way."""

from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from assistant.core.actor import Actor
from assistant.core.unit_of_work import UnitOfWork
from assistant.index import repository
from assistant.index.schemas import EventName, HistoryEntry
from assistant.models.index import IndexEvent

MOST = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who wanted something, and by which way; by default Attune itself."""

    user_id: UUID | None = None
    via: str = "job"

    @classmethod
    def by(cls, actor: Actor) -> "Wanted":
        """What an actor wants."""
        return cls(actor.user_id, actor.via)


def note(uow: UnitOfWork, number: int, what: EventName, wanted: Wanted, **details: Any) -> None:
    """Write down what happens to a generation, in the transaction that does it."""
    event = IndexEvent(
        number=number, what=what, user_id=wanted.user_id, via=wanted.via, created_at=uow.now,
        details={key: value for key, value in details.items() if value is not None},
    )  # fmt: skip
    repository.add_event(uow.db, event)


def entries(uow: UnitOfWork, actor: Actor, limit: int = 50) -> list[HistoryEntry]:
    """What happened last, newest first (admins)."""
    actor.require("index.manage")
    return [
        HistoryEntry(
            number=event.number, what=cast("EventName", event.what), at=event.created_at,
            by=name, via=event.via, details=event.details,
        )
        for event, name in repository.events(uow.db, min(limit, MOST))
    ]  # fmt: skip

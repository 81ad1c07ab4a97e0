"""Known gaps: times in which a provider's plays were lost, for whoever looks through a history."""

from datetime import datetime
from typing import NamedTuple

from assistant.connections import repository
from assistant.core.actor import Actor
from assistant.core.unit_of_work import UnitOfWork


class Gap(NamedTuple):
    """A time in which plays were lost.

    Attributes:
        provider: whose plays, such as "spotify".
        from_at: when the last known play was.
        to_at: when the first play was that is known again.
    """

    provider: str
    from_at: datetime
    to_at: datetime


def between(
    uow: UnitOfWork, actor: Actor, first: datetime | None, last: datetime | None, at_most: int = 50
) -> list[Gap]:
    """The actor's gaps that end after one moment and not after another, newest first.

    Args:
        uow: an open unit of work.
        actor: whose.
        first: aware; None for since ever.
        last: aware; None for until now.
        at_most: how many.
    """
    user_id = actor.require_user("music:read")
    return [Gap(*row) for row in repository.gaps_between(uow.db, user_id, first, last, at_most)]

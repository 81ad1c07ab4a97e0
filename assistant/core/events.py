"""Events: facts a feature announces, for features that it may not import.

A subscriber runs inside the publisher's unit of work and only writes rows or enqueues a job, so
that what follows from a change is committed with it or not at all. Payloads are ids.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from assistant.core.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Event:
    """Base of all events; a feature's own are frozen dataclasses in its events.py."""


E = TypeVar("E", bound=Event)


class EventBus:
    """Who listens to what; filled once by bootstrap."""

    def __init__(self) -> None:
        self._subscribers: dict[type[Event], list[Callable[..., None]]] = defaultdict(list)

    def subscribe(self, kind: type[E], handler: "Callable[[UnitOfWork, E], None]") -> None:
        """Call `handler` inside the unit of work that publishes `kind`."""
        self._subscribers[kind].append(handler)

    def publish(self, uow: "UnitOfWork", event: Event) -> None:
        """Call every subscriber of the event, in the order they subscribed."""
        for handler in self._subscribers[type(event)]:
            handler(uow, event)

"""What connections announce."""

from dataclasses import dataclass
from uuid import UUID

from assistant.core.events import Event


@dataclass(frozen=True, slots=True)
class Disconnected(Event):
    """A listener took a connection back: what came from there is to be forgotten."""

    user_id: UUID
    provider: str


@dataclass(frozen=True, slots=True)
class LookupChanged(Event):
    """A listener lets titles be sent to the provider of lyrics, or not any more."""

    user_id: UUID
    allowed: bool

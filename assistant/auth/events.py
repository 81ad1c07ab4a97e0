"""What signing in announces."""

from dataclasses import dataclass
from uuid import UUID

from assistant.core.events import Event


@dataclass(frozen=True, slots=True)
class StartedOver(Event):
    """An account came to the owner of its address: what whoever signed up connected must go."""

    user_id: UUID

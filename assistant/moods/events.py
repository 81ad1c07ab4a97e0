"""What the mood log announces."""

from dataclasses import dataclass
from uuid import UUID

from assistant.core.events import Event


@dataclass(frozen=True, slots=True)
class MoodLogged(Event):
    """A listener said how they feel."""

    user_id: UUID
    entry_id: UUID


@dataclass(frozen=True, slots=True)
class MoodChanged(Event):
    """An entry was changed, deleted or put back."""

    user_id: UUID
    entry_id: UUID

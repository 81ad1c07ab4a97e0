"""What the catalogue announces."""

from dataclasses import dataclass
from uuid import UUID

from assistant.core.events import Event


@dataclass(frozen=True, slots=True)
class GenresFound(Event):
    """Tracks that had no genres have some now.

    Attributes:
        grown: those that were in the catalogue before.
        new: those that have just been made.
    """

    grown: tuple[UUID, ...]
    new: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class TrackChanged(Event):
    """What is known of a track grew: album, year, genres, whether it is explicit."""

    track_id: UUID

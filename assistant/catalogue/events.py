"""What the catalogue announces."""

from dataclasses import dataclass
from uuid import UUID

from assistant.core.events import Event


@dataclass(frozen=True, slots=True)
class TrackChanged(Event):
    """What is known of a track grew: album, year, genres, whether it is explicit."""

    track_id: UUID

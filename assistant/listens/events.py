"""What listening announces."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from assistant.core.events import Event


@dataclass(frozen=True, slots=True)
class PlayingSeen(Event):
    """A provider says what a listener plays right now; that is no listen."""

    user_id: UUID
    title: str
    artist: str
    album: str | None
    duration_ms: int | None
    begun_at: datetime


@dataclass(frozen=True, slots=True)
class SongHeard(Event):
    """A listener said that a play was of this song."""

    user_id: UUID
    track_id: UUID

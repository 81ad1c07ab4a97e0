"""What the song moods announce."""

from dataclasses import dataclass
from uuid import UUID

from assistant.core.events import Event


@dataclass(frozen=True, slots=True)
class SongChanged(Event):
    """A song's mood changed, came or went: for everybody ('') or for one listener."""

    track_id: UUID
    owner_key: str


@dataclass(frozen=True, slots=True)
class SongGiven(Event):
    """A listener gave a song by hand: it belongs into their library."""

    user_id: UUID
    track_id: UUID

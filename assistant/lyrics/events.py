"""What the lyrics announce."""

from dataclasses import dataclass
from uuid import UUID

from assistant.core.events import Event


@dataclass(frozen=True, slots=True)
class LyricsChanged(Event):
    """A track has another text (or none any more) for everybody, or for one listener.

    Attributes:
        owner_key: '' when the shared text changed, else the listener's.
        in_batch: whether whoever changed many texts has them scored together afterwards.
    """

    track_id: UUID
    owner_key: str
    in_batch: bool = False

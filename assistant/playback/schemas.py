"""What a queue looks like from outside, and what may be asked of it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field

from analysis.affect import Six
from analysis.fusion import Basis
from assistant.catalogue.schemas import TrackView

QUEUE_MAX = 500


@dataclass(frozen=True, slots=True)
class QueueDraft:
    """A queue about to become the current one.

    Attributes:
        kind: how it was made: mood, similar, custom.
        target: the mood it aims at.
        goal: what was asked for, in words and numbers.
        seed: what its chances were drawn from; the same seed makes the same queue.
        items: (track, recommendation it came from), in order.
    """

    kind: str
    target: Six
    goal: dict[str, Any] = field(default_factory=dict)
    seed: int = 0
    items: list[tuple[UUID, UUID | None]] = field(default_factory=list)


class QueueItemView(BaseModel):
    """A song in the queue, with the numbers and the words it was chosen by.

    Attributes:
        corrected: whether the mood is the listener's own word.
        basis: what the prediction rests on: "lyrics", "tags" (a guess) or "both".
    """

    id: UUID
    track: TrackView
    locked: bool
    played_at: datetime | None
    outcome: str | None
    recommendation_id: UUID | None
    score: float | None = None
    contributions: dict[str, float] = Field(default_factory=dict)
    reason: str = ""
    line: str | None = None
    mood: Six | None = None
    corrected: bool = False
    basis: Basis | None = None


class QueueView(BaseModel):
    """The current queue; `version` rises with every change."""

    id: UUID
    kind: str
    target: Six
    goal: dict[str, Any]
    version: int
    created_at: datetime
    items: list[QueueItemView]

    @property
    def duration_ms(self) -> int:
        """How long its songs last, those of unknown length not counted."""
        return sum(item.track.duration_ms or 0 for item in self.items)


Version = Annotated[int | None, Field(default=None, ge=1, description="the version changed")]


class AddTracks(BaseModel):
    """Songs to append, or to put after an item."""

    track_ids: Annotated[list[UUID], Field(min_length=1, max_length=100)]
    after: UUID | None = None
    version: Version


class Reorder(BaseModel):
    """All unplayed items in their new order."""

    item_ids: Annotated[list[UUID], Field(min_length=1, max_length=QUEUE_MAX)]
    version: Version


class Lock(BaseModel):
    """Whether an item stays when the queue is made anew."""

    locked: bool

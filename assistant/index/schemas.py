"""What an admin sees of the song index."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel

from assistant.jobs.schemas import JobView

WRITING, CHECKING, SWITCHING = "Writing vectors", "Checking them", "Switching to them"
"""What a build's job says of the phase it is in."""
GenerationState = Literal["building", "verified", "active", "retired", "failed"]


class GenerationView(BaseModel):
    """One build of the index."""

    id: UUID
    number: int
    name: str
    state: GenerationState
    mood_stamp: str
    embedding_stamp: str
    count: int
    checks: dict[str, Any]
    created_at: datetime
    activated_at: datetime | None


class IndexStatus(BaseModel):
    """How the index stands.

    Attributes:
        songs: how many points SQL says there should be.
        points: how many the active generation has.
        waiting: changes in SQL that the active generation lacks yet.
        build: the build that is under way.
        current: whether the active generation was built with the model that counts.
    """

    active: GenerationView | None
    songs: int
    points: int
    waiting: int
    current: bool
    build: JobView | None
    generations: list[GenerationView]


class GenerationChoice(BaseModel):
    """Which generation is meant."""

    generation_id: UUID

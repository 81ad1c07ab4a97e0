"""What is asked of the ranker and what it answers."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from analysis.affect import Mood, Six
from assistant.catalogue.schemas import TrackView

Intent = Literal["stay", "lift", "calm", "let_out", "focus"]
Coordinate = Annotated[float, Field(ge=-1, le=1, allow_inf_nan=False)]
LIMIT_MAX = 100


class Goal(BaseModel):
    """What the music should do.

    Attributes:
        mood: one of the four moods, or
        valence, arousal: a point, both or neither; or nothing: the current mood.
        intent: what should become of the current mood.
        explicit_ok: False leaves explicit songs out, None asks the listener's settings.
    """

    mood: Mood | None = None
    valence: Coordinate | None = None
    arousal: Coordinate | None = None
    intent: Intent = "stay"
    limit: Annotated[int, Field(ge=1, le=LIMIT_MAX)] = 10
    seed: Annotated[int | None, Field(ge=0, lt=2**31)] = None
    explicit_ok: bool | None = None


class Target(BaseModel):
    """The mood aimed at, how unsure that is (0-1), and what it comes from."""

    mood: Six
    uncertainty: float
    source: Literal["chosen", "current", "neutral"]
    intent: Intent


class RecommendedSong(BaseModel):
    """A song, the numbers it was chosen by (they sum to the score) and the reason in words."""

    recommendation_id: UUID
    track: TrackView
    mood: Six
    score: float
    contributions: dict[str, float]
    reason: str
    line: str | None = None


class Recommendations(BaseModel):
    """One answer of the ranker, best song first."""

    id: UUID
    kind: str
    target: Target
    items: list[RecommendedSong]
    created_at: datetime


class QueueMade(BaseModel):
    """The queue that was made of an answer."""

    queue_id: UUID
    set_id: UUID
    songs: int

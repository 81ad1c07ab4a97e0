"""Tables of recommendations: what was suggested, from which numbers, and in which words."""

from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import SQLModel

from assistant.models.base import Created, SixColumns, id_key, json, ref, six_checks, text


class RecommendationSet(Created, SixColumns, table=True):
    """One answer of the ranker: its target, weights and seed."""

    __tablename__ = "recommendation_set"
    __table_args__ = (*six_checks(), Index(None, "user_id", "created_at"))

    id: UUID = id_key()
    user_id: UUID = ref("app_user.id")
    kind: str = text(24)
    uncertainty: float
    goal: dict[str, Any] = json(default_factory=dict)
    weights: dict[str, Any] = json(default_factory=dict)
    seed: int = 0
    generation: str = text(120, default="")


class Recommendation(SQLModel, table=True):
    """One song of an answer; the contributions sum to the score."""

    __tablename__ = "recommendation"
    __table_args__ = (UniqueConstraint("set_id", "rank"), UniqueConstraint("set_id", "track_id"))

    id: UUID = id_key()
    set_id: UUID = ref("recommendation_set.id")
    rank: int
    track_id: UUID = ref("track.id", index=True)
    score: float
    contributions: dict[str, Any] = json(default_factory=dict)
    reason: dict[str, Any] = json(default_factory=dict)

"""All SQL of insights: entries, and plays with their songs' moods, each in one query."""

from typing import Any
from uuid import UUID

from sqlalchemy import and_, case, func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from assistant.insights.rules import Felt, Heard
from assistant.models.base import SHARED, owner_key
from assistant.models.listens import Listen
from assistant.models.moods import MoodEntry
from assistant.models.song_moods import SongMood, SongMoodCorrection


def felt(db: Session, user_id: UUID, first_day: int, last_day: int) -> list[Felt]:
    """A listener's entries of local days, oldest first."""
    query = (
        select(MoodEntry.recorded_at, MoodEntry.local_day, MoodEntry.valence, MoodEntry.arousal)
        .where(
            MoodEntry.user_id == user_id,
            col(MoodEntry.deleted_at).is_(None),
            col(MoodEntry.local_day).between(first_day, last_day),
        )
        .order_by(col(MoodEntry.recorded_at))
    )
    return [Felt(*row) for row in db.exec(query)]


def heard(db: Session, user_id: UUID, first_day: int, last_day: int, stamp: str) -> list[Heard]:
    """A listener's plays of local days with the songs' moods as that listener sees them.

    Their own word about a song counts first, then the model's reading of their own text (even
    where that one is unknown), then that of the shared text: as `song_moods.service.moods_of`,
    without loading thousands of whole rows for two numbers each.
    """
    own: Any = aliased(SongMood)
    shared: Any = aliased(SongMood)
    said: Any = aliased(SongMoodCorrection)
    query: Any = (
        select(
            Listen.listened_at, Listen.local_day,
            _counting("valence", said, own, shared), _counting("arousal", said, own, shared),
        )
        .outerjoin(
            said, and_(said.user_id == Listen.user_id, said.track_id == Listen.track_id)
        )
        .outerjoin(own, _scored(own, owner_key(user_id), stamp))
        .outerjoin(shared, _scored(shared, SHARED, stamp))
        .where(Listen.user_id == user_id, col(Listen.local_day).between(first_day, last_day))
        .order_by(col(Listen.listened_at))
    )  # fmt: skip
    return [Heard(*row) for row in db.exec(query)]


def first_day_of(db: Session, user_id: UUID) -> int | None:
    """The local day of a listener's oldest entry."""
    query = select(func.min(MoodEntry.local_day)).where(
        MoodEntry.user_id == user_id, col(MoodEntry.deleted_at).is_(None)
    )
    return db.exec(query).one()


def _scored(row: Any, owner: str, stamp: str) -> Any:
    return and_(row.track_id == Listen.track_id, row.owner_key == owner, row.stamp == stamp)


def _counting(axis: str, said: Any, own: Any, shared: Any) -> Any:
    return case(
        (said.track_id.is_not(None), getattr(said, axis)),
        (own.track_id.is_not(None), getattr(own, axis)),
        else_=getattr(shared, axis),
    )

"""All SQL of recommendations."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session, col, select

from assistant.models.accounts import UserSettings
from assistant.models.recommendations import Recommendation, RecommendationSet


def add(db: Session, made: RecommendationSet, rows: Sequence[Recommendation]) -> None:
    """Insert an answer with its songs."""
    db.add(made)
    db.flush()
    db.add_all(rows)
    db.flush()


def find_set(db: Session, user_id: UUID, set_id: UUID) -> RecommendationSet | None:
    """One of a listener's answers."""
    query = select(RecommendationSet).where(
        RecommendationSet.user_id == user_id, RecommendationSet.id == set_id
    )
    return db.exec(query).first()


def list_sets(db: Session, user_id: UUID, limit: int) -> list[RecommendationSet]:
    """A listener's answers, newest first."""
    query = select(RecommendationSet).where(RecommendationSet.user_id == user_id)
    return list(db.exec(query.order_by(col(RecommendationSet.created_at).desc()).limit(limit)))


def songs_of(db: Session, set_id: UUID) -> list[Recommendation]:
    """The songs of an answer, best first."""
    query = select(Recommendation).where(Recommendation.set_id == set_id)
    return list(db.exec(query.order_by(col(Recommendation.rank))))


def latest_of_track(db: Session, user_id: UUID, track_id: UUID) -> Recommendation | None:
    """The newest recommendation of a song to a listener."""
    query = (
        select(Recommendation)
        .join(RecommendationSet, col(RecommendationSet.id) == col(Recommendation.set_id))
        .where(RecommendationSet.user_id == user_id, Recommendation.track_id == track_id)
        .order_by(col(RecommendationSet.created_at).desc())
    )
    return db.exec(query.limit(1)).first()


def explicit_ok(db: Session, user_id: UUID) -> bool:
    """Whether a listener wants explicit songs."""
    row = db.get(UserSettings, user_id)
    return True if row is None else row.explicit_ok

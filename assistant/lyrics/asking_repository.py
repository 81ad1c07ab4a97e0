"""All SQL of questions to providers of lyrics: who asks now, what failed, how a provider is."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, or_, update
from sqlmodel import Session, col, select

from assistant.core.upsert import insert_new, upsert
from assistant.models.lyrics import LyricsProvider, LyricsQuestion


def take(
    db: Session, track_id: UUID, provider: str, claim: UUID, now: datetime, until: datetime
) -> bool:
    """Make a question somebody's own until a time; False while another asks it."""
    insert_new(db, [LyricsQuestion(track_id=track_id, provider=provider)])
    row = LyricsQuestion
    free = or_(
        col(row.claim).is_(None), col(row.claim) == claim, col(row.claimed_until) <= now
    )  # fmt: skip
    mine = update(row).where(col(row.track_id) == track_id, col(row.provider) == provider, free)
    statement = mine.values(claim=claim, claimed_until=until)
    return int(db.execute(statement).rowcount) == 1  # type: ignore[attr-defined]


def find(db: Session, track_id: UUID, provider: str) -> LyricsQuestion | None:
    """A question as it is now."""
    return db.get(LyricsQuestion, (track_id, provider), populate_existing=True)


def remove(db: Session, track_id: UUID, provider: str) -> None:
    """Forget a question: it was answered."""
    row = LyricsQuestion
    db.execute(delete(row).where(col(row.track_id) == track_id, col(row.provider) == provider))


def save(db: Session, row: LyricsQuestion) -> None:
    """Write what became of a question."""
    db.add(row)
    db.flush()


def resting(db: Session, ids: Collection[UUID], now: datetime) -> set[UUID]:
    """Tracks whose question failed and is not to be asked again yet."""
    query = select(LyricsQuestion.track_id).where(
        col(LyricsQuestion.track_id).in_(ids), col(LyricsQuestion.retry_after) > now
    )
    return set(db.exec(query))


def wake(db: Session, ids: Collection[UUID], now: datetime) -> int:
    """Let failed questions be asked again at once; how many."""
    row = LyricsQuestion
    late = update(row).where(col(row.track_id).in_(ids), col(row.retry_after) > now)
    return int(db.execute(late.values(retry_after=now)).rowcount)  # type: ignore[attr-defined]


def find_provider(db: Session, provider: str) -> LyricsProvider | None:
    """How a provider was when it was asked last."""
    return db.get(LyricsProvider, provider, populate_existing=True)


def save_provider(db: Session, row: LyricsProvider) -> None:
    """Note how a provider is."""
    upsert(db, [row], ("state", "at", "blocked_until"))

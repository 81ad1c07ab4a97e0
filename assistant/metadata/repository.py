"""All SQL of the facts from MusicBrainz."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, or_
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from assistant.core.upsert import upsert
from assistant.models.base import SHARED
from assistant.models.catalogue import Track
from assistant.models.listens import Listen
from assistant.models.metadata import MetadataLookup, MetadataSwitch


def is_on(db: Session) -> bool:
    """Whether an admin switched the asking on."""
    row = db.get(MetadataSwitch, 1)
    return row is not None and row.enabled


def switch(db: Session, now: datetime, *, enabled: bool) -> None:
    """Switch the asking on or off."""
    row = MetadataSwitch(id=1, enabled=enabled, switched_at=now)
    upsert(db, [row], ["enabled", "switched_at"])


def next_tracks(db: Session, now: datetime, limit: int) -> list[UUID]:
    """Shared songs to ask about, the last heard first; nobody asks about the sample."""
    heard = (
        sql_select(col(Listen.track_id), func.max(col(Listen.listened_at)).label("at"))
        .group_by(col(Listen.track_id))
        .subquery()
    )
    query = (
        sql_select(col(Track.id))
        .outerjoin(heard, heard.c.track_id == col(Track.id))
        .where(*_waiting(now))
        .order_by(heard.c.at.desc().nulls_last(), col(Track.id).desc())
    )
    return list(db.execute(_joined(query).limit(limit)).scalars())


def count_waiting(db: Session, now: datetime) -> int:
    """How many songs are to be asked about."""
    query = sql_select(func.count()).select_from(Track).where(*_waiting(now))
    return int(db.execute(_joined(query)).scalar_one())


def counts(db: Session) -> tuple[dict[str, int], int]:
    """Songs by what was answered, and how many got a cover."""
    states = select(MetadataLookup.state, func.count()).group_by(col(MetadataLookup.state))
    covers = select(func.count()).select_from(MetadataLookup).where(
        col(MetadataLookup.has_cover).is_(True)
    )  # fmt: skip
    return dict(db.exec(states).all()), db.exec(covers).one()


def remember(db: Session, row: MetadataLookup) -> None:
    """Keep what was answered."""
    upsert(db, [row], ["state", "asked_at", "retry_after", "has_cover"])


def _joined(query: Any) -> Any:
    return query.outerjoin(MetadataLookup, col(MetadataLookup.track_id) == col(Track.id))


def _waiting(now: datetime) -> tuple[Any, ...]:
    again = and_(
        col(MetadataLookup.retry_after).is_not(None), col(MetadataLookup.retry_after) <= now
    )
    return (
        col(Track.owner_key) == SHARED, col(Track.merged_into_id).is_(None),
        col(Track.origin) != "sample", or_(col(MetadataLookup.track_id).is_(None), again),
    )  # fmt: skip

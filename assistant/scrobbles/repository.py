"""All SQL of scrobbling but that of forwarding."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, col, select

from assistant.core.upsert import insert_new, upsert
from assistant.models.library import LibraryItem
from assistant.models.listens import Listen, ListenSource
from assistant.models.scrobbles import PlayingNow, ScrobbleRequest, ScrobbleSession

_PLAYING = (
    "track_name", "artist_name", "album_name", "duration_ms", "client", "started_at", "expires_at",
)  # fmt: skip
_REQUEST = ("at", "protocol", "client", "what", "outcome", "good")


def set_playing(db: Session, row: PlayingNow) -> None:
    """Replace what a listener plays."""
    upsert(db, [row], _PLAYING)


def find_playing(db: Session, user_id: UUID, now: datetime) -> PlayingNow | None:
    """What a listener plays, unless that has ended."""
    query = select(PlayingNow).where(PlayingNow.user_id == user_id, PlayingNow.expires_at > now)
    return db.exec(query).first()


def set_request(db: Session, row: ScrobbleRequest) -> None:
    """Replace the last request of a token."""
    upsert(db, [row], _REQUEST)


def requests_of(db: Session, token_ids: Collection[UUID]) -> dict[UUID, ScrobbleRequest]:
    """The last request of each token that had one."""
    query = select(ScrobbleRequest).where(col(ScrobbleRequest.token_id).in_(token_ids))
    return {row.token_id: row for row in db.exec(query)}


def add_session(db: Session, row: ScrobbleSession) -> None:
    """Keep a session's key; the same one again changes nothing."""
    insert_new(db, [row])


def find_session(db: Session, key_hash: bytes) -> ScrobbleSession | None:
    """The session of a key."""
    return db.exec(select(ScrobbleSession).where(ScrobbleSession.key_hash == key_hash)).first()


def tracks_of(db: Session, user_id: UUID, source: str, keys: Collection[str]) -> dict[str, UUID]:
    """What reports became: the track of each key that has a listen."""
    query = (
        select(ListenSource.source_key, Listen.track_id)
        .join(Listen, col(Listen.id) == col(ListenSource.listen_id))
        .where(
            ListenSource.user_id == user_id, ListenSource.source == source,
            col(ListenSource.source_key).in_(keys),
        )
    )  # fmt: skip
    return dict(db.exec(query).all())


def listens(
    db: Session, user_id: UUID, after: datetime | None, before: datetime | None, limit: int
) -> list[Listen]:
    """Listens from `after` on and before `before`, newest first.

    With `after` alone it is the oldest ones, so that who asks again after the last goes forward.
    """
    query = select(Listen).where(Listen.user_id == user_id)
    if after is not None:
        query = query.where(col(Listen.listened_at) >= after)
    if before is not None:
        query = query.where(col(Listen.listened_at) < before)
    if after is not None and before is None:
        order = (col(Listen.listened_at), col(Listen.id))
        return list(db.exec(query.order_by(*order).limit(limit)))[::-1]
    newest = (col(Listen.listened_at).desc(), col(Listen.id).desc())
    return list(db.exec(query.order_by(*newest).limit(limit)))


def count_listens(db: Session, user_id: UUID) -> int:
    """How often a listener heard something."""
    query = select(func.count()).select_from(Listen).where(Listen.user_id == user_id)
    return db.exec(query).one()


def span(db: Session, user_id: UUID) -> tuple[datetime, datetime] | None:
    """When a listener's first and last listens began."""
    ends = []
    for order in (col(Listen.listened_at), col(Listen.listened_at).desc()):
        query = select(Listen.listened_at).where(Listen.user_id == user_id)
        ends.append(db.exec(query.order_by(order).limit(1)).first())
    first, last = ends
    return None if first is None or last is None else (first, last)


def rated(
    db: Session, user_id: UUID, score: int | None, limit: int, offset: int
) -> tuple[list[LibraryItem], int]:
    """A listener's ratings of +1 and -1, or one of the two, newest first; and how many."""
    query = select(LibraryItem).where(LibraryItem.user_id == user_id)
    query = query.where(LibraryItem.rating != 0 if score is None else LibraryItem.rating == score)
    total = db.exec(select(func.count()).select_from(query.subquery())).one()
    order = (col(LibraryItem.rated_at).desc(), col(LibraryItem.track_id))
    return list(db.exec(query.order_by(*order).limit(limit).offset(offset))), total

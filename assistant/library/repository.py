"""All SQL of library items; the list of songs with moods is in `songs_repository`."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func
from sqlmodel import Session, col, select

from assistant.core.upsert import insert_new, upsert
from assistant.models.accounts import UserSettings
from assistant.models.catalogue import Track
from assistant.models.library import LibraryItem
from assistant.models.listens import Listen

SAMPLE_HIDDEN = "sample_hidden"


def add(db: Session, items: Sequence[LibraryItem]) -> int:
    """Insert items that are not there yet; how many that were."""
    return insert_new(db, items)


def remove(db: Session, user_id: UUID, track_id: UUID) -> bool:
    """Remove an item; whether there was one."""
    statement = delete(LibraryItem).where(
        col(LibraryItem.user_id) == user_id, col(LibraryItem.track_id) == track_id
    )
    return bool(db.execute(statement).rowcount)  # type: ignore[attr-defined]


def remove_imported(db: Session, user_id: UUID, import_id: UUID) -> int:
    """Remove a file's items that have no rating and no listen of their listener's."""
    heard = select(Listen.id).where(
        Listen.user_id == user_id, Listen.track_id == LibraryItem.track_id
    )
    statement = delete(LibraryItem).where(
        col(LibraryItem.user_id) == user_id, col(LibraryItem.import_id) == import_id,
        col(LibraryItem.rating) == 0, ~heard.exists(),
    )  # fmt: skip
    return int(db.execute(statement).rowcount)  # type: ignore[attr-defined]


def remove_unheard(db: Session, user_id: UUID, sources: Collection[str]) -> int:
    """Remove items of sources that no file brought, without a rating and without a listen left."""
    heard = select(Listen.id).where(
        Listen.user_id == user_id, Listen.track_id == LibraryItem.track_id
    )
    statement = delete(LibraryItem).where(
        col(LibraryItem.user_id) == user_id, col(LibraryItem.source).in_(sources),
        col(LibraryItem.import_id).is_(None), col(LibraryItem.rating) == 0, ~heard.exists(),
    )  # fmt: skip
    return int(db.execute(statement).rowcount)  # type: ignore[attr-defined]


def count_of(db: Session, user_id: UUID, source: str) -> int:
    """How many items came by a source and were never rated."""
    query = select(func.count()).select_from(LibraryItem)
    return db.exec(
        query.where(
            LibraryItem.user_id == user_id, LibraryItem.source == source, LibraryItem.rating == 0
        )
    ).one()  # fmt: skip


def rate(db: Session, item: LibraryItem) -> None:
    """Rate a track, adding it where it is not in the library."""
    upsert(db, [item], ("rating", "rated_at"))


def ratings(db: Session, user_id: UUID, ids: Collection[UUID]) -> dict[UUID, int]:
    """How a listener rates tracks; those without a rating are left out."""
    query = select(LibraryItem.track_id, LibraryItem.rating).where(
        LibraryItem.user_id == user_id,
        col(LibraryItem.track_id).in_(ids),
        LibraryItem.rating != 0,
    )
    return dict(db.exec(query).all())


def liked(db: Session, user_id: UUID) -> list[UUID]:
    """Favourites, the last rated first."""
    query = select(LibraryItem.track_id).where(
        LibraryItem.user_id == user_id, LibraryItem.rating == 1
    )
    return list(
        db.exec(query.order_by(col(LibraryItem.rated_at).desc(), col(LibraryItem.track_id)))
    )


def hidden(db: Session, user_id: UUID, now: datetime) -> list[UUID]:
    """Tracks that are not to be suggested for now."""
    query = select(LibraryItem.track_id).where(
        LibraryItem.user_id == user_id, col(LibraryItem.hidden_until) > now
    )
    return list(db.exec(query))


def sample_strangers(db: Session, user_id: UUID) -> list[UUID]:
    """Sample tracks that are not in a listener's library."""
    mine = select(LibraryItem.track_id).where(LibraryItem.user_id == user_id)
    query = select(Track.id).where(Track.origin == "sample", col(Track.id).not_in(mine))
    return list(db.exec(query))


def plays(db: Session, user_id: UUID, ids: Collection[UUID]) -> dict[UUID, int]:
    """How often a listener heard tracks."""
    query = (
        select(Listen.track_id, func.count())
        .where(Listen.user_id == user_id, col(Listen.track_id).in_(ids))
        .group_by(col(Listen.track_id))
    )
    return dict(db.exec(query).all())


def sample_hidden(db: Session, user_id: UUID) -> bool:
    """Whether a listener wants to see nothing of the sample."""
    row = db.get(UserSettings, user_id)
    return bool(row and row.settings.get(SAMPLE_HIDDEN))


def hide_sample(db: Session, user_id: UUID, now: datetime, *, hidden: bool) -> None:
    """Note that wish."""
    insert_new(db, [UserSettings(user_id=user_id, created_at=now)])
    row = db.get_one(UserSettings, user_id)
    row.settings = {**row.settings, SAMPLE_HIDDEN: hidden}
    db.flush()


def held(db: Session, user_id: UUID, ids: Collection[UUID]) -> set[UUID]:
    """Which tracks are in a listener's library."""
    query = select(LibraryItem.track_id).where(
        LibraryItem.user_id == user_id, col(LibraryItem.track_id).in_(ids)
    )
    return set(db.exec(query))

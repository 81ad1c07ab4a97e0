"""All SQL of the mood log."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, tuple_
from sqlmodel import Session, col, select

from assistant.models.moods import ListeningMood, MoodEntry, MoodEntryTag, Tag
from assistant.models.playback import Queue


def add(db: Session, entry: MoodEntry) -> None:
    """Insert an entry."""
    db.add(entry)
    db.flush()


def find_any(db: Session, entry_id: UUID) -> MoodEntry | None:
    """An entry by id, whoever's it is: to refuse an id that is taken."""
    return db.get(MoodEntry, entry_id)


def find(db: Session, user_id: UUID, entry_id: UUID, *, deleted: bool = False) -> MoodEntry | None:
    """A listener's entry; a deleted one only when asked for."""
    query = select(MoodEntry).where(MoodEntry.user_id == user_id, MoodEntry.id == entry_id)
    if not deleted:
        query = query.where(col(MoodEntry.deleted_at).is_(None))
    return db.exec(query).first()


def has_queue(db: Session, user_id: UUID, queue_id: UUID) -> bool:
    """Whether a queue, of now or of before, is a listener's."""
    query = select(Queue.id).where(Queue.id == queue_id, Queue.user_id == user_id)
    return db.exec(query).first() is not None


def answered(db: Session, user_id: UUID, queue_id: UUID) -> bool:
    """Whether a listener logged a mood after a queue."""
    query = _living(user_id).where(MoodEntry.queue_id == queue_id, MoodEntry.prompt == "after")
    return db.exec(query.limit(1)).first() is not None


def page(
    db: Session,
    user_id: UUID,
    limit: int,
    before: tuple[datetime, UUID] | None,
    first_day: int | None,
    last_day: int | None,
) -> list[MoodEntry]:
    """A listener's entries, newest first."""
    query = _living(user_id)
    if before is not None:
        query = query.where(tuple_(col(MoodEntry.recorded_at), col(MoodEntry.id)) < before)
    query = _within(query, first_day, last_day)
    ordered = query.order_by(col(MoodEntry.recorded_at).desc(), col(MoodEntry.id).desc())
    return list(db.exec(ordered.limit(limit)))


def count(db: Session, user_id: UUID, first_day: int | None, last_day: int | None) -> int:
    """How many entries there are."""
    query = (
        select(func.count())
        .select_from(MoodEntry)
        .where(MoodEntry.user_id == user_id, col(MoodEntry.deleted_at).is_(None))
    )
    number: int = db.exec(_within(query, first_day, last_day)).one()
    return number


def since(db: Session, user_id: UUID, from_at: datetime, to_at: datetime) -> list[MoodEntry]:
    """Entries between two moments, oldest first."""
    query = _living(user_id).where(
        col(MoodEntry.recorded_at) >= from_at, col(MoodEntry.recorded_at) <= to_at
    )
    return list(db.exec(query.order_by(col(MoodEntry.recorded_at))))


def of_days(db: Session, user_id: UUID, first_day: int, last_day: int) -> list[MoodEntry]:
    """Entries of local days, oldest first."""
    query = _within(_living(user_id), first_day, last_day)
    return list(db.exec(query.order_by(col(MoodEntry.recorded_at))))


def first_day_of(db: Session, user_id: UUID) -> int | None:
    """The local day of a listener's oldest entry."""
    query = select(func.min(MoodEntry.local_day)).where(
        MoodEntry.user_id == user_id, col(MoodEntry.deleted_at).is_(None)
    )
    return db.exec(query).one()


def latest_listening(db: Session, user_id: UUID, since_at: datetime) -> list[ListeningMood]:
    """What listening suggested lately, newest last."""
    query = select(ListeningMood).where(
        ListeningMood.user_id == user_id, col(ListeningMood.to_at) >= since_at
    )
    return list(db.exec(query.order_by(col(ListeningMood.to_at))))


def tags_of(db: Session, entry_ids: Sequence[UUID]) -> dict[UUID, list[Tag]]:
    """The tags of entries, by entry."""
    query = (
        select(MoodEntryTag.entry_id, Tag)
        .join(Tag, col(Tag.id) == col(MoodEntryTag.tag_id))
        .where(col(MoodEntryTag.entry_id).in_(entry_ids))
        .order_by(col(Tag.name))
    )
    found: dict[UUID, list[Tag]] = defaultdict(list)
    for entry_id, tag in db.exec(query):
        found[entry_id].append(tag)
    return found


def set_tags(db: Session, entry_id: UUID, kind: str, tags: Iterable[Tag]) -> None:
    """Make these the entry's tags of one kind."""
    of_kind = select(Tag.id).where(Tag.kind == kind)
    db.execute(
        delete(MoodEntryTag).where(
            col(MoodEntryTag.entry_id) == entry_id, col(MoodEntryTag.tag_id).in_(of_kind)
        )
    )
    db.add_all(
        [MoodEntryTag(entry_id=entry_id, tag_id=t.id) for t in {t.id: t for t in tags}.values()]
    )
    db.flush()


def find_tag(db: Session, owner_keys: Sequence[str], kind: str, key: str) -> Tag | None:
    """A tag by its key: the listener's own, else everybody's."""
    query = select(Tag).where(col(Tag.owner_key).in_(owner_keys), Tag.kind == kind, Tag.key == key)
    return db.exec(query.order_by(col(Tag.owner_key).desc())).first()


def add_tag(db: Session, tag: Tag) -> Tag:
    """Insert a tag."""
    db.add(tag)
    db.flush()
    return tag


def tag_counts(
    db: Session, user_id: UUID, kind: str, days: tuple[int, int]
) -> list[tuple[Tag, int]]:
    """How often tags of a kind were said, most often first."""
    number = func.count().label("number")
    query = (
        select(Tag, number)
        .join(MoodEntryTag, col(MoodEntryTag.tag_id) == col(Tag.id))
        .join(MoodEntry, col(MoodEntry.id) == col(MoodEntryTag.entry_id))
        .where(
            MoodEntry.user_id == user_id, col(MoodEntry.deleted_at).is_(None), Tag.kind == kind,
            col(MoodEntry.local_day).between(*days),
        )
        .group_by(*Tag.__table__.columns)  # type: ignore[attr-defined]
        .order_by(number.desc(), col(Tag.name))
        .limit(20)
    )  # fmt: skip
    return [(tag, n) for tag, n in db.exec(query)]


def _living(user_id: UUID) -> Any:
    return select(MoodEntry).where(
        MoodEntry.user_id == user_id, col(MoodEntry.deleted_at).is_(None)
    )


def _within(query: Any, first_day: int | None, last_day: int | None) -> Any:
    if first_day is not None:
        query = query.where(col(MoodEntry.local_day) >= first_day)
    if last_day is not None:
        query = query.where(col(MoodEntry.local_day) <= last_day)
    return query

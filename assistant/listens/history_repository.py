"""All SQL that looks through a history: listens, reports that are none, and who reported what."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, or_, select, update
from sqlmodel import Session, col

from assistant.catalogue.rules import search_key
from assistant.listens.schemas import HistoryFilters
from assistant.models.catalogue import Track, TrackArtist
from assistant.models.listens import Listen, ListenCorrection, ListenSource

Before = tuple[datetime, int] | None  # when and number of the last row seen
_FEW_SONGS = 500
_FEW = 20_000  # reports that are looked up at once rather than along the way


class Told(NamedTuple):
    """What one source or import told."""

    source: str
    import_id: UUID | None
    reports: int
    listens: int
    first_at: datetime
    last_at: datetime


def listens(
    db: Session, user_id: UUID, filters: HistoryFilters, before: Before, limit: int
) -> list[Listen]:
    """Some listens, newest first."""
    where = [col(Listen.user_id) == user_id, *_within(Listen.listened_at, filters)]
    where += _after(Listen.listened_at, Listen.id, before)
    where += _of_songs(db, filters)
    where += _reported(db, user_id, filters)
    order = (col(Listen.listened_at).desc(), col(Listen.id).desc())
    return list(db.scalars(select(Listen).where(*where).order_by(*order).limit(limit)))


def uncounted(
    db: Session, user_id: UUID, filters: HistoryFilters, before: Before, limit: int
) -> list[ListenSource]:
    """Some reports that are no listen, newest first; songs are looked for by reported names."""
    report = ListenSource
    where = [col(report.user_id) == user_id, col(report.listen_id).is_(None)]
    where += _within(report.started_at, filters)
    where += _after(report.started_at, report.id, before)
    if filters.source:
        where.append(col(report.source) == filters.source)
    if filters.import_id:
        where.append(col(report.import_id) == filters.import_id)
    if filters.text.strip():
        words = filters.text.strip().lower()
        names = (func.lower(report.track_name), func.lower(report.artist_name))
        where.append(or_(*(name.contains(words, autoescape=True) for name in names)))
    order = (col(report.started_at).desc(), col(report.id).desc())
    return list(db.scalars(select(report).where(*where).order_by(*order).limit(limit)))


def contributions(db: Session, user_id: UUID) -> list[Told]:
    """What each source and import reported."""
    report = ListenSource
    columns: list[Any] = [
        report.source, report.import_id, func.count(), func.count(col(report.listen_id)),
        func.min(report.started_at), func.max(report.started_at),
    ]  # fmt: skip
    query = select(*columns).where(col(report.user_id) == user_id)
    query = query.group_by(col(report.source), col(report.import_id))
    return [Told(*row) for row in db.execute(query)]


def find(db: Session, user_id: UUID, listen_id: int) -> Listen | None:
    """A listen of the listener's."""
    query = select(Listen).where(col(Listen.id) == listen_id, col(Listen.user_id) == user_id)
    return db.scalars(query.execution_options(populate_existing=True)).first()


def at(db: Session, user_id: UUID, track_id: UUID, moment: datetime) -> Listen | None:
    """The listen of a song at a moment."""
    query = select(Listen).where(
        col(Listen.user_id) == user_id, col(Listen.track_id) == track_id,
        col(Listen.listened_at) == moment,
    )  # fmt: skip
    return db.scalars(query).first()


def add(db: Session, listen: Listen) -> int:
    """Insert a listen; its number."""
    db.add(listen)
    db.flush()
    return listen.id or 0


def delete(db: Session, listen: Listen) -> None:
    """Remove a listen; reports of it stay, without one."""
    db.delete(listen)
    db.flush()


def reports_of(db: Session, listen_id: int) -> dict[int, str]:
    """The reports of a listen: their state by number."""
    query: Any = select(col(ListenSource.id), col(ListenSource.state))
    return dict(db.execute(query.where(col(ListenSource.listen_id) == listen_id)).all())


def let_go(db: Session, user_id: UUID, numbers: Iterable[int], state: str, reason: str) -> None:
    """Say that reports are no listen any more, and why."""
    db.execute(
        update(ListenSource)
        .where(col(ListenSource.user_id) == user_id, col(ListenSource.id).in_(list(numbers)))
        .values(listen_id=None, state=state, reason=reason)
    )


def give_back(db: Session, user_id: UUID, states: Mapping[int, str], listen_id: int) -> int:
    """Let reports that belong to no listen tell of one again; how many are still there."""
    found = 0
    for number, state in states.items():
        found += db.execute(
            update(ListenSource)
            .where(
                col(ListenSource.user_id) == user_id,
                col(ListenSource.id) == number,
                col(ListenSource.listen_id).is_(None),
            )
            .values(listen_id=listen_id, state=state, reason=None)
        ).rowcount  # type: ignore[attr-defined]  # an update has one
    return found


def still_free(db: Session, user_id: UUID, numbers: Iterable[int]) -> bool:
    """Whether any of some reports is there and belongs to no listen."""
    query = select(col(ListenSource.id)).where(
        col(ListenSource.user_id) == user_id, col(ListenSource.id).in_(list(numbers)),
        col(ListenSource.listen_id).is_(None),
    )  # fmt: skip
    return db.execute(query.limit(1)).first() is not None


def save(db: Session, row: Listen | ListenCorrection) -> None:
    """Insert or change a row."""
    db.add(row)
    db.flush()


def find_correction(db: Session, user_id: UUID, correction_id: UUID) -> ListenCorrection | None:
    """A correction of the listener's, held for a change."""
    query = select(ListenCorrection).where(
        col(ListenCorrection.id) == correction_id, col(ListenCorrection.user_id) == user_id
    )
    return db.scalars(query.with_for_update()).first()


def is_newest(db: Session, row: ListenCorrection) -> bool:
    """Whether the play was not put right again since."""
    query = select(col(ListenCorrection.id)).where(
        col(ListenCorrection.listen_id) == row.listen_id,
        col(ListenCorrection.undone_at).is_(None),
        col(ListenCorrection.created_at) > row.created_at,
    )  # fmt: skip
    return db.execute(query.limit(1)).first() is None


def corrections(
    db: Session, user_id: UUID, limit: int, offset: int
) -> tuple[list[ListenCorrection], int]:
    """A page of a listener's corrections, newest first, and how many there are."""
    mine = col(ListenCorrection.user_id) == user_id
    total = db.execute(select(func.count()).select_from(ListenCorrection).where(mine)).scalar_one()
    order = (col(ListenCorrection.created_at).desc(), col(ListenCorrection.id).desc())
    query = select(ListenCorrection).where(mine).order_by(*order).limit(limit).offset(offset)
    return list(db.scalars(query)), total


def _within(moment: Any, filters: HistoryFilters) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if filters.from_at is not None:
        where.append(col(moment) >= filters.from_at)
    if filters.to_at is not None:
        where.append(col(moment) < filters.to_at)
    return where


def _after(moment: Any, number: Any, before: Before) -> list[ColumnElement[bool]]:
    """Rows that come after the last one seen; the first bound lets an index begin there."""
    if before is None:
        return []
    when, last = before
    return [col(moment) <= when, or_(col(moment) < when, col(number) < last)]


def _of_songs(db: Session, filters: HistoryFilters) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if filters.track_id is not None:
        where.append(col(Listen.track_id) == filters.track_id)
    if filters.artist_id is not None:
        theirs = select(col(TrackArtist.track_id)).where(
            col(TrackArtist.artist_id) == filters.artist_id
        )
        where.append(col(Listen.track_id).in_(theirs))
    words = search_key(filters.text) if filters.text.strip() else ""
    if words:
        where.append(col(Listen.track_id).in_(_named(db, words)))
    return where


def _named(db: Session, words: str) -> Any:
    """The songs with some words in their names: a few by their ids, many as a question."""
    named = select(col(Track.id)).where(col(Track.search_text).contains(words, autoescape=True))
    some = list(db.scalars(named.limit(_FEW_SONGS + 1)))
    return named if len(some) > _FEW_SONGS else some


def _reported(db: Session, user_id: UUID, filters: HistoryFilters) -> list[ColumnElement[bool]]:
    """What a source or import reported: few reports are collected first, many looked for each."""
    mine = []
    if filters.source:
        mine += [col(ListenSource.user_id) == user_id, col(ListenSource.source) == filters.source]
    if filters.import_id:
        mine.append(col(ListenSource.import_id) == filters.import_id)
    if not mine:
        return []
    some = select(col(ListenSource.id)).where(*mine).limit(_FEW + 1).subquery()
    if db.execute(select(func.count()).select_from(some)).scalar_one() <= _FEW:
        return [col(Listen.id).in_(select(col(ListenSource.listen_id)).where(*mine))]
    return [exists().where(col(ListenSource.listen_id) == Listen.id, *mine)]

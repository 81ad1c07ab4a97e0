"""All SQL that records plays: reports first, then the listens they become or join."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, column, func, update
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from assistant.core.bulk import insert_rows, take_numbers
from assistant.listens.placing import Heard
from assistant.listens.schemas import PlayReport
from assistant.models.accounts import AppUser
from assistant.models.catalogue import Track
from assistant.models.listens import Listen, ListenCorrection, ListenSource

_AT_ONCE = 500
_LISTEN = ("id", "user_id", "track_id", "listened_at", "utc_offset_min", "local_day",
           "local_hour", "ms_played", "created_at")  # fmt: skip
_REPORT = ("user_id", "source", "source_key", "import_id", "row_no", "started_at", "ended_at",
           "ms_played", "track_name", "artist_name", "album_name", "identifiers", "context",
           "state", "reason", "listen_id", "created_at")  # fmt: skip
LocalParts = tuple[int, int, int]  # minutes ahead of UTC, day, hour


class Row(NamedTuple):
    """A listen that is there."""

    number: int
    track_id: UUID
    listened_at: datetime
    ms_played: int | None


class Kept(NamedTuple):
    """A report, and what became of it."""

    report: PlayReport
    state: str
    reason: str | None
    listen_id: int | None


def lock(db: Session, user_id: UUID) -> None:
    """Let one transaction at a time record a listener's plays: two would not see each other's."""
    db.exec(select(AppUser.id).where(AppUser.id == user_id).with_for_update()).first()


def known_keys(
    db: Session, user_id: UUID, keys: Collection[tuple[str, str]]
) -> set[tuple[str, str]]:
    """Which reports are here already, by (source, source_key)."""
    by_source: dict[str, list[str]] = defaultdict(list)
    for source, key in keys:
        by_source[source].append(key)
    found: set[tuple[str, str]] = set()
    for source, wanted in by_source.items():
        query = select(ListenSource.source_key).where(
            ListenSource.user_id == user_id, ListenSource.source == source,
            _is_one_of(db, ListenSource.source_key, wanted),
        )  # fmt: skip
        found |= {(source, key) for key in db.exec(query)}
    return found


def _is_one_of(db: Session, compared: Any, values: Sequence[str]) -> Any:
    """Whether a text column has one of many values, as one parameter."""
    if db.get_bind().dialect.name == "postgresql":
        return col(compared) == func.any(list(values))
    each = func.json_each(json.dumps(values)).table_valued(column("value"))
    return col(compared).in_(select(each.c.value))


def add_listens(
    db: Session, user_id: UUID, listens: Sequence[tuple[Heard, LocalParts]], now: datetime
) -> None:
    """Insert listens; they get their numbers."""
    numbers = take_numbers(db, Listen, len(listens))
    rows = []
    for number, (one, (offset, day, hour)) in zip(numbers, listens, strict=True):
        one.number = number
        rows.append((number, user_id, one.track_id, one.start, offset, day, hour,
                     one.ms_played, now))  # fmt: skip
    insert_rows(db, Listen, _LISTEN, rows)


def change_listens(db: Session, listens: Iterable[tuple[Heard, LocalParts]]) -> None:
    """Write what another report of a play knew better."""
    values = [
        {"number": one.number, "at": one.start, "offset": offset, "day": day, "hour": hour,
         "ms": one.ms_played}
        for one, (offset, day, hour) in listens
    ]  # fmt: skip
    if values:
        statement = update(Listen).where(col(Listen.id) == bindparam("number")).values(
            listened_at=bindparam("at"), utc_offset_min=bindparam("offset"),
            local_day=bindparam("day"), local_hour=bindparam("hour"), ms_played=bindparam("ms"),
        )  # fmt: skip
        db.connection().execute(statement, values)


def add_reports(db: Session, user_id: UUID, reports: Sequence[Kept], now: datetime) -> None:
    """Insert reports that are not there."""
    named = {id(r.track): r.track for r, *_ in reports}  # many reports share one object
    identifiers = {key: track.identifiers for key, track in named.items()}
    rows = [
        (user_id, r.source, r.source_key, r.import_id, r.row_no, r.started_at, r.ended_at,
         r.ms_played, r.track.title, r.track.artists[0] if r.track.artists else "",
         r.track.album, identifiers[id(r.track)], r.context, state, reason, listen_id, now)
        for r, state, reason, listen_id in reports
    ]  # fmt: skip
    insert_rows(db, ListenSource, _REPORT, rows)


def listens_between(
    db: Session, user_id: UUID, ids: Collection[UUID], first: datetime, last: datetime
) -> list[Row]:
    """Listens of tracks within a span."""
    found: list[Row] = []
    ordered = sorted(ids)
    for start in range(0, len(ordered), _AT_ONCE):
        query = select(Listen.id, Listen.track_id, Listen.listened_at, Listen.ms_played).where(
            Listen.user_id == user_id,
            col(Listen.track_id).in_(ordered[start : start + _AT_ONCE]),
            col(Listen.listened_at) >= first,
            col(Listen.listened_at) <= last,
        )
        found += [Row(*row) for row in db.exec(query)]
    return found


def put_right_between(
    db: Session, user_id: UUID, ids: Collection[UUID], first: datetime, last: datetime
) -> list[tuple[Row, set[str]]]:
    """Plays of tracks within a span as they were before their listener put them right.

    Each with who reported it; one that was taken out has the number 0.
    """
    query = select(ListenCorrection).where(
        ListenCorrection.user_id == user_id,
        col(ListenCorrection.undone_at).is_(None),
        col(ListenCorrection.listened_at) >= first,
        col(ListenCorrection.listened_at) <= last,
    )
    rows = [row for row in db.exec(query) if row.track_id in ids]
    told = sources_of(db, [row.listen_id for row in rows if row.listen_id is not None])
    return [
        (Row(row.listen_id or 0, row.track_id, row.listened_at, row.ms_played),
         told[row.listen_id] if row.listen_id else _sources_by_id(db, map(int, row.reports)))
        for row in rows
    ]  # fmt: skip


def _sources_by_id(db: Session, numbers: Iterable[int]) -> set[str]:
    query = select(ListenSource.source).where(col(ListenSource.id).in_(list(numbers)))
    return set(db.exec(query))


def listens_of(
    db: Session, track_ids: tuple[UUID, UUID]
) -> tuple[list[tuple[UUID, Row]], int | None]:
    """Everybody's listens of two tracks who heard both, and how long the tracks are."""
    both = (
        select(Listen.user_id)
        .where(col(Listen.track_id).in_(track_ids))
        .group_by(col(Listen.user_id))
        .having(func.count(func.distinct(col(Listen.track_id))) > 1)
    )
    c: Any = Listen
    query = sql_select(c.user_id, c.id, c.track_id, c.listened_at, c.ms_played).where(
        col(Listen.track_id).in_(track_ids), col(Listen.user_id).in_(both)
    )
    length = select(func.max(Track.duration_ms)).where(col(Track.id).in_(track_ids))
    rows = [(user_id, Row(*rest)) for user_id, *rest in db.execute(query)]
    return rows, db.exec(length).one()


def sources_of(db: Session, listen_ids: Collection[int]) -> dict[int, set[str]]:
    """Who reported listens."""
    found: dict[int, set[str]] = defaultdict(set)
    ordered = sorted(listen_ids)
    for start in range(0, len(ordered), _AT_ONCE):
        query = select(ListenSource.listen_id, ListenSource.source).where(
            col(ListenSource.listen_id).in_(ordered[start : start + _AT_ONCE])
        )
        for number, source in db.exec(query):
            if number is not None:
                found[number].add(source)
    return found

"""The SQL of a listener's lyrics: how many songs have them, which lack them, whose turn is next."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, delete, exists, func, or_, select, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col
from sqlmodel import select as select_rows

from assistant.core.upsert import upsert
from assistant.models.base import SHARED
from assistant.models.catalogue import Artist, Track, TrackArtist
from assistant.models.gathering import LyricsGathering
from assistant.models.library import LibraryItem
from assistant.models.listens import Listen
from assistant.models.lyrics import Lyrics, LyricsQuestion
from assistant.models.song_moods import SongMood

LATELY = timedelta(days=30)


class SongRow(NamedTuple):
    """A song, how its lyrics are, and how often it was heard."""

    track_id: UUID
    state: str
    plays: int


class NameRow(NamedTuple):
    """What a song is called; one row for each of its artists."""

    track_id: UUID
    title: str
    duration_ms: int | None
    artist: str | None


def counts(db: Session, user_id: UUID, stamp: str) -> dict[str, tuple[int, int]]:
    """How many songs, and plays of them, there are of each state."""
    songs = _songs(user_id, stamp).subquery()
    c = songs.c
    query = select(c.state, func.count(), func.sum(c.plays)).group_by(c.state)
    return {state: (number, int(plays)) for state, number, plays in db.execute(query)}


def page(
    db: Session, user_id: UUID, stamp: str, state: str, limit: int, offset: int
) -> tuple[list[SongRow], int]:
    """The songs of a state, most heard first, and how many there are."""
    songs = _songs(user_id, stamp).subquery()
    c = songs.c
    total = db.execute(select(func.count()).select_from(songs).where(c.state == state)).scalar_one()
    query = select(c.track_id, c.state, c.plays).where(c.state == state)
    rows = db.execute(
        query.order_by(c.plays.desc(), c.title_key, c.track_id).limit(limit).offset(offset)
    )
    return [SongRow(*row) for row in rows], total


def ids_of(db: Session, user_id: UUID, stamp: str, state: str) -> list[UUID]:
    """All songs of a state."""
    c = _songs(user_id, stamp).subquery().c
    return list(db.execute(select(c.track_id).where(c.state == state)).scalars())


def plan(db: Session, user_id: UUID, now: datetime, limit: int | None = None) -> list[UUID]:
    """Songs to ask about now: often heard lately first, then often heard ever, then the others."""
    key = str(user_id)
    heard, item = _heard(user_id, now), _item()
    query = (
        select(col(Track.id))
        .outerjoin(item, and_(item.track_id == col(Track.id), item.user_id == user_id))
        .outerjoin(heard, heard.c.track_id == col(Track.id))
        .where(
            *_belongs(key, item, heard), col(Track.origin) != "sample",
            ~_lyrics(SHARED, or_(
                col(Lyrics.state) != "missing", col(Lyrics.retry_after) > now,
            )),
            ~_lyrics(key, col(Lyrics.state) != "missing"),
            ~exists().where(
                col(LyricsQuestion.track_id) == col(Track.id), col(LyricsQuestion.retry_after) > now
            ),
        )
        .order_by(
            func.coalesce(heard.c.lately, 0).desc(), func.coalesce(heard.c.plays, 0).desc(),
            heard.c.last.desc().nulls_last(), item.added_at.desc().nulls_last(), col(Track.id),
        )
    )  # fmt: skip
    return list(db.execute(query if limit is None else query.limit(limit)).scalars())


def names(db: Session, user_id: UUID) -> list[NameRow]:
    """What a listener's songs are called, to tell files apart by."""
    key = str(user_id)
    heard, item = _heard(user_id), _item()
    query = (
        select(col(Track.id), col(Track.title), col(Track.duration_ms), col(Artist.name))
        .outerjoin(item, and_(item.track_id == col(Track.id), item.user_id == user_id))
        .outerjoin(heard, heard.c.track_id == col(Track.id))
        .outerjoin(TrackArtist, col(TrackArtist.track_id) == col(Track.id))
        .outerjoin(Artist, col(Artist.id) == col(TrackArtist.artist_id))
        .where(*_belongs(key, item, heard))
        .order_by(col(Track.id), col(TrackArtist.position))
    )
    return [NameRow(*row) for row in db.execute(query)]


def ask_again(db: Session, ids: list[UUID], now: datetime, asked_before: datetime) -> int:
    """Let songs that a provider lacked be asked about at once, if that was long enough ago."""
    late = update(Lyrics).where(
        col(Lyrics.track_id).in_(ids), col(Lyrics.owner_key) == SHARED,
        col(Lyrics.state) == "missing", col(Lyrics.retry_after) > now,
        col(Lyrics.fetched_at) <= asked_before,
    )  # fmt: skip
    return int(db.execute(late.values(retry_after=now)).rowcount)  # type: ignore[attr-defined]


def missed(db: Session, ids: list[UUID]) -> dict[UUID, Lyrics]:
    """What is known of songs that a provider lacks."""
    query = select_rows(Lyrics).where(
        col(Lyrics.track_id).in_(ids), Lyrics.owner_key == SHARED, Lyrics.state == "missing"
    )
    return {row.track_id: row for row in db.exec(query)}


def questions(db: Session, ids: list[UUID]) -> dict[UUID, LyricsQuestion]:
    """Questions about songs that have no answer yet."""
    query = select_rows(LyricsQuestion).where(col(LyricsQuestion.track_id).in_(ids))
    return {row.track_id: row for row in db.exec(query)}


def find(db: Session, user_id: UUID) -> LyricsGathering | None:
    """How a listener's fetching stands; None when it is off."""
    return db.get(LyricsGathering, user_id, populate_existing=True)


def save(db: Session, row: LyricsGathering) -> None:
    """Write how a listener's fetching stands."""
    upsert(db, [row], ("paused", "job_id", "next_at"))


def change(db: Session, user_id: UUID, **values: Any) -> None:
    """Set columns of a listener's row, if there is one."""
    statement = update(LyricsGathering).where(col(LyricsGathering.user_id) == user_id)
    db.execute(statement.values(**values))


def remove(db: Session, user_id: UUID) -> None:
    """Turn a listener's fetching off."""
    db.execute(delete(LyricsGathering).where(col(LyricsGathering.user_id) == user_id))


def due(db: Session, now: datetime, limit: int) -> list[LyricsGathering]:
    """Whose songs are to be looked through now."""
    query = select_rows(LyricsGathering).where(
        col(LyricsGathering.paused).is_(False), col(LyricsGathering.next_at) <= now
    )
    return list(db.exec(query.order_by(col(LyricsGathering.next_at)).limit(limit)))


def _songs(user_id: UUID, stamp: str) -> Any:
    """Every song that a listener has or heard, with the state of its lyrics."""
    key = str(user_id)
    heard, item = _heard(user_id), _item()
    own_words = _lyrics(key, col(Lyrics.state) == "found")
    state = case(
        (and_(own_words, _unread(key, stamp)), "language"),
        (own_words, "found"),
        (_lyrics(key, col(Lyrics.state) == "instrumental"), "instrumental"),
        (and_(_lyrics(SHARED, col(Lyrics.state) == "found"), _unread(SHARED, stamp)), "language"),
        (_lyrics(SHARED, col(Lyrics.state) == "found"), "found"),
        (_lyrics(SHARED, col(Lyrics.state) == "instrumental"), "instrumental"),
        (_lyrics(SHARED, col(Lyrics.state) == "missing"), "missing"),
        (_failed(), "failed"),
        else_="waiting",
    )
    return (
        select(
            col(Track.id).label("track_id"), col(Track.title_key), state.label("state"),
            func.coalesce(heard.c.plays, 0).label("plays"),
        )
        .outerjoin(item, and_(item.track_id == col(Track.id), item.user_id == user_id))
        .outerjoin(heard, heard.c.track_id == col(Track.id))
        .where(*_belongs(key, item, heard))
    )  # fmt: skip


def _item() -> Any:
    return aliased(LibraryItem)


def _heard(user_id: UUID, now: datetime | None = None) -> Any:
    columns: list[Any] = [
        col(Listen.track_id), func.count().label("plays"),
        func.max(col(Listen.listened_at)).label("last"),
    ]  # fmt: skip
    if now is not None:
        lately = case((col(Listen.listened_at) >= now - LATELY, 1), else_=0)
        columns.append(func.sum(lately).label("lately"))
    query = select(*columns).where(col(Listen.user_id) == user_id)
    return query.group_by(col(Listen.track_id)).subquery()


def _belongs(key: str, item: Any, heard: Any) -> tuple[ColumnElement[bool], ...]:
    return (
        col(Track.owner_key).in_((SHARED, key)), col(Track.merged_into_id).is_(None),
        or_(item.user_id.is_not(None), heard.c.track_id.is_not(None)),
    )  # fmt: skip


def _lyrics(key: str, holds: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(
        col(Lyrics.track_id) == col(Track.id), col(Lyrics.owner_key) == key, holds
    )


def _unread(key: str, stamp: str) -> ColumnElement[bool]:
    return exists().where(
        col(SongMood.track_id) == col(Track.id), col(SongMood.owner_key) == key,
        col(SongMood.stamp) == stamp, col(SongMood.reason) == "language_unknown",
    )  # fmt: skip


def _failed() -> ColumnElement[bool]:
    return exists().where(
        col(LyricsQuestion.track_id) == col(Track.id), col(LyricsQuestion.reason) != ""
    )

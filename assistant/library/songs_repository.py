"""The SQL that lists a listener's songs with their moods: one query for lists, counts and map."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, exists, func, literal, null, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from assistant.catalogue.rules import search_key
from assistant.library.rules import NO_LYRICS, WAITING
from assistant.library.schemas import LibraryFilters
from assistant.models.base import SHARED
from assistant.models.catalogue import Artist, Track, TrackArtist
from assistant.models.library import LibraryItem
from assistant.models.listens import Listen
from assistant.models.lyrics import Lyrics
from assistant.models.song_moods import SongMood, SongMoodCorrection

_SIX = ("valence", "arousal", "happy", "sad", "angry", "relaxed")


@dataclass(frozen=True, slots=True)
class Shelf:
    """Whose songs are meant, and by which model's word.

    Attributes:
        with_sample: whether sample songs belong to it though nobody added them.
    """

    user_id: UUID
    stamp: str
    with_sample: bool


class SongRow(NamedTuple):
    """One song with its mood, before its names are joined."""

    track_id: UUID
    added_at: datetime | None
    rating: int
    corrected: bool
    known: bool
    quadrant: str | None
    reason: str | None
    confidence: float | None
    basis: str | None
    valence: float | None
    arousal: float | None
    happy: float | None
    sad: float | None
    angry: float | None
    relaxed: float | None


class MapRow(NamedTuple):
    """A song on the plane, before its artists are joined."""

    track_id: UUID
    title: str
    valence: float
    arousal: float
    quadrant: str
    corrected: bool


def page(db: Session, shelf: Shelf, filters: LibraryFilters) -> tuple[list[SongRow], int]:
    """The wanted songs of one page, and how many are wanted in all."""
    songs = _songs(shelf).subquery()
    where = _where(songs.c, shelf, filters)
    total = db.execute(select(func.count()).select_from(songs).where(*where)).scalar_one()
    order = _order(songs.c, shelf, filters)
    columns = [songs.c[name] for name in SongRow._fields]
    query = select(*columns).where(*where).order_by(*order)
    rows = db.execute(query.limit(filters.limit).offset(filters.offset))
    return [SongRow(*row) for row in rows], total


def counts(db: Session, shelf: Shelf) -> list[tuple[str | None, str | None, int]]:
    """How many songs there are by (quadrant, reason)."""
    songs = _songs(shelf).subquery()
    query = select(songs.c.quadrant, songs.c.reason, func.count()).group_by(
        songs.c.quadrant, songs.c.reason
    )
    return [(quadrant, reason, number) for quadrant, reason, number in db.execute(query)]


def points(db: Session, shelf: Shelf, limit: int) -> list[MapRow]:
    """Songs of known mood, newest first."""
    songs = _songs(shelf).subquery()
    c = songs.c
    query = select(*(c[name] for name in MapRow._fields))
    wanted = query.where(c.known).order_by(c.track_id.desc()).limit(limit)
    return [MapRow(*row) for row in db.execute(wanted)]


def _songs(shelf: Shelf) -> Any:
    """Every song of a shelf with the mood that counts: own word, own text's, shared text's."""
    key = str(shelf.user_id)
    item: Any = aliased(LibraryItem)  # Any: the aliases' columns are typed as Python values
    said: Any = aliased(SongMoodCorrection)
    own: Any = aliased(SongMood)
    shared: Any = aliased(SongMood)
    six = {
        name: case(
            (said.user_id.is_not(None), getattr(said, name)),
            (own.track_id.is_not(None), getattr(own, name)),
            else_=getattr(shared, name),
        )
        for name in _SIX
    }
    known = or_(
        said.user_id.is_not(None),
        and_(own.track_id.is_not(None), own.known),
        and_(own.track_id.is_(None), shared.track_id.is_not(None), shared.known),
    )
    unscored = case(
        (_has_lyrics(key, "found"), WAITING),
        (_has_lyrics(key, "instrumental"), "instrumental"),
        else_=NO_LYRICS,
    )
    reason = case((own.track_id.is_not(None), own.reason), else_=shared.reason)
    belongs: ColumnElement[bool] = item.user_id.is_not(None)
    if shelf.with_sample:
        belongs = or_(belongs, col(Track.origin) == "sample")
    return (
        select(
            col(Track.id).label("track_id"), col(Track.title), col(Track.title_key),
            col(Track.search_text), col(Track.release_date),
            item.added_at.label("added_at"), func.coalesce(item.rating, 0).label("rating"),
            said.user_id.is_not(None).label("corrected"), known.label("known"),
            case((known, _quadrant(six)), else_=null()).label("quadrant"),
            case((known, null()), else_=func.coalesce(reason, unscored)).label("reason"),
            case((own.track_id.is_not(None), own.confidence), else_=shared.confidence)
            .label("confidence"),
            case((own.track_id.is_not(None), own.basis), else_=shared.basis).label("basis"),
            *(value.label(name) for name, value in six.items()),
        )
        .select_from(Track)
        .outerjoin(item, and_(item.track_id == col(Track.id), item.user_id == shelf.user_id))
        .outerjoin(said, and_(said.track_id == col(Track.id), said.user_id == shelf.user_id))
        .outerjoin(own, _of(own, key, shelf.stamp))
        .outerjoin(shared, _of(shared, SHARED, shelf.stamp))
        .where(
            col(Track.owner_key).in_((SHARED, key)), col(Track.merged_into_id).is_(None), belongs
        )
    )  # fmt: skip


def _of(mood: Any, key: str, stamp: str) -> ColumnElement[bool]:
    return and_(mood.track_id == col(Track.id), mood.owner_key == key, mood.stamp == stamp)


def _has_lyrics(key: str, state: str) -> ColumnElement[bool]:
    return exists().where(
        col(Lyrics.track_id) == col(Track.id),
        col(Lyrics.owner_key).in_((SHARED, key)),
        col(Lyrics.state) == state,
    )


def _quadrant(six: dict[str, Any]) -> Any:
    """As `analysis.affect.quadrant`: the axes belong to the pleasant and the energetic side."""
    valence, arousal = six["valence"], six["arousal"]
    return case(
        (and_(valence < 0, arousal < 0), literal("sad")),
        (valence < 0, literal("angry")),
        (arousal < 0, literal("relaxed")),
        else_=literal("happy"),
    )


def _where(c: Any, shelf: Shelf, filters: LibraryFilters) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if filters.mood == "unknown":
        where.append(c.known.is_(False))
    elif filters.mood is not None:
        where.append(c.quadrant == filters.mood)
    if filters.frame is not None:
        frame = filters.frame
        where += [
            c.known.is_(True),
            c.valence.between(frame.low_valence, frame.high_valence),
            c.arousal.between(frame.low_arousal, frame.high_arousal),
        ]
    if filters.query.strip():
        query = filters.query.strip()
        where.append(_searched(c, shelf, search_key(query), query.lower()))
    if filters.favorites:
        where.append(c.rating == 1)
    return where


def _searched(c: Any, shelf: Shelf, name: str, words: str) -> ColumnElement[bool]:
    """Songs whose names or readable words hold a text.

    Args:
        c: the columns of the songs.
        shelf: whose songs.
        name: the text as names are searched (ASCII, without case).
        words: the text as it was typed, without case.
    """
    sung = exists().where(
        col(Lyrics.track_id) == c.track_id,
        col(Lyrics.owner_key).in_((SHARED, str(shelf.user_id))),
        func.lower(col(Lyrics.text)).contains(words, autoescape=True),
    )
    in_names = c.search_text.contains(name, autoescape=True) if name else literal(value=False)
    return or_(in_names, sung)


def _order(c: Any, shelf: Shelf, filters: LibraryFilters) -> list[Any]:
    first_artist = (
        select(col(Artist.name_key))
        .join(TrackArtist, col(TrackArtist.artist_id) == col(Artist.id))
        .where(col(TrackArtist.track_id) == c.track_id, col(TrackArtist.position) == 0)
        .scalar_subquery()
    )
    heard = (
        select(func.count())
        .select_from(Listen)
        .where(col(Listen.user_id) == shelf.user_id, col(Listen.track_id) == c.track_id)
        .scalar_subquery()
    )
    keys = {
        "title": c.title_key, "artist": first_artist, "added": c.added_at, "year": c.release_date,
        "plays": heard, "valence": c.valence, "arousal": c.arousal,
    }  # fmt: skip
    key = keys[filters.sort]
    # Songs without the value come last either way; the two databases disagree on where nulls go.
    turned = key.desc() if filters.descending else key.asc()
    return [turned.nulls_last(), c.title_key, c.track_id]

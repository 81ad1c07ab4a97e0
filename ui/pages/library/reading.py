"""Owns what the Library page reads: counts, the map, one page of songs."""

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.core.actor import Actor
from assistant.core.unit_of_work import UnitOfWork
from assistant.library import service as library
from assistant.library.schemas import LibraryFilters, LibrarySong
from ui import routes, songs
from ui.charts.models import MapPoint
from ui.frame import cover_url
from ui.pages.library.models import SongRow, UnknownReason

_DIGITS = 3  # a hundredth of a shape's width on the map


@dataclass(frozen=True, slots=True)
class Overview:
    """What the page says of all songs together."""

    total: int
    known: int
    waiting: int
    unknown: list[UnknownReason]
    map_points: list[MapPoint]


@dataclass(frozen=True, slots=True)
class Found:
    """One page of the songs that the filters leave, and how many they leave in all."""

    songs: list[SongRow]
    total: int


def overview(uow: UnitOfWork, actor: Actor, mood_stamp: str) -> Overview:
    """Count the songs and place them on the map."""
    counted = library.summary(uow, actor, mood_stamp)
    points = library.mood_map(uow, actor, mood_stamp)
    return Overview(
        total=counted.total,
        known=counted.known,
        waiting=counted.waiting,
        unknown=_reasons(counted.unknown),
        map_points=[
            MapPoint(p.title, round(p.valence, _DIGITS), round(p.arousal, _DIGITS)) for p in points
        ],
    )


def page_of(uow: UnitOfWork, actor: Actor, filters: LibraryFilters, mood_stamp: str) -> Found:
    """Read one page of songs."""
    found = library.list_songs(uow, actor, filters, mood_stamp)
    return Found([_row(song) for song in found.items], found.total or 0)


def _reasons(counted: Mapping[str, int]) -> list[UnknownReason]:
    """Reasons in words, the most frequent first; codes that share their words are added up."""
    by_words: dict[str, int] = {}
    for code, number in counted.items():
        said = songs.reason_of(code)
        by_words[said] = by_words.get(said, 0) + number
    ordered = sorted(by_words.items(), key=lambda pair: (-pair[1], pair[0]))
    return [UnknownReason(said, number) for said, number in ordered]


def _row(song: LibrarySong) -> SongRow:
    track, mood = song.track, song.mood
    share = getattr(mood, mood.quadrant) if mood.quadrant else None
    return SongRow(
        href=routes.song(str(track.id)),
        title=track.title,
        artist=track.artist,
        cover_url=cover_url(track.id),
        mood=mood.quadrant or "",
        percent=round(100 * (share or 0.0)),
        reason="" if mood.quadrant else songs.reason_of(mood.reason),
        by_tags=mood.basis == "tags" and not mood.corrected,
        is_yours=mood.corrected,
        is_sample=track.is_sample,
        is_explicit=bool(track.explicit),
        genre=songs.genre_of(track.genres),
        year=str(track.year or ""),
        plays=song.plays,
    )

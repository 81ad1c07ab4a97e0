"""From a row of somebody's file to a song: many names for one column, and nothing believed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from assistant.catalogue.schemas import TrackNames
from assistant.core.columns import clean_text

NAME_MAX = 300
LONGEST_MS = 24 * 3_600_000
_COLUMNS = {
    "title": ("title", "track_name", "track", "song", "name", "song_title"),
    "artists": ("artists", "artist", "artist_name", "artist_names", "artist_name_s", "performer"),
    "album": ("album", "album_name", "release"),
    "year": ("year", "release_year", "release_date", "date", "album_release_date"),
    "genres": ("genres", "genre", "tags"),
    "explicit": ("explicit",),
    "isrc": ("isrc",),
    "spotify_id": ("spotify_id", "spotify_uri", "spotify_track_uri", "track_uri", "uri"),
    "mbid": ("mbid", "recording_mbid"),
    "duration_ms": ("duration_ms", "length_ms", "track_duration_ms"),
    "duration_s": ("duration", "duration_s", "length"),
    "language": ("language", "lang"),
    "lyrics": ("lyrics", "text", "words", "plain_lyrics", "plainlyrics"),
    "synced": ("synced", "synced_lyrics", "syncedlyrics", "lrc"),
}
_SPOTIFY = re.compile(r"(?:spotify:track:|https://open\.spotify\.com/track/)?([0-9A-Za-z]{22})\b")
_ISRC = re.compile(r"[A-Z]{2}[A-Z0-9]{3}[0-9]{7}")
_MBID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z]{2,4})?")
_YES, _NO = ("true", "1", "yes", "y", "explicit", "1.0"), ("false", "0", "no", "n", "clean", "0.0")


@dataclass(frozen=True, slots=True)
class Song:
    """A row that can be taken.

    Attributes:
        mended: columns whose value made no sense and was left out.
    """

    names: TrackNames
    lyrics: str = ""
    synced: str = ""
    mended: tuple[str, ...] = ()


class RowRefusedError(ValueError):
    """A row without what a song needs; the reason is the message."""


@dataclass
class _Reader:
    """One row's columns by our names."""

    row: Mapping[str, Any]
    mended: list[str] = field(default_factory=list)

    def raw(self, column: str) -> Any:
        """The first filled column among those with this meaning."""
        for name in _COLUMNS[column]:
            value = self.row.get(name)
            if value not in (None, "", [], {}):
                return value
        return None

    def text(self, column: str) -> str:
        """A column as one text; lists and objects make none."""
        value = self.raw(column)
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            return ""
        return clean_text(str(value)).strip()

    def texts(self, column: str, apart: str) -> list[str]:
        """A column as several texts: a list, objects with names, or one text cut apart."""
        value = self.raw(column)
        if isinstance(value, list):
            named = [v.get("name") if isinstance(v, dict) else v for v in value[:50]]
            return [clean_text(v).strip() for v in named if isinstance(v, str) and v.strip()]
        return [part.strip() for part in re.split(apart, self.text(column)) if part.strip()]

    def fitting(self, column: str, pattern: re.Pattern[str], value: str) -> str | None:
        """The value where it has the right form; noted as mended where it has not."""
        found = pattern.fullmatch(value)
        if value and not found:
            self.mended.append(column)
        return (found[1] if found.groups() else found[0]) if found else None


def to_song(row: Mapping[str, Any], owner_key: str) -> Song:
    """Read one row.

    Args:
        row: columns by whatever names the file has.
        owner_key: '' for everybody's catalogue, else the listener's.

    Raises:
        RowRefusedError: no title, no artist, or names no song has.
    """
    read = _Reader({_column(key): value for key, value in row.items()})
    title = read.text("title")
    artists = read.texts("artists", r"\s*;\s*")
    if not title:
        raise RowRefusedError("no_title")
    if not artists:
        raise RowRefusedError("no_artist")
    if max(map(len, (title, *artists))) > NAME_MAX:
        raise RowRefusedError("name_too_long")
    day, year = _released(read)
    spotify = read.text("spotify_id")
    names = TrackNames(
        title=title, artists=artists, album=read.text("album")[:NAME_MAX] or None,
        duration_ms=_duration(read), explicit=_explicit(read), release_date=day,
        release_year=year, genres=[g[:80] for g in read.texts("genres", r"\s*[;|,/]\s*")],
        language=read.fitting("language", _LANGUAGE, read.text("language").lower()),
        isrc=read.fitting("isrc", _ISRC, read.text("isrc").upper().replace("-", "")),
        spotify_id=read.fitting("spotify_id", _SPOTIFY, spotify.split("?")[0]),
        mbid=read.fitting("mbid", _MBID, read.text("mbid").lower()),
        origin="import", owner_key=owner_key,
    )  # fmt: skip
    lyrics, synced = read.raw("lyrics"), read.raw("synced")
    return Song(
        names, lyrics if isinstance(lyrics, str) else "",
        synced if isinstance(synced, str) else "", tuple(read.mended),
    )  # fmt: skip


def excerpt(row: Mapping[str, Any]) -> str:
    """What a report shows of a refused row: its short values, never lyrics."""
    shown = [
        f"{key}: {value}"
        for key, value in list(row.items())[:8]
        if isinstance(value, str | int | float) and len(str(key)) < 40 and len(str(value)) < 80
    ]
    return clean_text("; ".join(shown), 300)


def _column(key: object) -> str:
    return re.sub(r"[^a-z0-9]+", "_", str(key)[:80].lower()).strip("_")


def _released(read: _Reader) -> tuple[date | None, int | None]:
    text = read.text("year").removesuffix(".0")
    if not text:
        return None, None
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}.*", text):
            day = date.fromisoformat(text[:10])
            if 1000 <= day.year <= 2999:
                return day, None
        elif re.fullmatch(r"[12][0-9]{3}(?:-[0-9]{2})?", text):
            return None, int(text[:4])
    except ValueError:
        pass
    read.mended.append("year")
    return None, None


def _duration(read: _Reader) -> int | None:
    for column, factor in (("duration_ms", 1), ("duration_s", 1000)):
        text = read.text(column)
        if not text:
            continue
        clock = re.fullmatch(r"([0-9]{1,3}):([0-5][0-9])", text)
        if clock:
            return (int(clock[1]) * 60 + int(clock[2])) * 1000
        if re.fullmatch(r"[0-9]{1,9}(?:\.[0-9]{1,9})?", text):
            ms = round(float(text) * factor)
            if 0 < ms <= LONGEST_MS:
                return ms
        read.mended.append(column)
    return None


def _explicit(read: _Reader) -> bool | None:
    value = read.raw("explicit")
    text = str(value).strip().lower() if isinstance(value, bool | int | float | str) else ""
    if text in _YES or text in _NO:
        return text in _YES
    if text:
        read.mended.append("explicit")
    return None

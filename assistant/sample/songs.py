"""The sample songs as written: typed, checked and read from the package's own file.

The file holds what a catalogue knows of a song and nothing of the mood its author meant, so that
neither scorer nor ranker can look it up.
"""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from assistant.lyrics.lrc import stamp


@dataclass(frozen=True, slots=True)
class SampleSong:
    """One original song.

    Attributes:
        key: stable name of the song inside the sample library.
        artists: credited names, the main one first.
        duration_ms: length of the (imagined) recording.
        genres: lower-case names, the most fitting first.
        language: ISO 639-1 code of the lyrics.
        lyrics: lines, with one blank line between verses.
        line_starts_ms: start of each line that is not blank, rising; None when never timed.
    """

    key: str
    title: str
    artists: tuple[str, ...]
    album: str
    release_date: date
    duration_ms: int
    explicit: bool
    genres: tuple[str, ...]
    language: str
    lyrics: str
    line_starts_ms: tuple[int, ...] | None

    @property
    def artist(self) -> str:
        """The main artist."""
        return self.artists[0]

    @property
    def year(self) -> int:
        """Year of release."""
        return self.release_date.year

    @property
    def synced_lrc(self) -> str | None:
        """The lyrics in LRC form, one `[mm:ss.xx]` stamp a line; None when never timed."""
        if self.line_starts_ms is None:
            return None
        starts = iter(self.line_starts_ms)
        lines = self.lyrics.split("\n")
        return "\n".join(f"[{stamp(next(starts))}]{line}" if line else "" for line in lines)


@cache
def load_songs() -> tuple[SampleSong, ...]:
    """All sample songs, in the file's order (artist, release date, key).

    Raises:
        ValueError: the packaged file is damaged; the message names the line.
    """
    text = files("assistant.sample").joinpath("songs.jsonl").read_text(encoding="utf-8")
    songs = []
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            songs.append(_song(json.loads(line)))
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"songs.jsonl, line {number}: {error}") from error
    return tuple(songs)


def _song(row: dict[str, Any]) -> SampleSong:
    starts = row.get("line_starts_ms")
    song = SampleSong(
        key=row["key"],
        title=row["title"],
        artists=tuple(row["artists"]),
        album=row["album"],
        release_date=date.fromisoformat(row["release_date"]),
        duration_ms=int(row["duration_ms"]),
        explicit=bool(row["explicit"]),
        genres=tuple(row["genres"]),
        language=row["language"],
        lyrics=row["lyrics"],
        line_starts_ms=None if starts is None else tuple(starts),
    )
    sung = sum(1 for line in song.lyrics.split("\n") if line)
    if starts is not None and len(starts) != sung:
        raise ValueError(f"{song.key} has {sung} lines and {len(starts)} stamps")
    return song

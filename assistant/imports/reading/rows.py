"""What a row of a file can be: a play, a song, passed over, or broken."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from assistant.imports.rules import Song


@dataclass(frozen=True, slots=True)
class Broken:
    """A row that cannot be read, and why; nothing of its content but what may be shown."""

    reason: str
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class Passed:
    """A row that is no song and no fault of the file: a podcast, a private session."""

    reason: str


_NOTHING: dict[str, Any] = {}


class Play(NamedTuple):
    """A play as a file tells it.

    Attributes:
        source: what kind of file tells it, up to 16 characters.
        start: aware.
        end: aware, where the file says it.
        ms_played: None where the file does not say.
        context: facts to keep; no address, no user agent, no country.
    """

    source: str
    start: datetime
    title: str
    artist: str
    album: str | None = None
    end: datetime | None = None
    ms_played: int | None = None
    duration_ms: int | None = None
    spotify_id: str | None = None
    isrc: str | None = None
    mbid: str | None = None
    context: dict[str, Any] = _NOTHING


Raw = dict[str, Any] | Broken
Item = Play | Song | Passed | Broken

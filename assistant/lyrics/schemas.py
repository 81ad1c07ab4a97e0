"""What lyrics look like: inside Attune, and to the listener who may read them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field

from assistant.lyrics.rules import State

PASTE_MAX_CHARS = 4_000_000  # what a request may hold anyway; the real limit is a setting, in bytes


@dataclass(frozen=True, slots=True)
class LyricsText:
    """The text that counts for a listener.

    Attributes:
        owner_key: '' when it is everybody's.
        text: the words as stored; offsets of lines point into exactly this.
        synced: the same as LRC, when it is known when lines are sung.
    """

    track_id: UUID
    owner_key: str
    provider: str
    text: str
    text_sha256: str
    synced: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class FoundLyrics:
    """What a provider or a file has of a track.

    Attributes:
        lyrics: plain words or LRC; may be empty when `synced` is there.
        synced: LRC, where both are given.
        provider_ref: the provider's id of the text.
        language: ISO 639 code, when the provider says so.
    """

    lyrics: str
    synced: str | None = None
    provider_ref: str | None = None
    language: str | None = None


class SyncedLine(BaseModel):
    """A line and when it is sung, in ms from the beginning of the song."""

    time_ms: int
    text: str


class LyricsView(BaseModel):
    """Lyrics as their reader sees them.

    Attributes:
        state: "found", "instrumental", "missing" (asked for and not there), or "unknown" (nobody
            asked yet).
        own: whether the listener gave this text; nobody else sees it then.
    """

    track_id: UUID
    state: State | Literal["unknown"]
    own: bool = False
    provider: str | None = None
    text: str | None = None
    lines: list[SyncedLine] = []
    language: str | None = None
    fetched_at: datetime | None = None


class LyricsIn(BaseModel):
    """Lyrics given by hand: plain words or LRC."""

    lyrics: str = Field(max_length=PASTE_MAX_CHARS)

"""What MusicBrainz sends, of which only what we use, and what we make of it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

_Name = Annotated[str, Field(max_length=2_000)]
MAX = 100


class _Sent(BaseModel):
    model_config = ConfigDict(extra="ignore", populate_by_name=True)


class SentArtist(_Sent):
    """One name of a credit."""

    name: _Name


class SentTag(_Sent):
    """A genre or tag, and how many gave it."""

    name: _Name
    count: int = 0


class SentRelease(_Sent):
    """A release that a recording is on."""

    id: UUID
    title: _Name
    status: str | None = None
    date: str | None = None


class SentRecording(_Sent):
    """A recording."""

    id: UUID
    title: _Name
    length: int | None = None
    first_release_date: str | None = Field(default=None, alias="first-release-date")
    artist_credit: list[SentArtist] = Field(default=[], alias="artist-credit", max_length=MAX)
    isrcs: list[_Name] = Field(default=[], max_length=MAX)
    genres: list[SentTag] = Field(default=[], max_length=1_000)
    tags: list[SentTag] = Field(default=[], max_length=1_000)
    releases: list[SentRelease] = Field(default=[], max_length=1_000)


class SentRecordings(_Sent):
    """The answer to a search, or to an ISRC."""

    recordings: list[SentRecording] = Field(max_length=MAX)


class SentLookup(_Sent):
    """ListenBrainz' answer to names; empty when it knows none."""

    recording_mbid: UUID | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a recording.

    Attributes:
        mbid: MusicBrainz' id of it.
        genres: the most fitting first.
        release_mbid: of its earliest official release, whose cover is asked for.
    """

    mbid: str
    genres: list[str] = field(default_factory=list)
    isrc: str | None = None
    duration_ms: int | None = None
    release_date: date | None = None
    release_year: int | None = None
    release_mbid: str | None = None
    release_title: str | None = None

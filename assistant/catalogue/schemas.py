"""What the catalogue takes in and shows: tracks and artists."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from pydantic import BaseModel

from assistant.models.base import SHARED


@dataclass(frozen=True, slots=True)
class TrackNames:
    """Everything a source says about a recording; what it does not know stays empty.

    Attributes:
        artists: credited names, the main one first; at least one.
        origin: who brought it: "sample", "play", "import" or "manual".
        owner_key: '' for everybody's catalogue, else the listener whose own track it is.
    """

    title: str
    artists: list[str]
    album: str | None = None
    duration_ms: int | None = None
    explicit: bool | None = None
    release_date: date | None = None
    release_year: int | None = None
    genres: list[str] = field(default_factory=list)
    language: str | None = None
    isrc: str | None = None
    spotify_id: str | None = None
    mbid: str | None = None
    origin: str = "import"
    owner_key: str = SHARED

    @property
    def identifiers(self) -> dict[str, str]:
        """What names the recording better than its title."""
        given = {"spotify": self.spotify_id, "isrc": self.isrc, "mbid": self.mbid}
        return {scheme: value for scheme, value in given.items() if value}


@dataclass(frozen=True, slots=True)
class Made:
    """What get-or-create found: the track, and whether it is new or learned something."""

    track_id: UUID
    created: bool
    changed: bool


class ArtistRef(BaseModel):
    """An artist as credited on a track."""

    id: UUID
    name: str


class ArtistView(BaseModel):
    """An artist, and how many tracks of theirs the listener can see."""

    id: UUID
    name: str
    tracks: int


class GenreView(BaseModel):
    """A genre, and how many tracks of it the listener can see."""

    id: UUID
    name: str
    tracks: int


class TrackView(BaseModel):
    """A track as every list shows it."""

    id: UUID
    title: str
    artist: str
    artists: list[ArtistRef]
    album: str | None = None
    year: int | None = None
    duration_ms: int | None = None
    explicit: bool | None = None
    genres: list[str] = []
    language: str | None = None
    origin: str
    is_sample: bool

"""What the catalogue's care takes in and shows."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field

from assistant.curation.rules import Kind


class EntryView(BaseModel):
    """A track, artist or album beside the one it may be."""

    id: UUID
    kind: Kind
    name: str
    by: str = ""
    duration_ms: int | None = None
    identifiers: dict[str, str] = {}
    tracks: int | None = None


class SuspectsView(BaseModel):
    """Two entries that may be one, and how surely (0 to 1)."""

    one: EntryView
    other: EntryView
    likeness: float


class EditView(BaseModel):
    """A merge, split or "keep apart"."""

    id: UUID
    verb: str
    kind: Kind
    from_id: UUID
    into_id: UUID
    from_name: str
    into_name: str
    created_at: datetime
    undone_at: datetime | None = None


class ReportedName(BaseModel):
    """How a source named a recording."""

    title: str = Field(max_length=300)
    artist: str = Field(max_length=300)


class IdentifierRef(BaseModel):
    """One identifier of a recording."""

    scheme: str = Field(max_length=16)
    value: str = Field(max_length=700)


class ReportsView(BaseModel):
    """What a track goes by: what can be split off."""

    identifiers: list[IdentifierRef]
    names: list[ReportedName]


class PairIn(BaseModel):
    """Two entries of one kind; of a merge, `into_id` is the one that stays."""

    kind: Kind
    id: UUID
    into_id: UUID


class SplitIn(BaseModel):
    """What becomes an entry of its own.

    Attributes:
        name: its title; of an artist what tells it from the other ("the Norwegian band").
        identifiers, names: of a track, what belongs to the new one, plays so reported included.
        track_ids: of an artist or album, the tracks that belong to the new one.
    """

    kind: Kind
    id: UUID
    name: str = Field(min_length=1, max_length=120)
    identifiers: list[IdentifierRef] = Field(default=[], max_length=50)
    names: list[ReportedName] = Field(default=[], max_length=50)
    track_ids: list[UUID] = Field(default=[], max_length=500)

"""Tables of facts from MusicBrainz: whether they are wanted, and what was asked already."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from assistant.models.base import ref, text, time


class MetadataSwitch(SQLModel, table=True):
    """Whether this server asks MusicBrainz about its songs; one row, or none: then it does not."""

    __tablename__ = "metadata_switch"

    id: int = Field(default=1, primary_key=True)
    enabled: bool = False
    switched_at: datetime = time()


class MetadataLookup(SQLModel, table=True):
    """What MusicBrainz answered about a track: "found", "missing" or "refused" (no sense in it)."""

    __tablename__ = "metadata_lookup"

    track_id: UUID = ref("track.id", primary_key=True)
    state: str = text(8)
    asked_at: datetime = time()
    retry_after: datetime | None = time(default=None)
    has_cover: bool = False

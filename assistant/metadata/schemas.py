"""What the facts from MusicBrainz take in and show."""

from uuid import UUID

from pydantic import BaseModel


class MetadataIn(BaseModel):
    """Whether this server asks MusicBrainz about its songs."""

    enabled: bool


class MetadataView(BaseModel):
    """How far the asking is.

    Attributes:
        found, missing, refused: songs by what was answered; `refused` answers made no sense.
        waiting: songs that were not asked about yet, or may be asked about again.
        covers: songs whose album got its cover.
        job_id: the work that is going on.
    """

    enabled: bool
    found: int = 0
    missing: int = 0
    refused: int = 0
    waiting: int = 0
    covers: int = 0
    job_id: UUID | None = None

"""Tables of gathering lyrics: who has them fetched, and the files somebody uploaded."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from assistant.models.base import Created, id_key, json, long_text, ref, time
from assistant.models.base import text as short


class LyricsGathering(SQLModel, table=True):
    """A listener who lets lyrics be looked up; `next_at` is when to look for songs again."""

    __tablename__ = "lyrics_gathering"
    __table_args__ = (Index(None, "next_at"),)

    user_id: UUID = ref("app_user.id", primary_key=True)
    paused: bool = Field(default=False)
    job_id: UUID | None = ref("job.id", on_delete="SET NULL", default=None)
    next_at: datetime = time()


class LyricsUpload(Created, table=True):
    """Files of lyrics that a listener gave at once, to be matched with songs by a job."""

    __tablename__ = "lyrics_upload"
    __table_args__ = (Index(None, "user_id", "created_at"),)

    id: UUID = id_key()
    user_id: UUID = ref("app_user.id")
    job_id: UUID | None = ref("job.id", on_delete="SET NULL", default=None)
    undone_at: datetime | None = time(default=None)


class LyricsFile(SQLModel, table=True):
    """One file of lyrics: what it is called, what it says of itself, and what became of it.

    `text` is kept only until it is decided whose words they are.
    """

    __tablename__ = "lyrics_file"
    __table_args__ = (
        UniqueConstraint("upload_id", "position"),
        Index(None, "upload_id", "state"),
    )

    id: UUID = id_key()
    upload_id: UUID = ref("lyrics_upload.id")
    position: int
    name: str = short(300)
    text: str | None = long_text(default=None)
    state: str = short(16, default="waiting")
    reason: str = short(64, default="")
    track_id: UUID | None = ref("track.id", on_delete="SET NULL", default=None)
    candidates: list[Any] = json(default_factory=list)

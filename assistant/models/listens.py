"""Tables of listening: each report of a play, and the merged view of what was played."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from assistant.core.columns import BigId
from assistant.models.base import Created, json, ref, text, time


class Listen(Created, table=True):
    """A completed play; day and hour are the listener's own, as they were then."""

    __tablename__ = "listen"
    __table_args__ = (
        UniqueConstraint("user_id", "track_id", "listened_at"),
        Index(None, "user_id", "listened_at"),
        Index(None, "user_id", "local_day"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=BigId)
    user_id: UUID = ref("app_user.id")
    track_id: UUID = ref("track.id", index=True)
    listened_at: datetime = time()
    utc_offset_min: int
    local_day: int
    local_hour: int
    ms_played: int | None = None


class ListenSource(Created, table=True):
    """One report of a play, with the names as reported; undo and re-matching work on these."""

    __tablename__ = "listen_source"
    __table_args__ = (
        UniqueConstraint("user_id", "source", "source_key"),
        Index(None, "import_id", "row_no"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=BigId)
    user_id: UUID = ref("app_user.id")
    source: str = text(16)
    source_key: str = text(80)
    import_id: UUID | None = ref("import_run.id", default=None)
    row_no: int | None = None
    started_at: datetime = time()
    ended_at: datetime | None = time(default=None)
    ms_played: int | None = None
    track_name: str = text(300)
    artist_name: str = text(300)
    album_name: str | None = text(300, default=None)
    identifiers: dict[str, Any] = json(default_factory=dict)
    context: dict[str, Any] = json(default_factory=dict)
    state: str = text(16, default="new")
    reason: str | None = text(32, default=None)
    listen_id: int | None = Field(
        default=None, sa_type=BigId, foreign_key="listen.id", ondelete="SET NULL", index=True
    )

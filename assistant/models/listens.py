"""Tables of listening: each report of a play, and the merged view of what was played."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy import text as sql
from sqlmodel import Field

from assistant.core.columns import BigId
from assistant.models.base import Created, id_key, json, ref, text, time

_UNCOUNTED = sql("listen_id IS NULL")


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
        Index(
            "ix_listen_source_uncounted",
            "user_id",
            "started_at",
            sqlite_where=_UNCOUNTED,
            postgresql_where=_UNCOUNTED,
        ),
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


class ListenCorrection(Created, table=True):
    """What a listener put right: a play taken out, or given to another song; and its undoing.

    Song and time are those that the play had; `reports` are the ids of what told of it, each with
    the state it had.
    """

    __tablename__ = "listen_correction"
    __table_args__ = (Index(None, "user_id", "created_at"),)

    id: UUID = id_key()
    user_id: UUID = ref("app_user.id")
    verb: str = text(8)
    listen_id: int | None = Field(
        default=None, sa_type=BigId, foreign_key="listen.id", ondelete="SET NULL", index=True
    )
    track_id: UUID = ref("track.id", index=True)
    listened_at: datetime = time()
    utc_offset_min: int
    local_day: int
    local_hour: int
    ms_played: int | None = None
    reports: dict[str, Any] = json(default_factory=dict)
    undone_at: datetime | None = time(default=None)

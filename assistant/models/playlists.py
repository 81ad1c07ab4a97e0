"""Tables of playlists: a listener's own, and those brought in from a provider."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from assistant.core.columns import Id
from assistant.models.base import Created, id_key, ref, text, time


class Playlist(Created, table=True):
    """A playlist; `source` is empty for one made here, else who it was brought in from.

    `source_version` is the provider's snapshot whose songs are here; empty while they are not.
    """

    __tablename__ = "playlist"
    __table_args__ = (
        UniqueConstraint("user_id", "source", "source_ref"),
        UniqueConstraint("share_hash"),
    )

    id: UUID = id_key()
    user_id: UUID = ref("app_user.id")
    name: str = text(300)
    description: str = text(2_000, default="")
    version: int = 1
    share_hash: bytes | None = Field(default=None, sa_type=LargeBinary(32))
    deleted_at: datetime | None = time(default=None)
    source: str = text(16, default="")
    source_ref: str = text(64)
    source_version: str = text(500, default="")
    source_state: str = text(16, default="")
    source_total: int | None = None
    source_run: UUID | None = Field(default=None, sa_type=Id)


class PlaylistItem(SQLModel, table=True):
    """A song in a playlist; positions count from 0."""

    __tablename__ = "playlist_item"
    __table_args__ = (Index(None, "playlist_id", "position"),)

    id: UUID = id_key()
    playlist_id: UUID = ref("playlist.id")
    position: int
    track_id: UUID = ref("track.id", index=True)
    added_by: str = text(16, default="")

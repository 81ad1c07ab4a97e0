"""Tables of what a listener connected: accounts elsewhere, how they are read, and gaps in that."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from assistant.core.columns import Id
from assistant.models.base import Created, id_key, json, ref, text, time


class Connection(Created, table=True):
    """An account at a provider; client id and tokens are sealed in `secrets_enc`."""

    __tablename__ = "connection"
    __table_args__ = (UniqueConstraint("user_id", "provider"),)

    id: UUID = id_key()
    user_id: UUID = ref("app_user.id")
    provider: str = text(16)
    external_id: str | None = text(128, default=None)
    display_name: str = text(120, default="")
    secrets_enc: bytes | None = Field(default=None, sa_type=LargeBinary)
    scopes: str = text(500, default="")
    authorized_at: datetime | None = time(default=None)
    cursor: str | None = text(64, default=None)
    blocked_until: datetime | None = time(default=None)
    state: str = text(16, default="configured")
    detail: dict[str, Any] = json(default_factory=dict)


class KnownGap(Created, table=True):
    """Plays that a provider no longer has; from the last one known to the first one seen again."""

    __tablename__ = "known_gap"
    __table_args__ = (UniqueConstraint("connection_id", "from_at"),)

    id: UUID = id_key()
    connection_id: UUID = ref("connection.id")
    from_at: datetime = time()
    to_at: datetime = time()


class Poll(SQLModel, table=True):
    """When a connection is asked for plays: the schedule, how it went, and who is at it now."""

    __tablename__ = "poll"
    __table_args__ = (Index(None, "next_at"),)

    connection_id: UUID = ref("connection.id", primary_key=True)
    is_on: bool = True
    next_at: datetime = time()
    interval_s: int
    last_at: datetime | None = time(default=None)
    last_good_at: datetime | None = time(default=None)
    last_new: int = 0
    failures: int = 0
    problem: str | None = text(40, default=None)
    claimed_by: UUID | None = Field(default=None, sa_type=Id)
    claimed_until: datetime | None = time(default=None)


class ProviderPause(SQLModel, table=True):
    """Until when an app asks its provider nothing, and how often it was not answered in a row.

    A row is an app's, not a listener's: several listeners share its limits. `name` holds a hash of
    the app's id.
    """

    __tablename__ = "provider_pause"

    name: str = text(80, primary_key=True)
    until: datetime | None = time(default=None)
    reason: str = text(40, default="")
    failures: int = 0


class Transfer(SQLModel, table=True):
    """Bringing in playlists, the library or top items: how far it is, or how it went last."""

    __tablename__ = "transfer"

    connection_id: UUID = ref("connection.id", primary_key=True)
    what: str = text(16, primary_key=True)
    run_id: UUID = Field(sa_type=Id)
    state: str = text(16, default="running")
    cursor: str = text(120, default="")
    counts: dict[str, Any] = json(default_factory=dict)
    problem: str | None = text(40, default=None)
    started_at: datetime = time()
    ended_at: datetime | None = time(default=None)
    resume_at: datetime | None = time(default=None)


class ConnectionItem(SQLModel, table=True):
    """A song, album or artist as a provider names it; `saved` once it was asked about."""

    __tablename__ = "connection_item"

    connection_id: UUID = ref("connection.id", primary_key=True)
    kind: str = text(8, primary_key=True)
    value: str = text(64, primary_key=True)
    name: str = text(300, default="")
    track_id: UUID | None = ref("track.id", default=None, index=True)
    saved: bool | None = None
    run_id: UUID | None = Field(default=None, sa_type=Id)


class TopItem(SQLModel, table=True):
    """A place among what a provider says a listener heard most."""

    __tablename__ = "top_item"

    connection_id: UUID = ref("connection.id", primary_key=True)
    kind: str = text(8, primary_key=True)
    time_range: str = text(16, primary_key=True)
    rank: int = Field(primary_key=True)
    name: str = text(300)
    artist_name: str = text(300, default="")
    track_id: UUID | None = ref("track.id", default=None, index=True)

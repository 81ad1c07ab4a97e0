"""Tables of what a listener connected: accounts elsewhere, and gaps in what they reported."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import LargeBinary, UniqueConstraint
from sqlmodel import Field

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
    """Plays that a provider no longer has and nobody else reported."""

    __tablename__ = "known_gap"

    id: UUID = id_key()
    connection_id: UUID = ref("connection.id", index=True)
    from_at: datetime = time()
    to_at: datetime = time()

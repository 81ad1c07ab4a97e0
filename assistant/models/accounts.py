"""Tables of accounts, their settings and their sign-ins."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, LargeBinary
from sqlmodel import Field

from assistant.models.base import Created, id_key, json, ref, text, time


class AppUser(Created, table=True):
    """An account; `email_key` is the address as compared. The sample listener has no password."""

    __tablename__ = "app_user"

    id: UUID = id_key()
    email: str = text(320)
    email_key: str = text(320, unique=True)
    email_verified_at: datetime | None = time(default=None)
    password_hash: str | None = text(255, default=None)
    password_set_at: datetime | None = time(default=None)
    display_name: str = text(80)
    role: str = text(16, default="listener")
    state: str = text(16, default="active")
    locale: str = text(16, default="en")
    time_zone: str = text(64, default="UTC")
    is_sample: bool = False
    delete_after: datetime | None = time(default=None)


class UserSettings(Created, table=True):
    """What a listener chose about how Attune behaves."""

    __tablename__ = "user_settings"

    user_id: UUID = ref("app_user.id", primary_key=True)
    settings: dict[str, Any] = json(default_factory=dict)
    explicit_ok: bool = True
    discovery: float = 0.5
    energy: float | None = None


class AuthSession(Created, table=True):
    """One sign-in: one cookie, or one family of refresh tokens.

    `proved_at` is when its owner last showed a password or a factor.
    """

    __tablename__ = "auth_session"
    __table_args__ = (Index(None, "user_id"),)

    id: UUID = id_key()
    user_id: UUID = ref("app_user.id")
    kind: str = text(16)
    secret_hash: bytes = Field(sa_type=LargeBinary(32), unique=True)
    device: str = text(200, default="")
    address: str = text(64, default="")
    last_seen_at: datetime = time()
    proved_at: datetime | None = time(default=None)
    expires_at: datetime = time()
    revoked_at: datetime | None = time(default=None)
    revoked_why: str | None = text(32, default=None)


class OneTimeToken(Created, table=True):
    """A link that works once: verify, reset, invite. Only the SHA-256 of its secret is kept."""

    __tablename__ = "one_time_token"
    __table_args__ = (Index(None, "user_id", "purpose"), Index(None, "expires_at"))

    id: UUID = id_key()
    user_id: UUID | None = ref("app_user.id", default=None)
    purpose: str = text(16)
    token_hash: bytes = Field(sa_type=LargeBinary(32), unique=True)
    expires_at: datetime = time()
    used_at: datetime | None = time(default=None)


class PersonalToken(Created, table=True):
    """What a listener's program shows instead of a sign-in; only its SHA-256 is compared.

    `scopes` are words of core/permissions.py, parted by spaces; those of a kind "scrobble" token
    are none, and its text is also sealed in `secret_enc`: old protocols show an MD5 made of it.
    """

    __tablename__ = "personal_token"
    __table_args__ = (Index(None, "user_id"),)

    id: UUID = id_key()
    user_id: UUID = ref("app_user.id")
    kind: str = text(16)
    name: str = text(80)
    token_hash: bytes = Field(sa_type=LargeBinary(32), unique=True)
    secret_enc: bytes | None = Field(default=None, sa_type=LargeBinary)
    scopes: str = text(500, default="")
    expires_at: datetime | None = time(default=None)
    last_used_at: datetime | None = time(default=None)
    last_used_from: str = text(64, default="")
    revoked_at: datetime | None = time(default=None)

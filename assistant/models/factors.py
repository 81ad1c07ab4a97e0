"""Tables of second factors and passkeys: what somebody shows besides, or instead of, a password."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Index, LargeBinary
from sqlmodel import Field

from assistant.models.base import Created, id_key, ref, text, time


class Totp(Created, table=True):
    """An authenticator app; it counts once `confirmed_at` is set.

    `last_step` is the newest 30-second step whose code was used: it and older ones are spent.
    """

    __tablename__ = "totp"

    user_id: UUID = ref("app_user.id", primary_key=True)
    secret_enc: bytes = Field(sa_type=LargeBinary)
    confirmed_at: datetime | None = time(default=None)
    last_step: int = Field(default=0, sa_type=BigInteger)


class RecoveryCode(Created, table=True):
    """A code that stands in for the app, once; only its SHA-256 is kept."""

    __tablename__ = "recovery_code"
    __table_args__ = (Index(None, "user_id"),)

    id: UUID = id_key()
    user_id: UUID = ref("app_user.id")
    code_hash: bytes = Field(sa_type=LargeBinary(32), unique=True)
    used_at: datetime | None = time(default=None)


class Passkey(Created, table=True):
    """A WebAuthn credential; `backed_up` ones are kept by its maker on several devices."""

    __tablename__ = "passkey"
    __table_args__ = (Index(None, "user_id"),)

    id: UUID = id_key()
    user_id: UUID = ref("app_user.id")
    credential_id: bytes = Field(sa_type=LargeBinary(1023), unique=True)
    public_key: bytes = Field(sa_type=LargeBinary)
    sign_count: int = Field(default=0, sa_type=BigInteger)
    name: str = text(80)
    transports: str = text(100, default="")
    backed_up: bool = False
    last_used_at: datetime | None = time(default=None)

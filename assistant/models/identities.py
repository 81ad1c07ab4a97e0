"""Tables of accounts elsewhere that sign somebody in here, and of attempts under way."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, LargeBinary, UniqueConstraint
from sqlmodel import Field

from assistant.models.base import Created, id_key, ref, text, time


class Identity(Created, table=True):
    """An account at a provider that is linked to one here.

    What names it is the issuer and the subject, not the provider's key in the settings: a key may
    come to mean another issuer, whose subjects are other people. `email` is only shown.
    """

    __tablename__ = "identity"
    __table_args__ = (UniqueConstraint("issuer", "subject"), Index(None, "user_id"))

    id: UUID = id_key()
    user_id: UUID = ref("app_user.id")
    provider: str = text(32)
    issuer: str = text(255)
    subject: str = text(255)
    email: str = text(320, default="")
    last_used_at: datetime | None = time(default=None)


class Joining(Created, table=True):
    """An address that somebody signed in elsewhere with, which is not known to be theirs.

    A link was mailed to it (`token_id`). It goes with the link, or when the account is made.
    """

    __tablename__ = "joining"
    __table_args__ = (Index(None, "email_key"),)

    id: UUID = id_key()
    token_id: UUID = ref("one_time_token.id", unique=True)
    email: str = text(320)
    email_key: str = text(320)
    invitation_id: UUID | None = ref("one_time_token.id", on_delete="SET NULL", default=None)
    is_set_up: bool = False


class OauthAttempt(Created, table=True):
    """A browser that was sent to a provider and is expected back, once.

    The state, the nonce and the verifier come from the secret in that browser's cookie; here is
    only the state's SHA-256. `auth_session_id` is the sign-in that began to link, or to prove
    (`proof_page`, where the browser goes back to) that it is its owner's.
    """

    __tablename__ = "oauth_attempt"
    __table_args__ = (Index(None, "expires_at"), Index(None, "user_id"))

    id: UUID = id_key()
    state_hash: bytes = Field(sa_type=LargeBinary(32), unique=True)
    provider: str = text(32)
    user_id: UUID | None = ref("app_user.id", default=None)
    auth_session_id: UUID | None = ref("auth_session.id", default=None)
    invitation_id: UUID | None = ref("one_time_token.id", on_delete="SET NULL", default=None)
    is_set_up: bool = False
    joining_id: UUID | None = ref("joining.id", on_delete="SET NULL", default=None)
    proof_page: str = text(16, default="")
    time_zone: str = text(64, default="UTC")
    expires_at: datetime = time()

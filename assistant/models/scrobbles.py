"""Tables of scrobbling: what is playing now, sessions and last requests of programs, forwarding."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, LargeBinary
from sqlmodel import Field, SQLModel

from assistant.core.columns import BigId
from assistant.models.base import Created, id_key, ref, text, time


class PlayingNow(SQLModel, table=True):
    """What a listener's player says it plays; never a listen."""

    __tablename__ = "playing_now"

    user_id: UUID = ref("app_user.id", primary_key=True)
    track_name: str = text(300)
    artist_name: str = text(300)
    album_name: str | None = text(300, default=None)
    duration_ms: int | None = None
    client: str = text(80, default="")
    started_at: datetime = time()
    expires_at: datetime = time()


class ScrobbleSession(Created, table=True):
    """A session key of Last.fm's protocols; it opens what its token opens, as long as that does."""

    __tablename__ = "scrobble_session"

    id: UUID = id_key()
    key_hash: bytes = Field(sa_type=LargeBinary(32), unique=True)
    token_id: UUID = ref("personal_token.id", index=True)
    client: str = text(80, default="")


class ScrobbleRequest(SQLModel, table=True):
    """The last request that came with a token; never what it was shown with."""

    __tablename__ = "scrobble_request"

    token_id: UUID = ref("personal_token.id", primary_key=True)
    at: datetime = time()
    protocol: str = text(16)
    client: str = text(80, default="")
    what: str = text(200)
    outcome: str = text(200)
    good: bool = True


class Forward(Created, table=True):
    """A listen on its way to another service; written as `sending` before it is sent."""

    __tablename__ = "forward"
    __table_args__ = (Index(None, "state", "next_at"),)

    connection_id: UUID = ref("connection.id", primary_key=True)
    listen_id: int = Field(
        sa_type=BigId, foreign_key="listen.id", ondelete="CASCADE", primary_key=True, index=True
    )
    state: str = text(16, default="waiting")
    tries: int = 0
    reason: str | None = text(64, default=None)
    next_at: datetime = time()
    at: datetime = time()

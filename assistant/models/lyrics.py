"""Tables of lyrics: texts, what is known of missing ones, and questions without an answer."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from assistant.core.columns import Id
from assistant.models.base import SHARED, Created, id_key, long_text, ref, time
from assistant.models.base import text as short


class Lyrics(Created, table=True):
    """One provider's answer for a track: a text, "instrumental", or "missing" until retry_after."""

    __tablename__ = "lyrics"
    __table_args__ = (UniqueConstraint("track_id", "owner_key", "provider"),)

    id: UUID = id_key()
    track_id: UUID = ref("track.id")
    owner_key: str = short(36, default=SHARED)
    provider: str = short(32)
    provider_ref: str | None = short(64, default=None)
    state: str = short(16)
    text: str | None = long_text(default=None)
    synced: str | None = long_text(default=None)
    text_sha256: str | None = short(64, default=None, index=True)
    language: str | None = short(16, default=None)
    fetched_at: datetime = time()
    retry_after: datetime | None = time(default=None)


class LyricsQuestion(SQLModel, table=True):
    """A question to a provider that has no answer yet: being asked, or failed until retry_after.

    It belongs to the song and to nobody: whoever has the song too need not ask again. `claim`
    names who asks just now, so that no two do; an answer removes the row.
    """

    __tablename__ = "lyrics_question"

    track_id: UUID = ref("track.id", primary_key=True)
    provider: str = short(32, primary_key=True)
    tries: int = 0
    reason: str = short(64, default="")
    asked_at: datetime | None = time(default=None)
    retry_after: datetime | None = time(default=None)
    claim: UUID | None = Field(default=None, sa_type=Id)
    claimed_until: datetime | None = time(default=None)


class LyricsProvider(SQLModel, table=True):
    """How a provider of lyrics is, as the last question found it; kept over restarts."""

    __tablename__ = "lyrics_provider"

    provider: str = short(32, primary_key=True)
    state: str = short(16, default="answers")
    at: datetime = time()
    blocked_until: datetime | None = time(default=None)

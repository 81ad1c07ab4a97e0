"""The table of lyrics: texts, and what is known of texts that are missing."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint

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

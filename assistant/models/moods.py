"""Tables of the mood log: what a listener said, in which words, and what listening suggests."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from assistant.models.base import SHARED, Created, SixColumns, id_key, ref, six_checks, text, time


class MoodEntry(Created, SixColumns, table=True):
    """How a listener said they felt; the note is sealed, the id may be the client's."""

    __tablename__ = "mood_entry"
    __table_args__ = (*six_checks(), Index(None, "user_id", "recorded_at"))

    id: UUID = id_key()
    user_id: UUID = ref("app_user.id")
    recorded_at: datetime = time()
    utc_offset_min: int
    local_day: int
    local_hour: int
    input: str = text(16)
    note_enc: bytes | None = Field(default=None, sa_type=LargeBinary)
    prompt: str = text(8, default="none")
    queue_id: UUID | None = ref("queue.id", on_delete="SET NULL", default=None)
    import_id: UUID | None = ref("import_run.id", default=None)
    edited_at: datetime | None = time(default=None)
    deleted_at: datetime | None = time(default=None)


class Tag(SQLModel, table=True):
    """A word, activity, person or place that entries carry."""

    __tablename__ = "tag"
    __table_args__ = (UniqueConstraint("owner_key", "kind", "key"),)

    id: UUID = id_key()
    owner_key: str = text(36, default=SHARED)
    kind: str = text(16)
    key: str = text(80)
    name: str = text(80)
    valence: float | None = None
    arousal: float | None = None


class MoodEntryTag(SQLModel, table=True):
    """A tag on an entry."""

    __tablename__ = "mood_entry_tag"

    entry_id: UUID = ref("mood_entry.id", primary_key=True)
    tag_id: UUID = ref("tag.id", primary_key=True, index=True)


class ListeningMood(Created, SixColumns, table=True):
    """The mood of what was heard in a span: derived, never mixed with what was said."""

    __tablename__ = "listening_mood"
    __table_args__ = (*six_checks(), UniqueConstraint("user_id", "from_at", "to_at", "stamp"))

    id: UUID = id_key()
    user_id: UUID = ref("app_user.id")
    from_at: datetime = time()
    to_at: datetime = time()
    stamp: str = text(200)
    tracks_known: int
    tracks_total: int

"""The table of the library: which tracks are a listener's, and how they rate them."""

from datetime import datetime
from uuid import UUID

from sqlmodel import SQLModel

from assistant.models.base import ref, text, time


class LibraryItem(SQLModel, table=True):
    """A track in a listener's library; a favourite has rating +1."""

    __tablename__ = "library_item"

    user_id: UUID = ref("app_user.id", primary_key=True)
    track_id: UUID = ref("track.id", primary_key=True, index=True)
    added_at: datetime = time()
    source: str = text(16)
    rating: int = 0
    rated_at: datetime | None = time(default=None)
    hidden_until: datetime | None = time(default=None)
    import_id: UUID | None = ref("import_run.id", on_delete="SET NULL", default=None, index=True)

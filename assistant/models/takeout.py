"""The table of exports: files of everything about a listener, fetched by them alone."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index

from assistant.models.base import Created, id_key, ref, text, time


class Takeout(Created, table=True):
    """One export; its file lies in the data folder under its id until it runs out."""

    __tablename__ = "takeout"
    __table_args__ = (Index(None, "user_id", "created_at"),)

    id: UUID = id_key()
    user_id: UUID = ref("app_user.id")
    state: str = text(16, default="waiting")
    size: int = 0
    rows: int = 0
    expires_at: datetime | None = time(default=None)

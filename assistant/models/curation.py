"""Tables of the catalogue's care: what moderators merged, split or keep apart, to be undone."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from assistant.core.columns import BigId, Id
from assistant.models.base import SHARED, Created, id_key, json, ref, text, time


class CatalogueEdit(Created, table=True):
    """One merge, split or "keep apart" of two tracks, artists or albums.

    `from_id` became `into_id` (merge), was taken out of it (split), or never becomes it (apart).
    """

    __tablename__ = "catalogue_edit"
    __table_args__ = (Index(None, "from_id"), Index(None, "into_id"))

    id: UUID = id_key()
    verb: str = text(8)
    kind: str = text(8)
    from_id: UUID = Field(sa_type=Id)
    into_id: UUID = Field(sa_type=Id)
    from_name: str = text(620)
    into_name: str = text(620)
    made_by: UUID | None = ref("app_user.id", on_delete="SET NULL", default=None)
    undone_at: datetime | None = time(default=None)


class CatalogueEditRow(SQLModel, table=True):
    """One row that an edit moved, changed or took away, as it was; whose it is goes with it.

    `key` finds the row as the edit left it, `before` is what undoing puts back.
    """

    __tablename__ = "catalogue_edit_row"
    __table_args__ = (
        Index(None, "edit_id", "id"),
        Index(None, "user_id"),
        Index(None, "owner_key"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=BigId)
    edit_id: UUID = ref("catalogue_edit.id")
    user_id: UUID | None = ref("app_user.id", default=None)
    owner_key: str = text(36, default=SHARED)
    op: str = text(8)
    table_name: str = text(64)
    key: dict[str, Any] = json(default_factory=dict)
    before: dict[str, Any] = json(default_factory=dict)

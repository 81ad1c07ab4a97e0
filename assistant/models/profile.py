"""Tables of what a listener says about themselves: profile, and tastes beyond what was heard."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from assistant.core.columns import Id
from assistant.models.base import Created, ref, text, time


class Profile(Created, table=True):
    """A few words and a picture; the file of `photo_id` lies in the data folder."""

    __tablename__ = "profile"

    user_id: UUID = ref("app_user.id", primary_key=True)
    bio: str = text(500, default="")
    place: str = text(80, default="")
    photo_id: UUID | None = Field(default=None, sa_type=Id)
    photo_at: datetime | None = time(default=None)


class Taste(SQLModel, table=True):
    """A genre, artist or language that a listener wants more of (+1) or none of (-1)."""

    __tablename__ = "taste"

    user_id: UUID = ref("app_user.id", primary_key=True)
    kind: str = text(16, primary_key=True)
    ref: str = text(300, primary_key=True)
    stance: int

"""What an account looks like from outside, and what may be changed about it."""

import unicodedata
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from assistant.core.actor import Role


def _visible(name: str) -> str:
    """Take away what cannot be seen (controls, direction marks); something must be left."""
    seen = "".join(c for c in name if unicodedata.category(c)[0] != "C").strip()
    if not seen:
        raise ValueError("a name needs at least one visible character")
    return seen


NAME_MAX = 80
DisplayName = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=NAME_MAX),
    AfterValidator(_visible),
]


def _known_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("not a time zone of the tz database, such as Europe/Berlin")
    return name


Language = Literal["en"]  # what ui/text has words for
TimeZoneName = Annotated[str, Field(max_length=64), AfterValidator(_known_zone)]


class AccountView(BaseModel):
    """An account as its owner sees it; `delete_after` is when it goes, unless it is kept."""

    id: UUID
    email: str
    email_verified: bool
    display_name: str
    role: Role
    locale: str
    time_zone: str
    is_sample: bool
    created_at: datetime
    delete_after: datetime | None = None


class PersonView(BaseModel):
    """Somebody with an account here, as moderators and admins see them.

    `email` is for admins, null for moderators; `leaving` says that deletion was asked for,
    `locked` that an admin lets nobody in by it.
    """

    id: UUID
    display_name: str
    role: Role
    email: str | None
    created_at: datetime
    leaving: bool
    locked: bool


class AccountChange(BaseModel):
    """What an owner may change; what is left out stays."""

    display_name: DisplayName | None = None
    time_zone: TimeZoneName | None = None
    locale: Language | None = None

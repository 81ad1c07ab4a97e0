"""What crosses the border when somebody signs up, in or out."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from assistant.accounts.schemas import DisplayName, TimeZoneName

PASSWORD_MAX = 1000
Email = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=320)]
Password = Annotated[str, Field(min_length=1, max_length=PASSWORD_MAX)]


class Registration(BaseModel):
    """A new account; `setup_code` makes the first one the admin when not on this machine."""

    email: Email
    password: Password
    display_name: DisplayName
    time_zone: TimeZoneName = "UTC"
    setup_code: str | None = Field(default=None, max_length=200)


class Credentials(BaseModel):
    """An address and its password."""

    email: Email
    password: Password


class RefreshToken(BaseModel):
    """The token that a new pair is given for."""

    refresh_token: Annotated[str, Field(min_length=1, max_length=500)]


class TokenPair(BaseModel):
    """A short-lived access token and the refresh token that follows it up."""

    access_token: str
    token_type: Literal["bearer"] = "bearer"  # noqa: S105 - the kind, no secret
    expires_in: int
    refresh_token: str


class AuthSessionView(BaseModel):
    """One sign-in of the actor's."""

    id: UUID
    kind: Literal["browser", "api"]
    device: str
    address: str
    created_at: datetime
    last_seen_at: datetime
    current: bool

"""What crosses the border when somebody signs up, in or out."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from assistant.accounts.schemas import DisplayName, PersonView, TimeZoneName
from assistant.core.actor import Role

PASSWORD_MAX = 1000
Email = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=320)]
Password = Annotated[str, Field(min_length=1, max_length=PASSWORD_MAX)]
FormText = Annotated[str, Field(max_length=1000)]
LinkSecret = Annotated[str, Field(min_length=1, max_length=200)]
Place = Literal["this_machine", "home_network", "elsewhere"]


class Registration(BaseModel):
    """A new account; `setup_code` makes the first one the admin when not on this machine.

    `invitation` is the secret of a link that an admin made.
    """

    email: Email
    password: Password
    display_name: DisplayName
    time_zone: TimeZoneName = "UTC"
    setup_code: str | None = Field(default=None, max_length=200)
    invitation: LinkSecret | None = None


class SignUpForm(BaseModel):
    """The dashboard's form as it comes; what it leaves empty counts as left out."""

    email: FormText = ""
    password: FormText = ""
    display_name: FormText = ""
    setup_code: FormText = ""
    time_zone: FormText = "UTC"
    invitation: FormText = ""

    def filled(self) -> dict[str, str]:
        """The fields that hold something."""
        return {name: text for name, text in self.model_dump().items() if text}


class ConfirmFirst(BaseModel):
    """An account that can be used once its address is confirmed."""

    state: Literal["confirm_address"] = "confirm_address"
    detail: str = "A mail was sent to this address. It says what comes next."


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
    place: Place
    created_at: datetime
    last_seen_at: datetime
    current: bool


class EmailOnly(BaseModel):
    """An address that something is to be mailed to."""

    email: Email


class Confirmation(BaseModel):
    """A mailed link's secret; and the account's password, from who is not signed in to it."""

    token: LinkSecret
    password: Password | None = None


class PasswordReset(BaseModel):
    """A new password, by the secret of a mailed link."""

    token: LinkSecret
    password: Password


class PasswordChange(BaseModel):
    """A new password, by the current one."""

    current_password: Password
    new_password: Password


class RoleChange(BaseModel):
    """What somebody is to be, by the admin's password; without one, by a fresh proof."""

    role: Role
    current_password: Password | None = None


class LockChange(BaseModel):
    """Whether an account is locked, by the admin's password; without one, by a fresh proof."""

    locked: bool
    current_password: Password | None = None


class PersonSeen(PersonView):
    """Somebody with an account here; when they were last seen, and sign-ins, are for admins."""

    last_seen_at: datetime | None
    sign_ins: int | None


class InvitationWish(BaseModel):
    """How long an invitation is to be good for."""

    days: Annotated[int, Field(ge=1, le=30)] = 7


class InvitationView(BaseModel):
    """An invitation that nobody used yet."""

    id: UUID
    created_at: datetime
    expires_at: datetime


class InvitationMade(InvitationView):
    """A fresh invitation: its link is shown this once."""

    url: str
    token: str


class MailState(BaseModel):
    """Where mail goes: to a server, or as files into a folder."""

    smtp_host: str | None
    outbox: str | None
    sender: str

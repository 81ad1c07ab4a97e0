"""What crosses the border when somebody signs in with an account elsewhere, or links one."""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import BaseModel, Field, model_validator

from assistant.accounts.schemas import TimeZoneName
from assistant.auth.schemas import LinkSecret, Password

ProofPage = Literal["security", "data"]


class ProviderView(BaseModel):
    """Somebody to sign in with: `key` stands in addresses, `name` on the button."""

    key: str
    name: str


class OauthWish(BaseModel):
    """How an attempt is to end.

    Attributes:
        link: link the account to the one that is signed in here, instead of signing in.
        prove: prove that it is still its owner who is signed in here, instead of signing in; says
            which page about them the browser then goes back to.
        current_password: for linking, unless it was shown or signed in with just now.
        invitation: the secret of an invitation, for a new account.
        join: the secret of a mailed link that shows that the address there is one's own.
        setup_code: makes the first account the admin when not on this machine.
        time_zone: of a new account.
    """

    link: bool = False
    prove: ProofPage | None = None
    current_password: Password | None = None
    invitation: LinkSecret | None = None
    join: LinkSecret | None = None
    setup_code: Annotated[str | None, Field(max_length=200)] = None
    time_zone: TimeZoneName = "UTC"

    @model_validator(mode="after")
    def _one_end(self) -> Self:
        if self.link and self.prove:
            raise ValueError("either link or prove")
        return self


class OauthBegun(BaseModel):
    """The provider's page to open in the browser that has the cookie of this answer."""

    url: str


class IdentityView(BaseModel):
    """An account elsewhere that signs its owner in here."""

    id: UUID
    provider: str
    name: str
    email: str
    created_at: datetime
    last_used_at: datetime | None
    works: bool

"""What connecting a service that listens are passed on to takes, and what is shown of it."""

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import BaseModel, Field, StringConstraints, model_validator

from assistant.scrobbles.forward_rules import Provider

# As a header takes it; blanks of a copy are dropped.
Key = Annotated[
    str,
    StringConstraints(strip_whitespace=True, pattern=r"^[!-~]+$", max_length=200),
    Field(repr=False),
]


class ListenBrainzIn(BaseModel):
    """The listener's user token at ListenBrainz."""

    token: Key


class LastfmIn(BaseModel):
    """An application's key and secret at Last.fm, and whose listens are sent.

    Either a session key, or name and password: those open a session once and are not kept.
    """

    api_key: Key
    api_secret: Key
    session_key: Annotated[str, Field(max_length=200, repr=False)] = ""
    user_name: Annotated[str, Field(max_length=200)] = ""
    password: Annotated[str, Field(max_length=200, repr=False)] = ""

    @model_validator(mode="after")
    def _is_somebody(self) -> Self:
        if not self.session_key and not (self.user_name and self.password):
            raise ValueError("give session_key, or user_name and password")
        return self


class UncertainIn(BaseModel):
    """What becomes of listens of which nobody knows whether they arrived."""

    send: bool


class ForwardTarget(BaseModel):
    """A service that listens are passed on to.

    Attributes:
        state: "reconnect" when it does not take our key any more.
        waiting: not sent yet; they are, as soon as the service answers.
        uncertain: sent, and nobody knows whether they arrived: yours to decide.
        failed: not taken, for good.
    """

    provider: Provider
    state: Literal["off", "connected", "reconnect"]
    account_name: str | None = None
    since: datetime | None = None
    waiting: int = 0
    sent: int = 0
    uncertain: int = 0
    failed: int = 0

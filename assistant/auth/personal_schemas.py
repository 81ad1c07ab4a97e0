"""What a personal token looks like from outside, and what is asked for to make one."""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import BaseModel, Field, model_validator

from assistant.accounts.schemas import DisplayName
from assistant.auth.schemas import Password, Place
from assistant.core.permissions import CHOOSABLE, Scope

TokenKind = Literal["api", "scrobble"]
DAYS_MAX = 3650


class TokenWish(BaseModel):
    """A token to be made, by the current password; without one, by a fresh proof.

    `scopes` is what a token of the kind "api" allows; "…:write" includes "…:read". A token of the
    kind "scrobble" has none: it reports what was heard, reads it back by the same protocols, and
    opens nothing else. Without `days` the token is good until it is revoked.
    """

    name: DisplayName
    kind: TokenKind = "api"
    scopes: Annotated[list[Scope], Field(max_length=len(CHOOSABLE))] = []
    days: Annotated[int | None, Field(ge=1, le=DAYS_MAX)] = 90
    current_password: Password | None = None

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        if self.kind == "scrobble" and self.scopes:
            raise ValueError("a scrobble token has no scopes")
        if self.kind == "api" and (not self.scopes or "scrobble" in self.scopes):
            raise ValueError("choose at least one scope; scrobbling has tokens of its own kind")
        return self


class TokenView(BaseModel):
    """A token that was not revoked; its text was shown once and is not known any more."""

    id: UUID
    kind: TokenKind
    name: str
    scopes: list[Scope]
    created_at: datetime
    expires_at: datetime | None
    expired: bool
    last_used_at: datetime | None
    last_used_from: str
    last_used_place: Place | None


class TokenMade(TokenView):
    """A fresh token: `token` is its text, shown this once."""

    token: str

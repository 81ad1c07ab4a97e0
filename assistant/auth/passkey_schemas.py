"""What crosses the border about passkeys, in or out; ceremonies speak WebAuthn's own JSON."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

PasskeyName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
Credential = Annotated[
    dict[str, Any], Field(description="what the browser's `credential.toJSON()` gives")
]


class PasskeyNew(BaseModel):
    """A passkey that a browser made for `/auth/passkeys/options`, and what to call it."""

    credential: Credential
    name: PasskeyName | None = None


class PasskeyUse(BaseModel):
    """What a browser answered to `/auth/passkeys/sign-in/options`."""

    credential: Credential


class PasskeyChange(BaseModel):
    """Another name for a passkey."""

    name: PasskeyName


class PasskeyView(BaseModel):
    """One passkey of the actor's.

    Attributes:
        id: ours, not the credential's.
        name: as its owner calls it.
        backed_up: whether its maker keeps it on several devices.
        created_at: when it was added.
        last_used_at: when it last signed in.
    """

    id: UUID
    name: str
    backed_up: bool
    created_at: datetime
    last_used_at: datetime | None

"""What crosses the border about second factors, passkeys and proofs, in or out."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import BaseModel, Field, model_validator

from assistant.auth.schemas import LinkSecret, Password

Code = Annotated[str, Field(min_length=1, max_length=100)]


class SecondStep(BaseModel):
    """The challenge that came after the password, and a code of the app or a recovery code."""

    challenge: LinkSecret
    code: Code


class Proof(BaseModel):
    """Either a password, or a code of the app or a recovery code."""

    password: Password | None = None
    code: Code | None = None

    @model_validator(mode="after")
    def _one_of_them(self) -> Self:
        if (self.password is None) == (self.code is None):
            raise ValueError("give either a password or a code")
        return self


class MaybePassword(BaseModel):
    """The current password; left out by who signed in just now."""

    password: Password | None = None


class CodeOnly(BaseModel):
    """A code of the app."""

    code: Code


class TwoFactorOff(BaseModel):
    """The current password, and a code of the app or a recovery code."""

    password: Password | None = None
    code: Code


class AppSetup(BaseModel):
    """What an authenticator app needs; shown this once.

    Attributes:
        secret: in base32, to be typed.
        otpauth_url: the same as an address.
        qr_svg: the same as a picture, to be scanned.
    """

    secret: str
    otpauth_url: str
    qr_svg: str


class RecoveryCodes(BaseModel):
    """Codes that stand in for the app, each once; shown this once."""

    recovery_codes: list[str]


class TwoFactorState(BaseModel):
    """Whether the second factor is on.

    Attributes:
        enabled: whether a code is asked for after the password.
        enabled_at: since when.
        recovery_codes_left: of ten.
        fresh: whether factors can be changed now without a further proof.
    """

    enabled: bool
    enabled_at: datetime | None
    recovery_codes_left: int
    fresh: bool

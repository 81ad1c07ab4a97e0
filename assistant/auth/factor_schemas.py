"""What crosses the border about second factors, passkeys and proofs, in or out."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import BaseModel, Field, model_validator

from assistant.auth.identity_schemas import ProviderView
from assistant.auth.passkey_schemas import Credential
from assistant.auth.schemas import LinkSecret, Password

Code = Annotated[str, Field(min_length=1, max_length=100)]


class SecondStep(BaseModel):
    """The challenge that came after the password, and a code of the app or a recovery code."""

    challenge: LinkSecret
    code: Code


class Proof(BaseModel):
    """One of: a password, a code of the app or a recovery code, a passkey's answer.

    Attributes:
        password: of the account.
        code: of the app, or a recovery code.
        credential: what the browser answered to `/auth/proof/passkey-options`.
    """

    password: Password | None = None
    code: Code | None = None
    credential: Credential | None = None

    @model_validator(mode="after")
    def _one_of_them(self) -> Self:
        if [self.password, self.code, self.credential].count(None) != 2:
            raise ValueError("give one: a password, a code, or a passkey's answer")
        return self


class ProofWays(BaseModel):
    """What somebody can show to prove that it is them.

    Attributes:
        fresh: they did so lately; nothing needs to be shown now.
        password: they have one.
        code: codes of an app are on.
        passkey: they have one, and browsers use it under this address.
        providers: where they can sign in again: `GET /auth/oauth/{key}?prove=security`.
    """

    fresh: bool
    password: bool
    code: bool
    passkey: bool
    providers: list[ProviderView]


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

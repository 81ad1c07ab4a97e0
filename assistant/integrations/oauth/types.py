"""What providers of sign-ins are asked with and what they say, whichever protocol they speak."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from assistant.core.sign_in_settings import SignInProvider


@dataclass(frozen=True, slots=True)
class Challenge:
    """What one attempt to sign in is bound by; nothing of it is guessable.

    Attributes:
        state: echoed by the provider's redirect.
        nonce: echoed in the ID token (OpenID Connect).
        verifier: shown with the code; the provider saw only its hash (PKCE, RFC 7636).
        redirect_uri: where the provider sends the browser back to.
    """

    state: str = field(repr=False)
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)
    redirect_uri: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the provider's redirect says: a code, or an error such as "access_denied".

    Attributes:
        state: as sent.
        code: to be shown at the token endpoint.
        error: the provider's word for what went wrong; empty when nothing did.
        issuer: who answers, where the provider says so (RFC 9207).
    """

    state: str = field(repr=False)
    code: str = field(default="", repr=False)
    error: str = ""
    issuer: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Who signed in there.

    Attributes:
        issuer: who says so; `subject` is unique within it and never given to another.
        subject: the account's lasting id.
        email: its address, where one is told.
        email_verified: whether the provider knows that the address is theirs.
        name: what they call themselves; may be empty.
        second_factor: whether the provider says that it asked for more than a password.
        signed_in_at: when they last showed the provider who they are, where it says so.
    """

    issuer: str
    subject: str
    email: str | None = None
    email_verified: bool = False
    name: str = ""
    second_factor: bool = False
    signed_in_at: datetime | None = None


class Door(Protocol):
    """One provider, whichever protocol it speaks."""

    @property
    def provider(self) -> SignInProvider:
        """As the settings have it."""

    def authorize_url(self, challenge: Challenge, *, again: bool = False) -> str:
        """Where to send the browser; `again` asks for a new sign-in there, where that can be asked.

        Raises:
            UpstreamError: the provider's description cannot be read.
        """

    def check_issuer(self, issuer: str | None) -> None:
        """Refuse an answer that another provider gave (RFC 9207); None says nothing.

        Raises:
            UpstreamError: "oauth_lied".
        """

    def who(self, answer: Answer, challenge: Challenge, now: datetime) -> Person:
        """Trade a code for the word of who signed in.

        Raises:
            UpstreamError: it is down, slow, refuses the code, or says what cannot be.
        """

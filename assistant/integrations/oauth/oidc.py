"""OpenID Connect: discovery, the code flow, and the ID token's word for who signed in."""

import threading
import time
from datetime import UTC, datetime
from typing import Any

from joserfc.jwk import Key

from assistant.core.columns import clean_text
from assistant.core.sign_in_settings import SignInProvider
from assistant.integrations.oauth.errors import lied
from assistant.integrations.oauth.id_token import Expected, read_id_token
from assistant.integrations.oauth.metadata import (
    Metadata,
    find_key,
    read_keys,
    read_metadata,
    same_issuer,
)
from assistant.integrations.oauth.types import Answer, Challenge, Person
from assistant.integrations.oauth.web import Web, ask_url

SCOPE = "openid email profile"
KEPT_FOR_S = 3_600.0
_SECONDS_MAX = 10**11
SUBJECT_MAX = 255  # OpenID Connect Core 1.0, 2


class OidcDoor:
    """One OpenID Connect provider; its description and keys are kept for an hour.

    Args:
        provider: as the settings have it.
        web: its endpoints.
    """

    def __init__(self, provider: SignInProvider, web: Web) -> None:
        self.provider = provider
        self._web = web
        self._lock = threading.Lock()
        self._metadata: tuple[float, Metadata] | None = None
        self._keys: tuple[float, list[Key]] | None = None

    def authorize_url(self, challenge: Challenge, *, again: bool = False) -> str:
        """Where to send the browser; `again` asks for a new sign-in (Core 1.0, 3.1.2.1)."""
        endpoint = self._described().authorization_endpoint
        more = {"max_age": "0"} if again else {}
        return ask_url(endpoint, self.provider, challenge, SCOPE, nonce=challenge.nonce, **more)

    def check_issuer(self, issuer: str | None) -> None:
        """Refuse an answer that another provider gave."""
        if issuer is not None and not same_issuer(issuer, self.provider.issuer):
            raise lied(self.provider.name, "the answer names another issuer")

    def who(self, answer: Answer, challenge: Challenge, now: datetime) -> Person:
        """Trade a code for the word of who signed in."""
        described = self._described()
        if described.names_issuer and answer.issuer != described.issuer:
            raise lied(self.provider.name, "the answer does not name its issuer")
        came = self._web.trade(
            described.token_endpoint, answer.code, challenge, in_header=described.secret_in_header
        )
        token: str = came["access_token"]
        expected = Expected(described, self.provider.client_id, challenge.nonce, token, now)
        try:
            claims = read_id_token(came.get("id_token"), expected, self._key_of)
            return self._person(described, self._filled(described, claims, token))
        except ValueError as error:
            raise lied(self.provider.name, str(error)) from error

    def _filled(self, described: Metadata, claims: dict[str, Any], token: str) -> dict[str, Any]:
        """The claims, with what only user info says; both must mean the same person."""
        if "email" in claims or described.userinfo_endpoint is None:
            return claims
        more = self._web.get(described.userinfo_endpoint, token)
        if not isinstance(more, dict) or more.get("sub") != claims.get("sub"):
            raise ValueError("user info is about somebody else")
        told = ("email", "email_verified", "name", "preferred_username")
        return {**{name: more[name] for name in told if name in more}, **claims}

    def _person(self, described: Metadata, claims: dict[str, Any]) -> Person:
        amr = claims.get("amr")
        name = claims.get("name") or claims.get("preferred_username")
        email = claims.get("email")
        return Person(
            issuer=described.issuer,
            subject=checked_subject(claims.get("sub")),
            email=email if isinstance(email, str) and email else None,
            email_verified=claims.get("email_verified") is True
            or claims.get("email_verified") == "true",  # some write the flag as a word
            name=name if isinstance(name, str) else "",
            signed_in_at=_moment(claims.get("auth_time")),
            second_factor=isinstance(amr, list) and "mfa" in amr,
        )

    def _described(self) -> Metadata:
        with self._lock:
            kept = self._metadata
        if kept is not None and time.monotonic() - kept[0] < KEPT_FOR_S:
            return kept[1]
        base = self.provider.issuer.removesuffix("/")
        said = self._web.get(f"{base}/.well-known/openid-configuration")
        try:
            found = read_metadata(said, self.provider.issuer)
        except ValueError as error:
            raise lied(self.provider.name, str(error)) from error
        with self._lock:
            self._metadata = (time.monotonic(), found)
        return found

    def _key_of(self, algorithm: str, kid: object) -> Key | None:
        """A key of the provider's; one that is not known may be new, so they are fetched again."""
        with self._lock:
            kept = self._keys
        if kept is not None and time.monotonic() - kept[0] < KEPT_FOR_S:
            found = find_key(kept[1], algorithm, kid)
            if found is not None:
                return found
        keys = read_keys(self._web.get(self._described().jwks_uri))
        with self._lock:
            self._keys = (time.monotonic(), keys)
        return find_key(keys, algorithm, kid)


def _moment(said: object) -> datetime | None:
    """A time that a claim says in seconds; None when it says none."""
    if isinstance(said, bool) or not isinstance(said, int) or not 0 <= said < _SECONDS_MAX:
        return None
    return datetime.fromtimestamp(said, UTC)


def checked_subject(subject: object) -> str:
    """An account's id, fit to be stored whole: cut or cleaned it could be another's.

    Raises:
        ValueError: it is not.
    """
    if not isinstance(subject, str) or not subject or clean_text(subject, SUBJECT_MAX) != subject:
        raise ValueError("no subject that can be kept")
    return subject

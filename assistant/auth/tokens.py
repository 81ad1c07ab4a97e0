"""Access and refresh tokens: JWTs signed with Ed25519, naming one sign-in."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from assistant.auth.rules import ACCESS_LIFETIME
from assistant.core.errors import NotAuthenticated

_ALGORITHM = "Ed25519"
_AUDIENCE = "attune-api"
_REFRESH = "attune-refresh"


@dataclass(frozen=True, slots=True)
class AccessClaims:
    """What an access token says."""

    auth_session_id: UUID


class TokenSigner:
    """Makes and reads tokens.

    Args:
        seed: 32 bytes, this installation's own.
    """

    def __init__(self, seed: bytes) -> None:
        pem = Ed25519PrivateKey.from_private_bytes(seed).private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
        )
        self._key = OKPKey.import_key(pem)

    def sign(self, auth_session_id: UUID, now: datetime) -> str:
        """A token for one sign-in, good for `ACCESS_LIFETIME`."""
        issued = int(now.timestamp())
        claims = {
            "sid": str(auth_session_id),
            "aud": _AUDIENCE,
            "iat": issued,
            "exp": issued + int(ACCESS_LIFETIME.total_seconds()),
        }
        return jwt.encode({"alg": _ALGORITHM}, claims, self._key, algorithms=[_ALGORITHM])

    def sign_refresh(self, auth_session_id: UUID) -> str:
        """A refresh token for one sign-in, unlike any other; how long it is good, the row says."""
        claims = {"sid": str(auth_session_id), "aud": _REFRESH, "jti": secrets.token_urlsafe(16)}
        return jwt.encode({"alg": _ALGORITHM}, claims, self._key, algorithms=[_ALGORITHM])

    def read_refresh(self, token: str) -> UUID | None:
        """The sign-in whose refresh token this is or was; None when it is none of ours."""
        registry = jwt.JWTClaimsRegistry(aud={"essential": True, "value": _REFRESH})
        try:
            claims = jwt.decode(token, self._key, algorithms=[_ALGORITHM]).claims
            registry.validate(claims)
            return UUID(claims["sid"])
        except (JoseError, KeyError, ValueError, TypeError, AttributeError):
            return None

    def read(self, token: str, now: datetime) -> AccessClaims:
        """What an access token says.

        Raises:
            NotAuthenticated: it is none of ours, or has run out.
        """
        registry = jwt.JWTClaimsRegistry(
            now=int(now.timestamp()),
            aud={"essential": True, "value": _AUDIENCE},
            exp={"essential": True},
            sid={"essential": True},
        )
        try:
            claims = jwt.decode(token, self._key, algorithms=[_ALGORITHM]).claims
            registry.validate(claims)
            return AccessClaims(UUID(claims["sid"]))
        except (JoseError, ValueError, TypeError, AttributeError) as error:
            raise NotAuthenticated(
                "token_not_valid", "This access token is no longer good. Refresh it or sign in."
            ) from error

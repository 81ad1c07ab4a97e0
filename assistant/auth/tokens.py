"""Access tokens: short-lived JWTs signed with Ed25519, naming one sign-in."""

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


@dataclass(frozen=True, slots=True)
class AccessClaims:
    """What an access token says."""

    auth_session_id: UUID


class TokenSigner:
    """Makes and reads access tokens.

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

    def read(self, token: str, now: datetime) -> AccessClaims:
        """What a token says.

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

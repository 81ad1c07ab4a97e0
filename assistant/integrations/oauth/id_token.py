"""The ID token: its signature, and every claim that says for whom, by whom and when it was made."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from authlib.oidc.core import CodeIDToken
from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import Key

from assistant.integrations.oauth.metadata import Metadata

LEEWAY_S = 60
OLDEST_S = 600
_LENGTH_MAX = 32_000
KeyOf = Callable[[str, object], Key | None]


@dataclass(frozen=True, slots=True)
class Expected:
    """What a token must fit to.

    Attributes:
        metadata: of the provider.
        client_id: of our app.
        nonce: of the attempt.
        access_token: that came with it.
        now: the time.
    """

    metadata: Metadata
    client_id: str
    nonce: str
    access_token: str
    now: datetime


def read_id_token(token: object, expected: Expected, key_of: KeyOf) -> dict[str, Any]:
    """The claims of an ID token (OpenID Connect Core 1.0, 3.1.3.7).

    Args:
        token: as it came.
        expected: what it must fit to.
        key_of: finds the provider's key by algorithm and key id.

    Raises:
        ValueError: it is not to be believed; the message says why, without its content.
    """
    if not isinstance(token, str) or len(token) > _LENGTH_MAX:
        raise ValueError("no ID token")
    try:
        header = jws.extract_compact(token.encode()).headers()
        algorithm = header.get("alg")
        if algorithm not in expected.metadata.algorithms:
            raise ValueError("an algorithm that is not allowed")
        key = key_of(algorithm, header.get("kid"))
        if key is None:
            raise ValueError("signed by an unknown key")
        claims = jwt.decode(token, key, algorithms=[algorithm]).claims
        _check(claims, header, expected)
    except (JoseError, TypeError, AttributeError, KeyError, RecursionError) as error:
        raise ValueError(f"ID token: {type(error).__name__}") from error
    return claims


def _check(claims: dict[str, Any], header: dict[str, Any], expected: Expected) -> None:
    now_s = int(expected.now.timestamp())
    options = {
        "iss": {"essential": True, "value": expected.metadata.issuer},
        "aud": {"essential": True, "value": expected.client_id},
        "exp": {"essential": True},
        "iat": {"essential": True},
        "nonce": {"essential": True, "value": expected.nonce},
    }
    told = {
        "nonce": expected.nonce,
        "client_id": expected.client_id,
        "access_token": expected.access_token,
    }
    CodeIDToken(claims, header, options, told).validate(now_s, LEEWAY_S)
    if not isinstance(claims["iss"], str) or not isinstance(claims["nonce"], str):
        raise ValueError("iss or nonce is no text")  # noqa: TRY004 - the provider's value is wrong
    issued = claims["iat"]
    if isinstance(issued, bool) or not now_s - OLDEST_S <= issued <= now_s + LEEWAY_S:
        raise ValueError("issued long ago, or not yet")

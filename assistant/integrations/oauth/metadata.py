"""How an OpenID Connect provider describes itself, and the keys it signs with."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from joserfc.errors import JoseError
from joserfc.jwk import Key, KeySet

from assistant.core.sign_in_settings import is_this_machine

# Asymmetric ones only: with a symmetric one whoever knows our client's secret, or takes a public
# key for a secret, could sign.
ALGORITHMS = (
    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA",
    "Ed25519",
)  # fmt: skip
_KEY_TYPES = {"RS": "RSA", "PS": "RSA", "ES": "EC", "Ed": "OKP"}
_ADDRESS_MAX = 2_000


@dataclass(frozen=True, slots=True)
class Metadata:
    """The part of the discovery document that is used (OpenID Connect Discovery 1.0, 3)."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str | None
    algorithms: tuple[str, ...]
    secret_in_header: bool
    names_issuer: bool


def same_issuer(one: str, other: str) -> bool:
    """Whether two issuers are one; people write the slash at the end or leave it."""
    return one.removesuffix("/") == other.removesuffix("/")


def read_metadata(said: Any, issuer: str) -> Metadata:
    """Read a discovery document.

    Args:
        said: the JSON that came.
        issuer: of the settings.

    Raises:
        ValueError: it is another issuer's, or something needed is missing or not safe.
    """
    if not isinstance(said, dict) or not isinstance(said.get("issuer"), str):
        raise ValueError("no discovery document")  # noqa: TRY004 - the provider's value is wrong
    if not same_issuer(said["issuer"], issuer):
        raise ValueError("the discovery document is another issuer's")
    local = is_this_machine(urlsplit(issuer).hostname or "") and issuer.startswith("http:")
    offered = said.get("id_token_signing_alg_values_supported", ["RS256"])
    methods = said.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    if not isinstance(offered, list) or not isinstance(methods, list):
        raise ValueError("algorithms or methods are no lists")  # noqa: TRY004 - as above
    userinfo = said.get("userinfo_endpoint")
    return Metadata(
        issuer=said["issuer"],
        authorization_endpoint=_address(said, "authorization_endpoint", local=local),
        token_endpoint=_address(said, "token_endpoint", local=local),
        jwks_uri=_address(said, "jwks_uri", local=local),
        userinfo_endpoint=_address(said, "userinfo_endpoint", local=local) if userinfo else None,
        algorithms=tuple(name for name in ALGORITHMS if name in offered),
        secret_in_header="client_secret_basic" in methods,
        names_issuer=said.get("authorization_response_iss_parameter_supported") is True,
    )


def read_keys(said: Any) -> list[Key]:
    """Read a JSON Web Key Set; what does not sign is left out.

    Raises:
        ValueError: it is none.
    """
    try:
        keys = KeySet.import_key_set(said).keys
        return [key for key in keys if key.key_type != "oct" and key.get("use", "sig") == "sig"]
    except (JoseError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise ValueError("no key set") from error


def find_key(keys: list[Key], algorithm: str, kid: object) -> Key | None:
    """The key of a token: by its id; without one, the only key of the kind."""
    kind = _KEY_TYPES[algorithm[:2]]
    fitting = [
        key for key in keys if key.key_type == kind and key.get("alg", algorithm) == algorithm
    ]
    if kid is not None:
        fitting = [key for key in fitting if key.get("kid") == kid]
    return fitting[0] if len(fitting) == 1 else None


def _address(said: dict[str, Any], name: str, *, local: bool) -> str:
    value = said.get(name)
    if not isinstance(value, str) or len(value) > _ADDRESS_MAX:
        raise ValueError(f"{name} is missing")
    parts = urlsplit(value)
    own = local and parts.scheme == "http" and is_this_machine(parts.hostname or "")
    if not parts.hostname or parts.fragment or not (parts.scheme == "https" or own):
        raise ValueError(f"{name} is no https address")
    return value

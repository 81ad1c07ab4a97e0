"""WebAuthn's two ceremonies: what a browser is asked, and whether its answer holds; no database."""

import ipaddress
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlsplit

import webauthn
from webauthn.helpers import base64url_to_bytes
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from assistant.core.errors import RuleViolated
from assistant.core.settings import Settings

RP_NAME = "Attune"
TIMEOUT_MS = 300_000
_LENGTH_MAX = 20_000


@dataclass(frozen=True, slots=True)
class Made:
    """A passkey that was just made."""

    credential_id: bytes
    public_key: bytes
    sign_count: int
    backed_up: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """What a passkey's answer said."""

    sign_count: int
    backed_up: bool


def party(settings: Settings) -> str | None:
    """The name that passkeys are bound to; None where browsers would make none.

    They bind them to a name, never to a number such as 127.0.0.1, and want https but for
    localhost.
    """
    parts = urlsplit(settings.origin)
    name = parts.hostname or ""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        local = name == "localhost" or name.endswith(".localhost")
        return name if parts.scheme == "https" or local else None
    return None


def options_to_make(
    rp_id: str, challenge: str, user_id: bytes, name: str, shown: str, known: list[bytes]
) -> dict[str, Any]:
    """What `navigator.credentials.create` is given, as JSON; `known` ones are not made twice."""
    options = webauthn.generate_registration_options(
        rp_id=rp_id, rp_name=RP_NAME, user_id=user_id, user_name=name, user_display_name=shown,
        challenge=base64url_to_bytes(challenge), timeout=TIMEOUT_MS,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=each) for each in known],
    )  # fmt: skip
    return cast("dict[str, Any]", json.loads(webauthn.options_to_json(options)))


def options_to_use(rp_id: str, challenge: str, known: Sequence[bytes] = ()) -> dict[str, Any]:
    """What `navigator.credentials.get` is given, as JSON: one of `known`, else any of this site."""
    options = webauthn.generate_authentication_options(
        rp_id=rp_id, challenge=base64url_to_bytes(challenge), timeout=TIMEOUT_MS,
        allow_credentials=[PublicKeyCredentialDescriptor(id=each) for each in known],
        user_verification=UserVerificationRequirement.REQUIRED,
    )  # fmt: skip
    return cast("dict[str, Any]", json.loads(webauthn.options_to_json(options)))


def challenge_in(credential: dict[str, Any]) -> str:
    """The challenge that an answer says it answers.

    Raises:
        RuleViolated: it cannot be read.
    """
    try:
        if len(json.dumps(credential)) > _LENGTH_MAX:
            raise _unreadable()
        client_data = json.loads(base64url_to_bytes(credential["response"]["clientDataJSON"]))
        return str(client_data["challenge"])
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise _unreadable() from error


def credential_id_in(credential: dict[str, Any]) -> bytes:
    """Which credential answers; empty when that cannot be read."""
    try:
        return base64url_to_bytes(credential["id"])
    except (KeyError, TypeError, ValueError, AttributeError):
        return b""


def check_made(settings: Settings, rp_id: str, credential: dict[str, Any], challenge: str) -> Made:
    """A passkey that was made for a challenge, at this address, by a person who was verified.

    Raises:
        RuleViolated: it was not.
    """
    try:
        found = webauthn.verify_registration_response(
            credential=credential, expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=rp_id, expected_origin=settings.origin, require_user_verification=True,
        )  # fmt: skip
    except Exception as error:  # hostile bytes fail in many ways, all of them a refusal
        raise _unreadable() from error
    return Made(
        credential_id=found.credential_id, public_key=found.credential_public_key,
        sign_count=found.sign_count, backed_up=found.credential_backed_up,
    )  # fmt: skip


def check_answer(
    settings: Settings, rp_id: str, credential: dict[str, Any], challenge: str, public_key: bytes
) -> Answered | None:
    """What a passkey's answer to a challenge says; None when it does not hold.

    Its count is not judged here: a copy is told from a wrong answer by whoever knows the last one.
    """
    try:
        found = webauthn.verify_authentication_response(
            credential=credential, expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=rp_id, expected_origin=settings.origin, require_user_verification=True,
            credential_public_key=public_key, credential_current_sign_count=0,
        )  # fmt: skip
    except Exception:  # noqa: BLE001 - hostile bytes fail in many ways, all of them a refusal
        return None
    return Answered(sign_count=found.new_sign_count, backed_up=found.credential_backed_up)


def _unreadable() -> RuleViolated:
    return RuleViolated(
        "passkey_not_valid", "This passkey's answer does not hold. Try again.",
        pointer="/credential",
    )  # fmt: skip

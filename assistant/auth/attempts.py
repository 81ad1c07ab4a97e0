"""Attempts to sign in elsewhere: bound to one browser by its cookie, good once and not for long.

Everything that must be kept until the provider answers comes from one random secret in the
browser's cookie. The database holds the SHA-256 of the state, so that an attempt ends with the
first answer to it; whoever has the state and not the cookie has nothing.
"""

import base64
import hmac
import secrets
from datetime import timedelta
from uuid import UUID

from assistant.auth import identity_repository as repository
from assistant.core.credentials import Seen
from assistant.core.crypto import hash_token
from assistant.core.errors import RuleViolated
from assistant.core.settings import Settings
from assistant.core.unit_of_work import UnitOfWork
from assistant.integrations.oauth import Challenge
from assistant.models.identities import OauthAttempt

COOKIE = "attune_oauth"
SECURE_COOKIE = "__Host-attune_oauth"
LIFETIME = timedelta(minutes=10)


def cookie_name(settings: Settings) -> str:
    """The cookie's name; browsers hold the `__Host-` prefix to https and this host."""
    return SECURE_COOKIE if settings.secure else COOKIE


def redirect_uri(settings: Settings, provider: str) -> str:
    """Where a provider sends the browser back to; one of its own for each."""
    return f"{settings.origin}/api/v1/auth/oauth/{provider}/callback"


def new_secret() -> str:
    """A fresh secret of 256 bits for a browser's cookie."""
    return secrets.token_urlsafe(32)


def challenge_of(secret: str, settings: Settings, provider: str) -> Challenge:
    """What an attempt is bound by."""
    return Challenge(
        state=_part(secret, f"state {provider}"),
        nonce=_part(secret, f"nonce {provider}"),
        verifier=_part(secret, f"verifier {provider}"),
        redirect_uri=redirect_uri(settings, provider),
    )


def new(challenge: Challenge, provider: str, time_zone: str) -> OauthAttempt:
    """An attempt that nobody expects an answer to yet."""
    return OauthAttempt(
        state_hash=hash_token(challenge.state), provider=provider, time_zone=time_zone
    )


def keep(uow: UnitOfWork, attempt: OauthAttempt) -> None:
    """Expect an answer; attempts that ran out go."""
    repository.remove_attempts_before(uow.db, uow.now)
    attempt.created_at, attempt.expires_at = uow.now, uow.now + LIFETIME
    repository.add_attempt(uow.db, attempt)


def take(
    uow: UnitOfWork, settings: Settings, seen: Seen, provider: str, state: str
) -> tuple[OauthAttempt, Challenge]:
    """The attempt that an answer belongs to; it ends with this.

    Raises:
        RuleViolated: this browser began none, it ran out, or was answered before.
    """
    secret = seen.cookie_value(cookie_name(settings)) or ""
    challenge = challenge_of(secret, settings, provider)
    if not secret or not hmac.compare_digest(challenge.state.encode(), state.encode()):
        raise _not_begun()
    attempt = repository.take_attempt(uow.db, hash_token(state))
    if attempt is None or attempt.provider != provider or attempt.expires_at <= uow.now:
        raise _not_begun()
    return attempt, challenge


def fits(attempt: OauthAttempt, user_id: UUID | None, auth_session_id: UUID | None) -> None:
    """Let an attempt to link be finished only by the sign-in that began it.

    Raises:
        RuleViolated: it is another, or none.
    """
    if (attempt.user_id, attempt.auth_session_id) != (user_id, auth_session_id):
        raise _not_begun()


def _part(secret: str, name: str) -> str:
    digest = hmac.digest(secret.encode(), f"attune oauth {name}".encode(), "sha256")
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _not_begun() -> RuleViolated:
    return RuleViolated(
        "oauth_state",
        "This answer belongs to no sign-in that this browser began in the last ten minutes. "
        "Start again.",
    )

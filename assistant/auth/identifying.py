"""The answer to "who is asking?": by bearer token, else by cookie, else a stranger."""

from typing import Literal, cast
from uuid import UUID

from assistant.auth import personal, repository, rules
from assistant.auth.context import AuthContext
from assistant.core.actor import Actor, Role
from assistant.core.credentials import Seen
from assistant.core.crypto import hash_token
from assistant.core.errors import Forbidden, NotAuthenticated
from assistant.core.settings import Settings
from assistant.core.unit_of_work import OpenUow
from assistant.models.accounts import AppUser, AuthSession

COOKIE = "attune_session"
SECURE_COOKIE = "__Host-attune_session"


def identify(open_uow: OpenUow, context: AuthContext, seen: Seen) -> Actor:
    """Tell who a request comes from: by bearer token, else by cookie, else a stranger.

    A bearer token is an access token of a sign-in, or a personal token with scopes.

    Raises:
        NotAuthenticated: a token was shown that is no good.
        Forbidden: a cookie came along from another site's page.
    """
    scheme, _, token = seen.authorization.partition(" ")
    if scheme.lower() == "bearer" and token:
        token = token.strip()
        if personal.is_personal(token):
            return personal.identify(open_uow, token, seen)
        return _by_token(open_uow, context, seen, token)
    secret = seen.cookie_value(SECURE_COOKIE if context.settings.secure else COOKIE)
    if not secret:
        return Actor(address=seen.address)
    actor = identify_browser(open_uow, secret, seen.address)
    if actor.user_id is not None and not seen.safe:
        _check_origin(context.settings, seen)
    return actor


def identify_browser(open_uow: OpenUow, secret: str, address: str) -> Actor:
    """Tell whose browser shows a cookie; a stranger when it has run out."""
    with open_uow(read=True) as uow:
        found = repository.find_by_hash(uow.db, hash_token(secret))
        if found is None or found[0].kind != "browser" or found[0].expires_at <= uow.now:
            return Actor(address=address)
        auth_session, user = found
        stale = uow.now - auth_session.last_seen_at > rules.SEEN_EVERY
    if stale:
        _touch(open_uow, auth_session.id)
    return _actor(user, auth_session, "browser", address)


def _by_token(open_uow: OpenUow, context: AuthContext, seen: Seen, token: str) -> Actor:
    with open_uow(read=True) as uow:
        claims = context.signer.read(token, uow.now)
        found = repository.find_by_id(uow.db, claims.auth_session_id)
        if found is None:
            raise NotAuthenticated("signed_out", "This sign-in was ended. Sign in again.")
        auth_session, user = found
        return _actor(user, auth_session, "api", seen.address)


def _actor(
    user: AppUser, auth_session: AuthSession, via: Literal["browser", "api"], address: str
) -> Actor:
    return Actor(
        user_id=user.id, role="listener" if user.is_sample else cast("Role", user.role), via=via,
        is_sample=user.is_sample, auth_session_id=auth_session.id, address=address,
    )  # fmt: skip


def _touch(open_uow: OpenUow, session_id: UUID) -> None:
    with open_uow() as uow:
        found = repository.find_by_id(uow.db, session_id)
        if found is not None:
            found[0].last_seen_at = uow.now


def _check_origin(settings: Settings, seen: Seen) -> None:
    if not (seen.origin and seen.from_own_page(settings.own_origins)):
        raise Forbidden("foreign_origin", "This request came from a page of another site.")

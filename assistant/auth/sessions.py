"""Sign-ins as rows: opened, refreshed with rotation, listed and ended."""

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, cast
from uuid import UUID

from assistant.accounts import service as accounts
from assistant.accounts.schemas import AccountView
from assistant.audit import service as audit
from assistant.auth import repository, rules
from assistant.auth.context import AuthContext
from assistant.auth.schemas import AuthSessionView, TokenPair
from assistant.core.actor import Actor
from assistant.core.credentials import Seen
from assistant.core.crypto import hash_token
from assistant.core.errors import NotAuthenticated, NotFound
from assistant.core.ids import new_id
from assistant.core.unit_of_work import OpenUow, UnitOfWork
from assistant.models.accounts import AuthSession

SecretOf = Callable[[UUID], str]


@dataclass(frozen=True, slots=True)
class BrowserSession:
    """A fresh sign-in of a browser: the secret goes into the cookie and nowhere else."""

    secret: str
    lifetime: timedelta
    account: AccountView


@dataclass(frozen=True, slots=True)
class Secret:
    """The secret of a fresh sign-in, and which one that is."""

    value: str
    auth_session_id: UUID


def open_session(
    uow: UnitOfWork, user_id: UUID, kind: str, seen: Seen, lifetime: timedelta, secret_of: SecretOf
) -> Secret:
    """Begin a sign-in of a kind (browser, api)."""
    session_id = new_id()
    secret = secret_of(session_id)
    row = AuthSession(
        id=session_id, user_id=user_id, kind=kind, secret_hash=hash_token(secret),
        device=rules.device_name(seen.user_agent), address=seen.address, created_at=uow.now,
        last_seen_at=uow.now, proved_at=uow.now, expires_at=uow.now + lifetime,
    )  # fmt: skip
    repository.add(uow.db, row)
    actor = Actor(
        user_id=user_id, via="browser" if kind == "browser" else "api", address=seen.address
    )
    audit.record(uow, actor, "sign_in.done", device=row.device)
    return Secret(secret, row.id)


def open_browser(uow: UnitOfWork, user_id: UUID, seen: Seen) -> BrowserSession:
    """Begin a browser's sign-in."""
    secret = open_session(
        uow, user_id, "browser", seen, rules.COOKIE_LIFETIME, lambda _: secrets.token_urlsafe(32)
    )
    account = accounts.view(accounts.get_user(uow, user_id))
    return BrowserSession(secret.value, rules.COOKIE_LIFETIME, account)


def open_api(uow: UnitOfWork, context: AuthContext, user_id: UUID, seen: Seen) -> TokenPair:
    """Begin a program's sign-in; its first pair of tokens."""
    lifetime, secret_of = rules.REFRESH_LIFETIME, context.signer.sign_refresh
    secret = open_session(uow, user_id, "api", seen, lifetime, secret_of)
    return _pair(context, secret.auth_session_id, secret.value, uow)


def refresh(open_uow: OpenUow, context: AuthContext, token: str) -> TokenPair:
    """Give a new pair for a refresh token; any older one of a sign-in ends that sign-in.

    Raises:
        NotAuthenticated: not ours, run out, revoked, or used before.
    """
    session_id = context.signer.read_refresh(token)
    found = None
    if session_id is not None:
        with open_uow() as uow:
            found = _rotate(uow, context, session_id, token)
    if found is None:
        raise NotAuthenticated("refresh_not_valid", "Sign in again.")
    return found


def _rotate(
    uow: UnitOfWork, context: AuthContext, session_id: UUID, token: str
) -> TokenPair | None:
    found = repository.find_by_id(uow.db, session_id, lock=True)
    if found is None or found[0].kind != "api" or found[0].expires_at <= uow.now:
        return None
    row, user = found
    if not hmac.compare_digest(row.secret_hash, hash_token(token)):  # spent: somebody has a copy
        repository.revoke(uow.db, uow.now, "reused", user_id=user.id, session_id=row.id)
        audit.record(uow, Actor(), "sign_in.reused", subject_id=user.id, device=row.device)
        return None
    secret = context.signer.sign_refresh(row.id)
    row.secret_hash, row.last_seen_at = hash_token(secret), uow.now
    row.expires_at = min(
        uow.now + rules.REFRESH_LIFETIME, row.created_at + rules.REFRESH_LIFETIME_AT_MOST
    )
    uow.db.flush()
    return _pair(context, row.id, secret, uow)


def _pair(context: AuthContext, session_id: UUID, secret: str, uow: UnitOfWork) -> TokenPair:
    return TokenPair(
        access_token=context.signer.sign(session_id, uow.now),
        expires_in=int(rules.ACCESS_LIFETIME.total_seconds()),
        refresh_token=secret,
    )


def logout(uow: UnitOfWork, actor: Actor) -> None:
    """End the sign-in that the request came with."""
    if actor.auth_session_id is not None:
        repository.revoke(
            uow.db, uow.now, "signed_out",
            user_id=actor.require_user(), session_id=actor.auth_session_id,
        )  # fmt: skip
        audit.record(uow, actor, "sign_out.done")


def logout_all(uow: UnitOfWork, actor: Actor) -> int:
    """End all sign-ins of the actor; how many that were. Of the sample listener's, this one."""
    if actor.is_sample:  # the others are other people's
        logout(uow, actor)
        return 1
    ended = repository.revoke(uow.db, uow.now, "signed_out_all", user_id=actor.require_user())
    audit.record(uow, actor, "sign_out.everywhere", ended=ended)
    return ended


def list_sessions(uow: UnitOfWork, actor: Actor) -> list[AuthSessionView]:
    """Where the actor is signed in; the sample listener's other sign-ins are other people's."""
    return [
        AuthSessionView(
            id=row.id, kind=cast("Literal['browser', 'api']", row.kind), device=row.device,
            address=row.address, place=rules.place_of(row.address), created_at=row.created_at,
            last_seen_at=row.last_seen_at,
            current=row.id == actor.auth_session_id,
        )
        for row in repository.list_live(uow.db, actor.require_user())
        if row.expires_at > uow.now and (not actor.is_sample or row.id == actor.auth_session_id)
    ]  # fmt: skip


def revoke_session(uow: UnitOfWork, actor: Actor, session_id: UUID) -> None:
    """End one sign-in of the actor's.

    Raises:
        NotFound: no such sign-in, or somebody else's.
    """
    if actor.is_sample and session_id != actor.auth_session_id:
        raise _no_session()
    done = repository.revoke(
        uow.db, uow.now, "revoked", user_id=actor.require_user(), session_id=session_id
    )
    if not done:
        raise _no_session()
    audit.record(uow, actor, "sign_out.elsewhere", object=f"sign-in {session_id}")


def _no_session() -> NotFound:
    return NotFound("session_not_found", "There is no such sign-in.")

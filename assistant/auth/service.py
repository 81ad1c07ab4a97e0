"""Use cases of signing up, in and out, and the answer to "who is asking?"."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, cast
from uuid import UUID

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from assistant.accounts import service as accounts
from assistant.accounts.schemas import AccountView
from assistant.auth import repository, rules
from assistant.auth.schemas import AuthSessionView, Credentials, Registration, TokenPair
from assistant.auth.tokens import TokenSigner
from assistant.core.actor import Actor, Role
from assistant.core.credentials import Seen
from assistant.core.crypto import hash_token
from assistant.core.errors import Forbidden, NotAuthenticated, NotFound, RuleViolated
from assistant.core.rate_limit import RateLimiter, network_of
from assistant.core.settings import Settings
from assistant.core.unit_of_work import OpenUow, UnitOfWork
from assistant.models.accounts import AppUser, AuthSession

COOKIE = "attune_session"
SECURE_COOKIE = "__Host-attune_session"
_passwords = PasswordHash((Argon2Hasher(),))
_nobody = _passwords.hash(secrets.token_urlsafe())  # takes a stranger as long as a wrong password


@dataclass(frozen=True, slots=True)
class AuthContext:
    """What signing in needs besides the database."""

    settings: Settings
    signer: TokenSigner
    limiter: RateLimiter
    setup_code: str


@dataclass(frozen=True, slots=True)
class BrowserSession:
    """A fresh sign-in of a browser: the secret goes into the cookie and nowhere else."""

    secret: str
    lifetime: timedelta
    account: AccountView


def needs_setup(uow: UnitOfWork) -> bool:
    """Whether nobody has an account yet, so that the next one becomes the admin."""
    return accounts.count_people(uow) == 0


def register(
    open_uow: OpenUow, context: AuthContext, seen: Seen, data: Registration
) -> AccountView:
    """Make an account; the first one becomes the admin.

    Raises:
        RuleViolated: a weak password, no e-mail address, or the set-up code is asked for.
        Forbidden: registration is closed.
        Conflict: the address is taken.
    """
    context.limiter.check(
        f"{context.settings.sign_ups_per_hour}/hour", "register", network_of(seen.address)
    )
    rules.check_password(data.password, data.email, data.display_name)
    with open_uow(read=True) as uow:
        _check_open(context, first=needs_setup(uow), seen=seen, setup_code=data.setup_code)
    password_hash = _passwords.hash(data.password)
    with open_uow() as uow:
        accounts.lock(uow)
        first = needs_setup(uow)
        _check_open(context, first=first, seen=seen, setup_code=data.setup_code)
        return accounts.create(
            uow, email=data.email, display_name=data.display_name, password_hash=password_hash,
            role="admin" if first else "listener", time_zone=data.time_zone,
        )  # fmt: skip


def add_account(open_uow: OpenUow, data: Registration, role: Role) -> AccountView:
    """Make an account from the command line, where whoever types owns the machine."""
    rules.check_password(data.password, data.email, data.display_name)
    password_hash = _passwords.hash(data.password)
    with open_uow() as uow:
        return accounts.create(
            uow, email=data.email, display_name=data.display_name, password_hash=password_hash,
            role=role, time_zone=data.time_zone,
        )  # fmt: skip


def login(open_uow: OpenUow, context: AuthContext, seen: Seen, data: Credentials) -> TokenPair:
    """Sign a program in.

    Raises:
        NotAuthenticated: address or password is wrong; it is not said which.
        RateLimited: too many tries.
    """
    user_id = _check_credentials(open_uow, context, seen, data)
    with open_uow() as uow:
        secret = _open_session(uow, user_id, "api", seen, rules.REFRESH_LIFETIME)
        return _pair(context, secret.auth_session_id, secret.value, uow)


def sign_in_browser(
    open_uow: OpenUow, context: AuthContext, seen: Seen, data: Credentials
) -> BrowserSession:
    """Sign a browser in. Raises as `login`."""
    user_id = _check_credentials(open_uow, context, seen, data)
    with open_uow() as uow:
        return _browser_session(uow, user_id, seen)


def register_browser(
    open_uow: OpenUow, context: AuthContext, seen: Seen, data: Registration
) -> BrowserSession:
    """Make an account and sign its browser in. Raises as `register`."""
    account = register(open_uow, context, seen, data)
    with open_uow() as uow:
        return _browser_session(uow, account.id, seen)


def explore_sample(uow: UnitOfWork, context: AuthContext, seen: Seen) -> BrowserSession:
    """Sign a browser in as the sample listener, who has no password and no rights.

    Raises:
        Forbidden: not from this machine, or switched off.
        RateLimited: too often; each leaves a sign-in behind.
        NotFound: the sample library was removed.
    """
    allowed = context.settings.explore_sample
    if allowed == "never" or (allowed == "loopback" and not seen.from_loopback):
        raise Forbidden("sample_not_here", "The sample can be explored on the server itself only.")
    context.limiter.check(
        f"{context.settings.sign_ins_per_minute}/minute", "sample", network_of(seen.address)
    )
    user = accounts.find_sample(uow)
    if user is None:
        raise NotFound("no_sample", "The sample library is not loaded.")
    return _browser_session(uow, user.id, seen)


def refresh(uow: UnitOfWork, context: AuthContext, token: str) -> TokenPair:
    """Give a new pair for a refresh token; one used twice ends its whole family.

    Raises:
        NotAuthenticated: unknown, run out, revoked, or used before.
    """
    digest = hash_token(token)
    found = repository.find_by_hash(uow.db, digest, lock=True)
    if found is None or found[0].kind != "api" or found[0].expires_at <= uow.now:
        raise NotAuthenticated("refresh_not_valid", "Sign in again.")
    auth_session, _ = found
    secret = secrets.token_urlsafe(32)
    auth_session.previous_hash, auth_session.secret_hash = digest, hash_token(secret)
    auth_session.last_seen_at = uow.now
    auth_session.expires_at = uow.now + rules.REFRESH_LIFETIME
    uow.db.flush()
    return _pair(context, auth_session.id, secret, uow)


def end_reused_family(uow: UnitOfWork, token: str) -> bool:
    """End the sign-in whose refresh token came a second time: somebody has a copy."""
    found = repository.find_by_previous(uow.db, hash_token(token))
    if found is None:
        return False
    auth_session, user = found
    repository.revoke(uow.db, uow.now, "reused", user_id=user.id, session_id=auth_session.id)
    return True


def logout(uow: UnitOfWork, actor: Actor) -> None:
    """End the sign-in that the request came with."""
    if actor.auth_session_id is not None:
        repository.revoke(
            uow.db, uow.now, "signed_out",
            user_id=actor.require_user(), session_id=actor.auth_session_id,
        )  # fmt: skip


def logout_all(uow: UnitOfWork, actor: Actor) -> int:
    """End all sign-ins of the actor; how many that were. Of the sample listener's, this one."""
    if actor.is_sample:  # the others are other people's
        logout(uow, actor)
        return 1
    return repository.revoke(uow.db, uow.now, "signed_out_all", user_id=actor.require_user())


def list_sessions(uow: UnitOfWork, actor: Actor) -> list[AuthSessionView]:
    """Where the actor is signed in; the sample listener's other sign-ins are other people's."""
    return [
        AuthSessionView(
            id=row.id, kind=cast("Literal['browser', 'api']", row.kind), device=row.device,
            address=row.address, created_at=row.created_at, last_seen_at=row.last_seen_at,
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


def identify(open_uow: OpenUow, context: AuthContext, seen: Seen) -> Actor:
    """Tell who a request comes from: by bearer token, else by cookie, else a stranger.

    Raises:
        NotAuthenticated: a token was shown that is no good.
        Forbidden: a cookie came along from another site's page.
    """
    scheme, _, token = seen.authorization.partition(" ")
    if scheme.lower() == "bearer" and token:
        return _by_token(open_uow, context, seen, token.strip())
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


def _no_session() -> NotFound:
    return NotFound("session_not_found", "There is no such sign-in.")


def _touch(open_uow: OpenUow, session_id: UUID) -> None:
    with open_uow() as uow:
        found = repository.find_by_id(uow.db, session_id)
        if found is not None:
            found[0].last_seen_at = uow.now


def _check_origin(settings: Settings, seen: Seen) -> None:
    own = seen.origin in (settings.origin, *settings.cors_origins)
    if not own or seen.fetch_site not in ("", "same-origin", "same-site", "none"):
        raise Forbidden("foreign_origin", "This request came from a page of another site.")


def _check_open(context: AuthContext, *, first: bool, seen: Seen, setup_code: str | None) -> None:
    if first:
        right = setup_code is not None and secrets.compare_digest(
            setup_code.strip().encode(), context.setup_code.encode()
        )
        if not (right or (setup_code is None and seen.from_loopback)):
            raise RuleViolated(
                "setup_code_needed",
                "The first account becomes the admin. Enter the set-up code that Attune printed "
                "when it started.",
                pointer="/setup_code",
            )
    elif context.settings.registration == "closed":
        raise Forbidden("registration_closed", "This server takes no new accounts.")


def _check_credentials(
    open_uow: OpenUow, context: AuthContext, seen: Seen, data: Credentials
) -> UUID:
    network = network_of(seen.address)
    context.limiter.check(f"{context.settings.sign_ins_per_minute}/minute", "sign_in", network)
    try:
        key = accounts.email_key(data.email)
    except RuleViolated:
        key = ""
    context.limiter.check(rules.SIGN_IN_PER_ACCOUNT, "sign_in", network, key)
    with open_uow(read=True) as uow:
        user = accounts.find_by_email_key(uow, key)
    known = user.password_hash if user is not None and user.password_hash else None
    right = _passwords.verify(data.password, known or _nobody)
    if user is None or known is None or not right or user.state != "active":
        raise NotAuthenticated("wrong_credentials", "The address or the password is wrong.")
    return user.id


@dataclass(frozen=True, slots=True)
class _Secret:
    value: str
    auth_session_id: UUID


def _open_session(
    uow: UnitOfWork, user_id: UUID, kind: str, seen: Seen, lifetime: timedelta
) -> _Secret:
    secret = secrets.token_urlsafe(32)
    row = AuthSession(
        user_id=user_id, kind=kind, secret_hash=hash_token(secret),
        device=rules.device_name(seen.user_agent), address=seen.address, created_at=uow.now,
        last_seen_at=uow.now, expires_at=uow.now + lifetime,
    )  # fmt: skip
    repository.add(uow.db, row)
    return _Secret(secret, row.id)


def _browser_session(uow: UnitOfWork, user_id: UUID, seen: Seen) -> BrowserSession:
    secret = _open_session(uow, user_id, "browser", seen, rules.COOKIE_LIFETIME)
    account = accounts.view(accounts.get_user(uow, user_id))
    return BrowserSession(secret.value, rules.COOKIE_LIFETIME, account)


def _pair(context: AuthContext, session_id: UUID, secret: str, uow: UnitOfWork) -> TokenPair:
    return TokenPair(
        access_token=context.signer.sign(session_id, uow.now),
        expires_in=int(rules.ACCESS_LIFETIME.total_seconds()),
        refresh_token=secret,
    )

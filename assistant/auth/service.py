"""Use cases of signing up and in."""

import secrets

from assistant.accounts import service as accounts
from assistant.accounts.schemas import AccountView
from assistant.auth import passwords, rules, sessions
from assistant.auth.context import AuthContext
from assistant.auth.schemas import Credentials, Registration, TokenPair
from assistant.auth.sessions import BrowserSession
from assistant.core.actor import Actor, Role
from assistant.core.credentials import Seen
from assistant.core.errors import Forbidden, NotFound, RuleViolated
from assistant.core.rate_limit import network_of
from assistant.core.unit_of_work import OpenUow, UnitOfWork


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
    password_hash = passwords.hashed(data.password)
    with open_uow() as uow:
        accounts.lock(uow)
        first = needs_setup(uow)
        _check_open(context, first=first, seen=seen, setup_code=data.setup_code)
        return accounts.create(
            uow, email=data.email, display_name=data.display_name, password_hash=password_hash,
            role="admin" if first else "listener", time_zone=data.time_zone,
            by=Actor(address=seen.address),
        )  # fmt: skip


def add_account(open_uow: OpenUow, data: Registration, role: Role) -> AccountView:
    """Make an account from the command line, where whoever types owns the machine."""
    rules.check_password(data.password, data.email, data.display_name)
    password_hash = passwords.hashed(data.password)
    with open_uow() as uow:
        return accounts.create(
            uow, email=data.email, display_name=data.display_name, password_hash=password_hash,
            role=role, time_zone=data.time_zone, by=Actor(via="cli"),
        )  # fmt: skip


def login(open_uow: OpenUow, context: AuthContext, seen: Seen, data: Credentials) -> TokenPair:
    """Sign a program in.

    Raises:
        NotAuthenticated: address or password is wrong; it is not said which.
        RateLimited: too many tries.
    """
    user_id = passwords.check_credentials(open_uow, context, seen, data)
    with open_uow() as uow:
        secret = sessions.open_session(uow, user_id, "api", seen, rules.REFRESH_LIFETIME)
        return sessions.pair(context, secret.auth_session_id, secret.value, uow)


def sign_in_browser(
    open_uow: OpenUow, context: AuthContext, seen: Seen, data: Credentials
) -> BrowserSession:
    """Sign a browser in. Raises as `login`."""
    user_id = passwords.check_credentials(open_uow, context, seen, data)
    with open_uow() as uow:
        return sessions.open_browser(uow, user_id, seen)


def register_browser(
    open_uow: OpenUow, context: AuthContext, seen: Seen, data: Registration
) -> BrowserSession:
    """Make an account and sign its browser in. Raises as `register`."""
    account = register(open_uow, context, seen, data)
    with open_uow() as uow:
        return sessions.open_browser(uow, account.id, seen)


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
    return sessions.open_browser(uow, user.id, seen)


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

"""Use cases of signing up and in."""

import secrets
from collections.abc import Callable
from uuid import UUID

from assistant.accounts import service as accounts
from assistant.accounts.schemas import AccountView
from assistant.auth import (
    mailing,
    one_time,
    passkey_answers,
    passwords,
    rules,
    second_step,
    sessions,
    verifying,
)
from assistant.auth.context import AuthContext
from assistant.auth.factor_schemas import SecondStep
from assistant.auth.passkey_schemas import PasskeyUse
from assistant.auth.schemas import Credentials, Registration, TokenPair
from assistant.auth.second_step import Opened
from assistant.auth.sessions import BrowserSession
from assistant.core.actor import Actor, Role
from assistant.core.credentials import Seen
from assistant.core.errors import Forbidden, NotFound, RuleViolated
from assistant.core.rate_limit import network_of
from assistant.core.unit_of_work import OpenUow, UnitOfWork
from assistant.models.accounts import AppUser


def needs_setup(uow: UnitOfWork) -> bool:
    """Whether nobody has an account yet, so that the next one becomes the admin."""
    return accounts.count_people(uow) == 0


def register(
    open_uow: OpenUow, context: AuthContext, seen: Seen, data: Registration
) -> AccountView | None:
    """Make an account; the first one becomes the admin.

    Returns:
        The account; None where a setting lets only confirmed addresses in: the mail says what
        comes next, and nothing tells whether the address had an account already.

    Raises:
        RuleViolated: a weak password, no e-mail address, or the set-up code is asked for.
        Forbidden: registration is closed, or needs an invitation.
        Gone: the invitation is not good.
        Conflict: the address is taken, where that may be told.
    """
    context.limiter.check(
        f"{context.settings.sign_ups_per_hour}/hour", "register", network_of(seen.address)
    )
    rules.check_password(data.password, data.email, data.display_name)
    with open_uow(read=True) as uow:
        _check_open(uow, context, seen, data, first=needs_setup(uow))
    password_hash = passwords.hashed(data.password)
    with open_uow() as uow:
        accounts.lock(uow)
        first = needs_setup(uow)
        _check_open(uow, context, seen, data, first=first)
        if not first and context.settings.registration == "invitation":
            one_time.use(uow, "invite", data.invitation or "")
        discreet = context.settings.require_verified_email and not first
        key = accounts.email_key(data.email)
        if discreet and (known := accounts.find_by_email_key(uow, key)) is not None:
            mailing.order(uow, "known", known.id if mailing.may_mail(context, key) else None)
            return None
        account = accounts.create(
            uow, email=data.email, display_name=data.display_name, password_hash=password_hash,
            role="admin" if first else "listener", time_zone=data.time_zone,
            by=Actor(address=seen.address),
        )  # fmt: skip
        mailing.order(uow, "verify", account.id)
        return None if discreet else account


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
        SecondStepNeeded: both are right, and a code is asked for; see `finish_login`.
        RateLimited: too many tries.
        Forbidden: the address is not confirmed and a setting asks for it.
    """
    proof = _first_step(open_uow, context, seen, data)
    with open_uow() as uow:
        return sessions.open_api(uow, context, passwords.hold_to(uow, proof).id, seen)


def finish_login(
    open_uow: OpenUow, context: AuthContext, seen: Seen, data: SecondStep
) -> tuple[TokenPair, str]:
    """Sign a program in by the second step; its tokens, and the account's address.

    Raises as `second_step.finish`.
    """

    def opened(uow: UnitOfWork, user: AppUser) -> tuple[TokenPair, str]:
        return sessions.open_api(uow, context, user.id, seen), user.email

    return second_step.finish(open_uow, context, seen, data, opened)


def sign_in_browser(
    open_uow: OpenUow, context: AuthContext, seen: Seen, data: Credentials
) -> BrowserSession:
    """Sign a browser in. Raises as `login`."""
    proof = _first_step(open_uow, context, seen, data)
    with open_uow() as uow:
        return sessions.open_browser(uow, passwords.hold_to(uow, proof).id, seen)


def finish_browser(
    open_uow: OpenUow, context: AuthContext, seen: Seen, data: SecondStep
) -> BrowserSession:
    """Sign a browser in by the second step. Raises as `second_step.finish`."""

    def opened(uow: UnitOfWork, user: AppUser) -> BrowserSession:
        return sessions.open_browser(uow, user.id, seen)

    return second_step.finish(open_uow, context, seen, data, opened)


def enter_browser(
    open_uow: OpenUow, context: AuthContext, seen: Seen, proof: passwords.Proof, *, twofold: bool
) -> BrowserSession:
    """Sign a browser in that showed by other means than a password whose it is.

    Args:
        open_uow: opens units of work.
        context: what signing in needs.
        seen: the request.
        proof: whose account that is; it counts while its password stays.
        twofold: whether two factors were shown already.

    Raises:
        SecondStepNeeded: a code is asked for.
        Forbidden: the address is not confirmed and a setting asks for it.
        NotAuthenticated: the account was closed, or its password changed, meanwhile.
    """
    _check_rest(open_uow, context, proof, twofold=twofold)
    with open_uow() as uow:
        return sessions.open_browser(uow, passwords.hold_to(uow, proof).id, seen)


def enter_program(
    open_uow: OpenUow, context: AuthContext, seen: Seen, proof: passwords.Proof, *, twofold: bool
) -> TokenPair:
    """Sign a program in, as `enter_browser` does a browser."""
    _check_rest(open_uow, context, proof, twofold=twofold)
    with open_uow() as uow:
        return sessions.open_api(uow, context, passwords.hold_to(uow, proof).id, seen)


def login_by_passkey(
    open_uow: OpenUow, context: AuthContext, seen: Seen, data: PasskeyUse
) -> tuple[TokenPair, str]:
    """Sign a program in by a passkey; its tokens, and the account's address.

    Raises:
        NotAuthenticated: the passkey does not sign in here.
        RateLimited: too many tries.
        Forbidden: the address is not confirmed and a setting asks for it.
    """

    def opened(uow: UnitOfWork, user: AppUser) -> tuple[TokenPair, str]:
        return sessions.open_api(uow, context, user.id, seen), user.email

    return _by_passkey(open_uow, context, seen, data, opened)


def browser_by_passkey(
    open_uow: OpenUow, context: AuthContext, seen: Seen, data: PasskeyUse
) -> BrowserSession:
    """Sign a browser in by a passkey. Raises as `login_by_passkey`."""

    def opened(uow: UnitOfWork, user: AppUser) -> BrowserSession:
        return sessions.open_browser(uow, user.id, seen)

    return _by_passkey(open_uow, context, seen, data, opened)


def _by_passkey(
    open_uow: OpenUow, context: AuthContext, seen: Seen, data: PasskeyUse,
    opened: Callable[[UnitOfWork, AppUser], Opened],
) -> Opened:  # fmt: skip
    shown = passkey_answers.check(open_uow, context, seen, data)
    _check_verified(open_uow, context, shown.user_id)
    with open_uow() as uow:
        user = passkey_answers.use(uow, seen, shown)
        if user is not None:
            return opened(uow, user)
    raise passkey_answers.refused()


def register_browser(
    open_uow: OpenUow, context: AuthContext, seen: Seen, data: Registration
) -> BrowserSession | None:
    """Make an account and sign its browser in; None where the address must be confirmed first.

    Raises as `register`.
    """
    account = register(open_uow, context, seen, data)
    if account is None:
        return None
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


def _first_step(
    open_uow: OpenUow, context: AuthContext, seen: Seen, data: Credentials
) -> passwords.Proof:
    proof = passwords.check_credentials(open_uow, context, seen, data)
    _check_rest(open_uow, context, proof)
    return proof


def _check_rest(
    open_uow: OpenUow, context: AuthContext, proof: passwords.Proof, *, twofold: bool = False
) -> None:
    """What every way in asks for after its own proof: a confirmed address, a second factor."""
    _check_verified(open_uow, context, proof.user_id)
    if not twofold:
        second_step.require(open_uow, proof)


def _check_open(
    uow: UnitOfWork, context: AuthContext, seen: Seen, data: Registration, *, first: bool
) -> None:
    registration = context.settings.registration
    if first:
        check_setup_code(context, seen, data.setup_code)
    elif registration == "closed":
        raise Forbidden("registration_closed", "This server takes no new accounts.")
    elif registration == "invitation":
        if data.invitation is None:
            raise Forbidden(
                "invitation_needed",
                "New accounts need an invitation here. Ask an admin for a link.",
            )
        one_time.look(uow, "invite", data.invitation)


def check_setup_code(context: AuthContext, seen: Seen, setup_code: str | None) -> None:
    """Let the first account be made on this machine, or by whoever has the set-up code.

    Raises:
        RuleViolated: neither.
    """
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


def _check_verified(open_uow: OpenUow, context: AuthContext, user_id: UUID) -> None:
    """Where a setting asks for it, let only confirmed addresses in; mail the link again.

    Admins may always sign in: somebody must be able to put the mail server right.

    Raises:
        Forbidden: the address is not confirmed.
    """
    if not context.settings.require_verified_email:
        return
    with open_uow() as uow:
        user = accounts.get_user(uow, user_id)
        if user.email_verified_at is not None or user.role == "admin":
            return
        verifying.send_again(uow, context, user)
    raise Forbidden(
        "email_not_verified",
        "Confirm your e-mail address first: open the link in the mail that was sent to it.",
    )

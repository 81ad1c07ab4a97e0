"""Turning the second factor on and off, and its recovery codes."""

from uuid import UUID

from assistant.accounts import service as accounts
from assistant.audit import service as audit
from assistant.auth import factor_repository as repository
from assistant.auth import notices, one_time, passwords, proving, standing, totp
from assistant.auth.context import AuthContext
from assistant.auth.errors import proof_needed
from assistant.auth.factor_schemas import (
    AppSetup,
    CodeOnly,
    MaybePassword,
    RecoveryCodes,
    TwoFactorOff,
    TwoFactorState,
)
from assistant.core.actor import Actor
from assistant.core.crypto import hash_token
from assistant.core.errors import Conflict, RuleViolated
from assistant.core.unit_of_work import OpenUow, UnitOfWork
from assistant.models.factors import Totp


def get_state(uow: UnitOfWork, actor: Actor) -> TwoFactorState:
    """Whether the actor's second factor is on, and how many recovery codes are left."""
    user_id = actor.require_own()
    app = repository.find_totp(uow.db, user_id)
    return TwoFactorState(
        enabled=app is not None and app.confirmed_at is not None,
        enabled_at=app.confirmed_at if app else None,
        recovery_codes_left=repository.count_recovery_codes(uow.db, user_id),
        fresh=proving.is_fresh(uow, actor),
    )


def enable(open_uow: OpenUow, context: AuthContext, actor: Actor, data: MaybePassword) -> AppSetup:
    """Make a secret for the actor's app; it counts once `verify` saw a code of it.

    Raises:
        Forbidden: no password given, and signed in longer ago than a proof lasts.
        RuleViolated: the password is wrong.
        Conflict: it is on already.
        RateLimited: too many wrong passwords.
    """
    actor.require_own()
    shown = None
    if data.password is not None:
        shown = proving.by_password(open_uow, context, actor, data.password, "password")
    secret = totp.new_secret()
    with open_uow() as uow:
        user_id = passwords.hold_to(uow, shown).id if shown else proving.require(uow, actor)
        standing.hold(uow, actor)
        _keep_secret(uow, user_id, context.vault.seal(secret))
        email = accounts.get_user(uow, user_id).email
    address = totp.address(secret, email)
    return AppSetup(secret=secret, otpauth_url=address, qr_svg=totp.drawn(address))


def verify(uow: UnitOfWork, context: AuthContext, actor: Actor, data: CodeOnly) -> RecoveryCodes:
    """Turn the second factor on by a first code of the app.

    Returns:
        Recovery codes, shown this once.

    Raises:
        Conflict: nothing was begun, or it is on already.
        RuleViolated: the code is wrong.
        RateLimited: too many tries.
    """
    user_id = actor.require_own()
    context.limiter.check("10/minute", "two_factor_verify", str(user_id))
    standing.hold(uow, actor)
    app = repository.find_totp(uow.db, user_id, lock=True)
    if app is None:
        raise Conflict("two_factor_not_begun", "Begin first: there is no secret to check yet.")
    if app.confirmed_at is not None:
        raise _on_already()
    step = totp.step_of(context.vault.open(app.secret_enc), data.code, uow.now)
    if step is None:
        raise RuleViolated(
            "code_wrong", "This code is not the app's now. Is the phone's clock right?",
            pointer="/code",
        )  # fmt: skip
    app.confirmed_at, app.last_step = uow.now, step
    audit.record(uow, actor, "two_factor.enabled")
    notices.order(uow, "two_factor_on", user_id)
    return _new_codes(uow, user_id)


def disable(open_uow: OpenUow, context: AuthContext, actor: Actor, data: TwoFactorOff) -> None:
    """Turn the second factor off, by password and code.

    Who has no password, because they sign in another way, needs to have signed in just now.

    Raises:
        Conflict: it is not on.
        RuleViolated: password or code is wrong.
        Forbidden: no password given where there is one.
        RateLimited: too many tries.
    """
    user_id = actor.require_own()
    with open_uow(read=True) as uow:
        if not repository.is_on(uow.db, user_id):
            raise _not_on()
        has_password = accounts.get_user(uow, user_id).password_hash is not None
        if not has_password:
            proving.require(uow, actor)
    shown = None
    if has_password:
        if data.password is None:
            raise proof_needed()
        shown = proving.by_password(open_uow, context, actor, data.password, "password")
    proving.use_code(open_uow, context, actor, data.code)
    with open_uow() as uow:
        if shown is not None:
            passwords.hold_to(uow, shown)
        standing.hold(uow, actor)
        take_away(uow, actor, user_id)


def take_away(uow: UnitOfWork, by: Actor, user_id: UUID) -> None:
    """Remove somebody's app and recovery codes; they are told by mail.

    Raises:
        Conflict: there is none.
    """
    if not repository.remove(uow.db, user_id):
        raise _not_on()
    one_time.void(uow, user_id, "second_step")
    audit.record(uow, by, "two_factor.disabled", subject_id=user_id)
    notices.order(uow, "two_factor_off", user_id)


def forget(uow: UnitOfWork, user_id: UUID) -> None:
    """Remove somebody's app, if there is one that counts or one that was begun."""
    if repository.is_on(uow.db, user_id):
        take_away(uow, Actor(), user_id)
    repository.remove(uow.db, user_id)


def renew_codes(uow: UnitOfWork, actor: Actor) -> RecoveryCodes:
    """Give new recovery codes; the old ones are void.

    Raises:
        Forbidden: no fresh proof.
        Conflict: the second factor is not on.
    """
    user_id = proving.require(uow, actor)
    standing.hold(uow, actor)
    app = repository.find_totp(uow.db, user_id, lock=True)
    if app is None or app.confirmed_at is None:
        raise _not_on()
    audit.record(uow, actor, "recovery_codes.renewed")
    notices.order(uow, "recovery_codes_renewed", user_id)
    return _new_codes(uow, user_id)


def _keep_secret(uow: UnitOfWork, user_id: UUID, sealed: bytes) -> None:
    app = repository.find_totp(uow.db, user_id, lock=True)
    if app is None:
        row = Totp(user_id=user_id, secret_enc=sealed, created_at=uow.now)
        if not repository.add_totp(uow.db, row):
            raise Conflict("changed_meanwhile", "This was begun twice at once. Begin again.")
    elif app.confirmed_at is not None:
        raise _on_already()
    else:
        app.secret_enc = sealed
        uow.db.flush()


def _new_codes(uow: UnitOfWork, user_id: UUID) -> RecoveryCodes:
    made = totp.new_recovery_codes()
    hashes = [hash_token(totp.same_recovery_code(code)) for code in made]
    repository.replace_recovery_codes(uow.db, user_id, hashes, uow.now)
    return RecoveryCodes(recovery_codes=made)


def _on_already() -> Conflict:
    return Conflict("two_factor_on", "The second factor is on already. Turn it off first.")


def _not_on() -> Conflict:
    return Conflict("two_factor_off", "The second factor is not on.")

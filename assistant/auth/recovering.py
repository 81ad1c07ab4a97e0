"""Passwords that were forgotten, reset and changed."""

from uuid import UUID

from assistant.accounts import service as accounts
from assistant.accounts.schemas import AccountView
from assistant.audit import service as audit
from assistant.auth import (
    identities,
    mailing,
    one_time,
    passkeys,
    passwords,
    personal,
    proving,
    repository,
    rules,
    two_factor,
)
from assistant.auth.context import AuthContext
from assistant.auth.events import StartedOver
from assistant.auth.schemas import EmailOnly, PasswordChange, PasswordReset
from assistant.core.actor import Actor
from assistant.core.credentials import Seen
from assistant.core.rate_limit import network_of
from assistant.core.unit_of_work import OpenUow, UnitOfWork
from assistant.models.accounts import AppUser, OneTimeToken


def forgot(open_uow: OpenUow, context: AuthContext, seen: Seen, data: EmailOnly) -> None:
    """Mail a link to whoever has this address; nothing tells whether there is such an account.

    Past `rules.MAILS_PER_ACCOUNT` no further mail leaves, silently: those already sent still
    work, so nobody keeps another from getting in.

    Raises:
        RuleViolated: no e-mail address.
        RateLimited: asked too often from this network.
    """
    network = network_of(seen.address)
    context.limiter.check(rules.MAILS_PER_NETWORK, "forgot", network)
    key = accounts.email_key(data.email)
    context.limiter.check(rules.MAILS_PER_NETWORK_AND_ACCOUNT, "forgot", network, key)
    wanted = mailing.may_mail(context, key)
    with open_uow() as uow:
        user = accounts.find_by_email_key(uow, key)
        known = user is not None and user.state == "active" and not user.is_sample
        about = user.id if user and known and wanted else None
        mailing.order(uow, "reset", about)
        audit.record(uow, Actor(address=seen.address), "password.reset_asked", subject_id=about)


def reset(open_uow: OpenUow, seen: Seen, data: PasswordReset) -> AccountView:
    """Choose a new password by a mailed link; ends every sign-in and token of the account.

    While the address was not confirmed, all other ways in and the second factor end, too.

    Raises:
        Gone: the link is not good.
        RuleViolated: a weak password; the link still works.
    """
    with open_uow(read=True) as uow:
        user = _owner(uow, one_time.look(uow, "reset", data.token))
    rules.check_password(data.password, user.email, user.display_name)
    password_hash = passwords.hashed(data.password)
    with open_uow() as uow:
        owner = _owner(uow, one_time.use(uow, "reset", data.token))
        accounts.hold(uow, owner.id)
        accounts.set_password(uow, owner.id, password_hash)
        if owner.email_verified_at is None:
            _start_over(uow, owner.id)
        accounts.mark_verified(uow, owner.id, owner.email_key)  # the mail got there
        one_time.void(uow, owner.id, "reset")
        one_time.void(uow, owner.id, "second_step")  # begun with the old password
        ended = repository.revoke(uow.db, uow.now, "password_reset", user_id=owner.id)
        personal.revoke_all(uow, owner.id)
        by = Actor(user_id=owner.id, address=seen.address)
        audit.record(uow, by, "password.reset", ended=ended)
        return accounts.view(owner)


def change(
    open_uow: OpenUow, context: AuthContext, actor: Actor, data: PasswordChange
) -> AccountView:
    """Change the actor's password; ends all their other sign-ins, and links to reset it.

    Raises:
        RuleViolated: the current password is wrong, or the new one weak.
        RateLimited: too many wrong tries.
        Forbidden: the sample listener, who has none.
    """
    shown = proving.by_password(open_uow, context, actor, data.current_password)
    user_id = shown.user_id
    with open_uow(read=True) as uow:
        user = accounts.get_user(uow, user_id)
    rules.check_password(data.new_password, user.email, user.display_name)
    password_hash = passwords.hashed(data.new_password)
    with open_uow() as uow:
        passwords.hold_to(uow, shown)
        accounts.set_password(uow, user_id, password_hash)
        one_time.void(uow, user_id, "reset")
        one_time.void(uow, user_id, "second_step")
        ended = repository.revoke_others(
            uow.db, uow.now, "password_changed", user_id=user_id, keep=actor.auth_session_id
        )
        audit.record(uow, actor, "password.changed", ended=ended)
        return accounts.view(accounts.get_user(uow, user_id))


def _start_over(uow: UnitOfWork, user_id: UUID) -> None:
    """Remove what whoever signed up added: they need not own the address (ADR 0016)."""
    identities.unlink_all(uow, user_id)
    passkeys.remove_all(uow, user_id)
    two_factor.forget(uow, user_id)
    one_time.void(uow, user_id, "verify")
    uow.publish(StartedOver(user_id))


def _owner(uow: UnitOfWork, token: OneTimeToken) -> AppUser:
    assert token.user_id is not None  # noqa: S101 - nobody's link never leaves, so none has it
    return accounts.get_user(uow, token.user_id)

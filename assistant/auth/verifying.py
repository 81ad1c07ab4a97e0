"""Showing that an e-mail address is one's own."""

from uuid import UUID

from assistant.accounts import service as accounts
from assistant.audit import service as audit
from assistant.auth import mailing, one_time, passwords, rules
from assistant.auth.context import AuthContext
from assistant.auth.schemas import Confirmation
from assistant.core.actor import Actor
from assistant.core.credentials import Seen
from assistant.core.errors import Conflict, Forbidden, Gone, RuleViolated
from assistant.core.unit_of_work import OpenUow, UnitOfWork
from assistant.models.accounts import AppUser


def send(uow: UnitOfWork, context: AuthContext, actor: Actor) -> None:
    """Mail the actor a link that confirms their address.

    Raises:
        Conflict: it is confirmed already.
        RateLimited: asked too often.
        Forbidden: the sample listener, who has no mailbox.
    """
    user = accounts.get_user(uow, actor.require_user())
    if user.is_sample:
        raise Forbidden("sample_stays", "The sample listener stays as it is. Sign up first.")
    if user.email_verified_at is not None:
        raise Conflict("email_verified", "This address is confirmed already.")
    context.limiter.check(rules.MAILS_PER_ACCOUNT, "send_verification", str(user.id))
    mailing.order(uow, "verify", user.id)


def verify(
    open_uow: OpenUow, context: AuthContext, actor: Actor, seen: Seen, data: Confirmation
) -> None:
    """Confirm an address by a mailed link, as whoever made the account.

    The link shows whose the address is, not who made the account (ADR 0016): that takes being
    signed in to it, or its password. Else the link stays good, and its reader can reset.

    Raises:
        Gone: the link is not good.
        RuleViolated: not signed in to that account, and no password given, or a wrong one.
        RateLimited: too many wrong passwords.
    """
    with open_uow(read=True) as uow:
        owner_id = one_time.look(uow, "verify", data.token).user_id
    if owner_id is None:
        raise Gone("link_not_valid", "This link belongs to no account.")
    shown = None
    if actor.auth_session_id is None or actor.user_id != owner_id:
        shown = _by_password(open_uow, context, seen, owner_id, data.password)
    with open_uow() as uow:
        if shown is not None:
            passwords.hold_to(uow, shown)
        user = accounts.get_user(uow, owner_id)
        one_time.use(uow, "verify", data.token)
        accounts.mark_verified(uow, user.id, user.email_key)
        one_time.void(uow, user.id, "verify")
        audit.record(uow, Actor(user_id=user.id, address=seen.address), "email.verified")


def _by_password(
    open_uow: OpenUow, context: AuthContext, seen: Seen, user_id: UUID, password: str | None
) -> passwords.Proof:
    """A proof by the account's password from who holds its link; a wrong one is written down."""
    if password is None:
        raise RuleViolated(
            "confirm_password",
            "Sign in to this account first, or enter its password. If you did not make it, choose "
            "a new password by mail: that ends whatever somebody else left in it.",
            pointer="/password",
        )
    context.limiter.check(rules.CHANGES_PER_ACCOUNT, "verify", str(user_id))
    with open_uow(read=True) as uow:
        user = accounts.get_user(uow, user_id)
    if passwords.verify(password, user.password_hash):
        return passwords.Proof(user_id, user.password_hash)
    with open_uow() as uow:
        audit.record(uow, Actor(address=seen.address), "password.refused", subject_id=user_id)
    raise RuleViolated(
        "confirm_password_wrong", "That is not this account's password.", pointer="/password"
    )


def send_again(uow: UnitOfWork, context: AuthContext, user: AppUser) -> None:
    """Mail the link to somebody who may not sign in without it; not more often than is meet."""
    if mailing.may_mail(context, user.email_key):
        mailing.order(uow, "verify", user.id)

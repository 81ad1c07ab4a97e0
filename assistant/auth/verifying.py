"""Showing that an e-mail address is one's own."""

from assistant.accounts import service as accounts
from assistant.audit import service as audit
from assistant.auth import mailing, one_time, rules
from assistant.auth.context import AuthContext
from assistant.auth.schemas import LinkToken
from assistant.core.actor import Actor
from assistant.core.errors import Conflict, Forbidden, Gone
from assistant.core.unit_of_work import UnitOfWork
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


def verify(uow: UnitOfWork, data: LinkToken) -> None:
    """Confirm an address by a mailed link; whoever holds the link need not be signed in.

    Raises:
        Gone: the link is not good.
    """
    token = one_time.use(uow, "verify", data.token)
    if token.user_id is None:
        raise Gone("link_not_valid", "This link belongs to no account.")
    user = accounts.get_user(uow, token.user_id)
    accounts.mark_verified(uow, user.id, user.email_key)
    one_time.void(uow, user.id, "verify")
    audit.record(uow, Actor(user_id=user.id), "email.verified")


def send_again(uow: UnitOfWork, context: AuthContext, user: AppUser) -> None:
    """Mail the link to somebody who may not sign in without it; not more often than is meet."""
    if mailing.may_mail(context, user.email_key):
        mailing.order(uow, "verify", user.id)

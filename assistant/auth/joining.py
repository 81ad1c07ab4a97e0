"""Coming in with an account elsewhere whose address is not known to be its owner's (ADR 0018).

Such a sign-in makes no account. It has a link mailed to the address; whoever follows it signs in
there once more, and that makes the account, if it is with the same address.
"""

from uuid import UUID

from assistant.accounts import service as accounts
from assistant.auth import identity_repository as repository
from assistant.auth import mailing, one_time, token_repository
from assistant.auth.context import AuthContext
from assistant.core.errors import Gone
from assistant.core.unit_of_work import UnitOfWork
from assistant.models.identities import Joining, OauthAttempt


def ask(uow: UnitOfWork, context: AuthContext, attempt: OauthAttempt, email: str) -> None:
    """Mail a link to an address; nothing tells whether there is an account with it.

    Raises:
        RuleViolated: it is no e-mail address.
    """
    key = accounts.email_key(email)
    may = mailing.may_mail(context, key)
    known = accounts.find_by_email_key(uow, key)
    if known is not None:
        mailing.order(uow, "known", known.id if may else None)
        return
    token_repository.remove_run_out(uow.db, "join", uow.now)  # with the addresses that hang on it
    token = mailing.order(uow, "join", None)
    if may:
        row = Joining(
            token_id=token.id, email=email, email_key=key, is_set_up=attempt.is_set_up,
            invitation_id=attempt.invitation_id, created_at=uow.now,
        )  # fmt: skip
        repository.add_joining(uow.db, row)


def follow(uow: UnitOfWork, attempt: OauthAttempt, secret: str) -> None:
    """Let an attempt be the second sign-in, by who followed the link; the link is not used up.

    Raises:
        Gone: it was used, has run out, or is none of ours.
    """
    row = repository.find_joining(uow.db, one_time.look(uow, "join", secret).id)
    if row is None:
        raise _gone()
    attempt.joining_id = row.id
    attempt.invitation_id, attempt.is_set_up = row.invitation_id, row.is_set_up


def shows(uow: UnitOfWork, joining_id: UUID | None, email: str) -> bool:
    """Whether the followed link was mailed to an address."""
    row = repository.get_joining(uow.db, joining_id) if joining_id else None
    return row is not None and row.email_key == accounts.email_key(email)


def spend(uow: UnitOfWork, joining_id: UUID | None) -> None:
    """Use the followed link up, and forget the address with all its links.

    Raises:
        Gone: it was used meanwhile, or ran out.
    """
    row = repository.get_joining(uow.db, joining_id) if joining_id else None
    if row is None:
        raise _gone()
    one_time.spend(uow, row.token_id)
    repository.remove_joinings(uow.db, row.email_key)


def _gone() -> Gone:
    return Gone("link_not_valid", "This link was used already, or has run out. Begin anew.")

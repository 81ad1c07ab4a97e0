"""What an account can be signed in with: its password, accounts elsewhere, passkeys."""

from uuid import UUID

from assistant.accounts import service as accounts
from assistant.auth import ceremonies, identity_repository, passkey_repository
from assistant.auth.context import AuthContext
from assistant.core.errors import Conflict
from assistant.core.unit_of_work import UnitOfWork


def require_another(uow: UnitOfWork, context: AuthContext, user_id: UUID, *, than: UUID) -> None:
    """See to it that something is left to sign in with; holds the account meanwhile.

    Args:
        uow: the unit of work that takes a way in away.
        context: says which providers there are, and whether passkeys can be used here.
        user_id: whose account.
        than: the linked account or passkey that goes.

    Raises:
        Conflict: it is the last way in that works.
    """
    user = accounts.hold(uow, user_id)
    if user is not None and user.password_hash is not None:
        return
    offered = {provider.key for provider in context.providers.offered()}
    linked = identity_repository.list_of(uow.db, user_id)
    left = {row.id for row in linked if row.provider in offered}
    if ceremonies.party(context.settings) is not None:
        left |= {row.id for row in passkey_repository.list_of(uow.db, user_id)}
    if left - {than}:
        return
    raise Conflict(
        "last_way_in",
        "This is the only way you can sign in. Choose a password first: have a link mailed "
        "to you under Forgot your password.",
    )

"""What an account can be signed in with: its password, accounts elsewhere, passkeys."""

from dataclasses import dataclass
from uuid import UUID

from assistant.accounts import service as accounts
from assistant.auth import ceremonies, identity_repository, passkey_repository
from assistant.auth.context import AuthContext
from assistant.core.errors import Conflict
from assistant.core.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class WaysIn:
    """What works now.

    Attributes:
        has_password: whether there is one.
        identities: linked accounts at providers that are offered here; the provider's key of each.
        passkeys: that browsers use under this address.
    """

    has_password: bool
    identities: dict[UUID, str]
    passkeys: frozenset[UUID]


def of(uow: UnitOfWork, context: AuthContext, user_id: UUID) -> WaysIn:
    """What an account can be signed in with."""
    offered = {provider.key for provider in context.providers.offered()}
    linked = identity_repository.list_of(uow.db, user_id)
    named = ceremonies.party(context.settings) is not None
    passkeys = passkey_repository.list_of(uow.db, user_id) if named else []
    return WaysIn(
        accounts.get_user(uow, user_id).password_hash is not None,
        {row.id: row.provider for row in linked if row.provider in offered},
        frozenset(row.id for row in passkeys),
    )


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
    accounts.hold(uow, user_id)
    left = of(uow, context, user_id)
    if left.has_password or {*left.identities, *left.passkeys} - {than}:
        return
    raise Conflict(
        "last_way_in",
        "This is the only way you can sign in. Choose a password first: have a link mailed "
        "to you under Forgot your password.",
    )

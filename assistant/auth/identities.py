"""Linked accounts: whose account here a person elsewhere has; linked, listed and unlinked."""

from contextlib import suppress
from uuid import UUID

from assistant.accounts import service as accounts
from assistant.audit import service as audit
from assistant.auth import identity_repository as repository
from assistant.auth import notices, proving, standing, ways_in
from assistant.auth.context import AuthContext
from assistant.auth.identity_schemas import IdentityView, ProviderView
from assistant.auth.passwords import Proof
from assistant.core.actor import Actor
from assistant.core.errors import Conflict, NotAuthenticated, NotFound, QuotaExceeded, RuleViolated
from assistant.core.sign_in_settings import SignInProvider
from assistant.core.unit_of_work import UnitOfWork
from assistant.integrations.oauth import Person
from assistant.models.identities import Identity

AT_MOST = 20


def offered(context: AuthContext) -> list[ProviderView]:
    """Who can be signed in with here, in the order of their buttons."""
    return [ProviderView(key=p.key, name=p.name) for p in context.providers.offered()]


def list_mine(uow: UnitOfWork, context: AuthContext, actor: Actor) -> list[IdentityView]:
    """What is linked to the actor's account, oldest first."""
    names = {p.key: p.name for p in context.providers.offered()}
    return [_view(row, names) for row in repository.list_of(uow.db, actor.require_user())]


def find_owner(uow: UnitOfWork, person: Person, provider: SignInProvider) -> Proof | None:
    """Whose account a person elsewhere signs in to; None when they are linked to none.

    Raises:
        NotAuthenticated: that account is closed.
    """
    found = repository.find(uow.db, person.issuer, person.subject)
    if found is None:
        return None
    identity, user = found
    if user.state != "active":
        raise NotAuthenticated("account_closed", "The account that this is linked to is closed.")
    identity.last_used_at, identity.provider = uow.now, provider.key
    identity.email = person.email or identity.email
    confirm_address(uow, user.id, person, provider)
    return Proof(user.id, user.password_hash)


def confirm_address(
    uow: UnitOfWork, user_id: UUID, person: Person, provider: SignInProvider
) -> None:
    """Take the provider's word that an address is the owner's, if it is the account's."""
    if person.email is None or not is_confirmed(person, provider):
        return
    with suppress(RuleViolated):  # what no mail can reach is nobody's
        accounts.mark_verified(uow, user_id, accounts.email_key(person.email))


def is_confirmed(person: Person, provider: SignInProvider) -> bool:
    """Whether the address that came along is known to be the person's."""
    return person.email is not None and (person.email_verified or provider.trust_email)


def link(uow: UnitOfWork, actor: Actor, person: Person, provider: SignInProvider) -> None:
    """Link a person elsewhere to the actor's account; twice is once.

    Raises:
        Conflict: they are linked to another account here.
        QuotaExceeded: enough are linked.
        NotAuthenticated: the sign-in was ended while the provider was asked.
    """
    user_id = actor.require_own()
    standing.hold(uow, actor)
    found = repository.find(uow.db, person.issuer, person.subject)
    if found is None and len(repository.list_of(uow.db, user_id)) >= AT_MOST:
        raise QuotaExceeded("identities_full", "Unlink one of your linked accounts first.")
    if found is None and attach(uow, user_id, person, provider):
        confirm_address(uow, user_id, person, provider)
        audit.record(uow, actor, "identity.linked", object=provider.key)
        notices.order(uow, "identity_linked", user_id)
        return
    found = repository.find(uow.db, person.issuer, person.subject)
    if found is None or found[1].id != user_id:
        raise Conflict(
            "identity_taken", f"This account at {provider.name} is linked to another account here."
        )


def attach(uow: UnitOfWork, user_id: UUID, person: Person, provider: SignInProvider) -> bool:
    """Write a link down; False when somebody was faster."""
    row = Identity(
        user_id=user_id, provider=provider.key, issuer=person.issuer, subject=person.subject,
        email=person.email or "", created_at=uow.now, last_used_at=uow.now,
    )  # fmt: skip
    return repository.add(uow.db, row)


def unlink(uow: UnitOfWork, context: AuthContext, actor: Actor, identity_id: UUID) -> None:
    """Unlink an account elsewhere.

    Raises:
        Forbidden: no fresh proof.
        NotFound: no such link, or somebody else's.
        Conflict: nothing would be left to sign in with.
    """
    user_id = proving.require(uow, actor)
    standing.hold(uow, actor)
    rows = repository.list_of(uow.db, user_id)
    found = next((row for row in rows if row.id == identity_id), None)
    if found is None:
        raise NotFound("identity_not_found", "There is no such linked account.")
    ways_in.require_another(uow, context, user_id, than=identity_id)
    repository.remove(uow.db, user_id, identity_id)
    audit.record(uow, actor, "identity.unlinked", object=found.provider)
    notices.order(uow, "identity_unlinked", user_id)


def unlink_all(uow: UnitOfWork, user_id: UUID) -> None:
    """Unlink everything from an account."""
    for row in repository.list_of(uow.db, user_id):
        repository.remove(uow.db, user_id, row.id)
        audit.record(uow, Actor(), "identity.unlinked", subject_id=user_id, object=row.provider)


def has_password(uow: UnitOfWork, actor: Actor) -> bool:
    """Whether the actor can sign in with a password."""
    return accounts.get_user(uow, actor.require_user()).password_hash is not None


def _view(row: Identity, names: dict[str, str]) -> IdentityView:
    return IdentityView(
        id=row.id, provider=row.provider, name=names.get(row.provider, row.provider),
        email=row.email, created_at=row.created_at, last_used_at=row.last_used_at,
        works=row.provider in names,
    )  # fmt: skip

"""Use cases of accounts; passwords and sign-ins are the auth feature's."""

from typing import cast
from uuid import UUID

from email_validator import EmailNotValidError, validate_email

from assistant.accounts import repository
from assistant.accounts.schemas import AccountChange, AccountView, PersonView
from assistant.audit import service as audit
from assistant.core.actor import STRANGER, Actor, Role
from assistant.core.errors import Conflict, Forbidden, NotFound, RuleViolated
from assistant.core.pagination import Page, decode_cursor, encode_cursor, id_of
from assistant.core.unit_of_work import UnitOfWork
from assistant.models.accounts import AppUser, UserSettings


def email_key(email: str) -> str:
    """An address as it is compared: normalised, without regard to case.

    Raises:
        RuleViolated: it is no e-mail address.
    """
    try:
        checked = validate_email(email, check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        raise RuleViolated(
            "email_not_valid", f"That is no e-mail address: {error}", pointer="/email"
        ) from error
    return checked.normalized.casefold()


def create(
    uow: UnitOfWork,
    *,
    email: str,
    display_name: str,
    password_hash: str | None,
    role: Role,
    time_zone: str = "UTC",
    by: Actor = STRANGER,
) -> AccountView:
    """Make an account; `by` says from where, for the audit log.

    Raises:
        Conflict: the address has one already.
        RuleViolated: the address is none.
    """
    key = email_key(email)
    if repository.find_by_email_key(uow.db, key) is not None:
        raise Conflict(
            "email_taken", "There is an account with this address. Sign in instead.",
            pointer="/email",
        )  # fmt: skip
    user = AppUser(
        email=email.strip(), email_key=key, display_name=display_name,
        password_hash=password_hash, role=role, time_zone=time_zone, created_at=uow.now,
        password_set_at=uow.now if password_hash else None,
    )  # fmt: skip
    repository.add(uow.db, user)
    uow.db.add(UserSettings(user_id=user.id, created_at=uow.now))
    uow.db.flush()
    audit.record(uow, by, "account.made", subject_id=user.id, role=role)
    return view(user)


def get_me(uow: UnitOfWork, actor: Actor) -> AccountView:
    """The actor's own account."""
    return view(get_user(uow, actor.require_user("account:read")))


def update_me(uow: UnitOfWork, actor: Actor, change: AccountChange) -> AccountView:
    """Change what the actor says about themselves.

    Raises:
        Forbidden: the sample listener, whom many share.
    """
    user = get_user(uow, actor.require_user())
    if user.is_sample:
        raise Forbidden("sample_stays", "The sample listener stays as it is. Sign up first.")
    given = change.model_dump(exclude_none=True)
    changed = {name: value for name, value in given.items() if getattr(user, name) != value}
    for name, value in changed.items():
        setattr(user, name, value)
    uow.db.flush()
    if changed:
        audit.record(uow, actor, "account.changed", object=", ".join(sorted(changed)))
    return view(user)


def get_user(uow: UnitOfWork, user_id: UUID) -> AppUser:
    """An account's row, for features above; never leaves the services.

    Raises:
        NotFound: no such account.
    """
    user = repository.find(uow.db, user_id)
    if user is None:
        raise NotFound("account_not_found", "There is no such account.")
    return user


def hold(uow: UnitOfWork, user_id: UUID) -> AppUser | None:
    """An account's row as it is now, which nobody else changes until this transaction ends."""
    return repository.hold(uow.db, user_id)


def time_zone_of(uow: UnitOfWork, user_id: UUID) -> str:
    """The zone a listener's days are counted in."""
    return get_user(uow, user_id).time_zone


def find_by_email_key(uow: UnitOfWork, key: str) -> AppUser | None:
    """The account of an address as compared, for signing in."""
    return repository.find_by_email_key(uow.db, key)


def find_sample(uow: UnitOfWork) -> AppUser | None:
    """The sample listener, when the sample library is loaded."""
    return repository.find_sample(uow.db)


def lock(uow: UnitOfWork) -> None:
    """Let no other account be made meanwhile: only one can be the first."""
    repository.lock(uow.db)


def count_people(uow: UnitOfWork) -> int:
    """How many accounts there are, the sample listener not counted."""
    return repository.count_people(uow.db)


def list_accounts(uow: UnitOfWork, actor: Actor) -> list[AccountView]:
    """All accounts of people (admins)."""
    actor.require("people.role")
    return [view(user) for user in repository.list_people(uow.db)]


def page_of_people(
    uow: UnitOfWork, actor: Actor, *, limit: int, cursor: str | None = None, search: str = ""
) -> Page[PersonView]:
    """Who is here, oldest account first (moderators, who see no addresses, and admins).

    Args:
        uow: an open unit of work.
        actor: a moderator or an admin.
        limit: rows of a page.
        cursor: from the last page.
        search: only whose name has these letters; for an admin also whose address.
    """
    actor.require("people.see")
    after = id_of(decode_cursor(cursor, 1)[0]) if cursor else None
    is_admin = actor.may("people.role")
    found = repository.page_of_people(uow.db, limit + 1, after, search, by_address=is_admin)
    people = [_person(user, with_address=is_admin) for user in found[:limit]]
    more = len(found) > limit
    return Page(
        items=people, cursor=encode_cursor(str(people[-1].id)) if more else None,
        total=repository.count_people(uow.db),
    )  # fmt: skip


def set_password(uow: UnitOfWork, user_id: UUID, password_hash: str) -> None:
    """Store a password's hash; the auth feature decides when."""
    user = get_user(uow, user_id)
    user.password_hash, user.password_set_at = password_hash, uow.now
    uow.db.flush()


def mark_verified(uow: UnitOfWork, user_id: UUID, key: str) -> None:
    """Note that the owner of an account got mail at an address, if it is still theirs."""
    user = get_user(uow, user_id)
    if user.email_key == key and user.email_verified_at is None:
        user.email_verified_at = uow.now
        uow.db.flush()


def change_role(uow: UnitOfWork, actor: Actor, user_id: UUID, role: Role) -> AccountView:
    """Make somebody a listener, moderator or admin (admins).

    Raises:
        NotFound: no such account.
        Conflict: a server keeps at least one admin.
        Forbidden: the sample listener stays a listener.
    """
    actor.require("people.role")
    repository.lock(uow.db)
    user = get_user(uow, user_id)
    if user.is_sample:
        raise Forbidden("sample_stays", "The sample listener stays as it is.")
    if user.role == "admin" and role != "admin" and repository.count_admins(uow.db) == 1:
        raise Conflict("last_admin", "This is the only admin. Make somebody else an admin first.")
    if user.role != role:
        audit.record(
            uow, actor, "account.role_changed", subject_id=user_id, was=user.role, role=role
        )
        user.role = role
        uow.db.flush()
    return view(user)


def set_locked(uow: UnitOfWork, actor: Actor, user_id: UUID, *, locked: bool) -> PersonView:
    """Let nobody in by an account, or its owner again (admins).

    Raises:
        NotFound: no such account.
        Conflict: one's own, or the last admin's.
        Forbidden: the sample listener stays.
    """
    actor.require("people.lock")
    repository.lock(uow.db)
    user = repository.hold(uow.db, user_id)
    if user is None:
        raise NotFound("account_not_found", "There is no such account.")
    if user.is_sample:
        raise Forbidden("sample_stays", "The sample listener stays as it is.")
    if locked and user_id == actor.user_id:
        raise Conflict("own_account", "You cannot lock your own account.")
    state = "locked" if locked else "active"
    if user.state != state:
        admins_left = repository.count_admins(uow.db)
        if locked and user.role == "admin" and user.delete_after is None and admins_left == 1:
            raise Conflict("last_admin", "This is the only admin. Make somebody else one first.")
        user.state = state
        uow.db.flush()
        audit.record(uow, actor, f"account.{state if locked else 'unlocked'}", subject_id=user_id)
    return _person(user, with_address=True)


def _person(user: AppUser, *, with_address: bool) -> PersonView:
    return PersonView(
        id=user.id, display_name=user.display_name, role=cast("Role", user.role),
        email=user.email if with_address else None, created_at=user.created_at,
        leaving=user.delete_after is not None, locked=user.state == "locked",
    )  # fmt: skip


def view(user: AppUser) -> AccountView:
    """An account as its owner sees it."""
    return AccountView(
        id=user.id, email=user.email, email_verified=user.email_verified_at is not None,
        display_name=user.display_name, role=cast("Role", user.role),
        locale=user.locale, time_zone=user.time_zone, is_sample=user.is_sample,
        created_at=user.created_at, delete_after=user.delete_after,
    )  # fmt: skip

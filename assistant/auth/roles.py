"""What somebody is on this server: changed by an admin who shows that it is them."""

from uuid import UUID

from assistant.accounts import service as accounts
from assistant.accounts.schemas import AccountView
from assistant.auth import notices, passwords, proving, standing
from assistant.auth.context import AuthContext
from assistant.auth.schemas import RoleChange
from assistant.core.actor import Actor
from assistant.core.unit_of_work import OpenUow


def change(
    open_uow: OpenUow, context: AuthContext, actor: Actor, user_id: UUID, data: RoleChange
) -> AccountView:
    """Make somebody a listener, moderator or admin; they get a mail, and it holds at once.

    Sign-ins stay: what they may is looked up for each request.

    Raises:
        Forbidden: only admins may, signed in by themselves; the sample listener stays; no fresh
            proof from who has no password.
        RuleViolated: the password is wrong.
        NotFound: no such account.
        Conflict: a server keeps at least one admin.
    """
    actor.require_user()  # by no token, whatever its scopes
    actor.require("people.role")
    shown = proving.by_what_there_is(open_uow, context, actor, data.current_password)
    with open_uow() as uow:
        accounts.lock(uow)  # before any row: of two admins who change each other one waits
        passwords.hold_to(uow, shown)
        standing.hold(uow, actor)
        before = accounts.get_user(uow, user_id).role
        changed = accounts.change_role(uow, actor, user_id, data.role)
        if changed.role != before:
            notices.order(uow, "role_changed", user_id)
        return changed

"""Accounts that an admin lets nobody in by, until they are let in again."""

from uuid import UUID

from assistant.accounts import service as accounts
from assistant.accounts.schemas import PersonView
from assistant.auth import one_time, passwords, proving, repository, standing
from assistant.auth.context import AuthContext
from assistant.auth.schemas import LockChange
from assistant.core.actor import Actor
from assistant.core.unit_of_work import OpenUow


def change(
    open_uow: OpenUow, context: AuthContext, actor: Actor, user_id: UUID, data: LockChange
) -> PersonView:
    """Lock an account, which ends its sign-ins, or unlock it.

    Its personal tokens open nothing while it is locked, and what they did once it no longer is.

    Raises:
        Forbidden: only admins may, signed in by themselves; the sample listener stays; no fresh
            proof from who has no password.
        RuleViolated: the password is wrong.
        NotFound: no such account.
        Conflict: one's own account, or the last admin's.
    """
    actor.require_user()  # by no token, whatever its scopes
    actor.require("people.lock")
    shown = proving.by_what_there_is(open_uow, context, actor, data.current_password)
    with open_uow() as uow:
        accounts.lock(uow)  # before any row: of two admins who lock each other one waits
        passwords.hold_to(uow, shown)
        standing.hold(uow, actor)
        changed = accounts.set_locked(uow, actor, user_id, locked=data.locked)
        if data.locked:
            repository.revoke(uow.db, uow.now, "locked", user_id=user_id)
            one_time.void(uow, user_id, "reset")
            one_time.void(uow, user_id, "second_step")
        return changed

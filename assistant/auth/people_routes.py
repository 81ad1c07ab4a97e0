"""REST of the people here: `/admin/users`, for moderators and admins."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from assistant.accounts.schemas import AccountView, PersonView
from assistant.auth import locking, people, roles
from assistant.auth.edge import ContextDep
from assistant.auth.schemas import LockChange, PersonSeen, RoleChange
from assistant.core.http import ActorDep, CursorParam, LimitParam, OpenUowDep, UowDep
from assistant.core.pagination import Page

router = APIRouter(prefix="/admin/users", tags=["People"])


@router.get("")
def list_people(
    uow: UowDep, actor: ActorDep, limit: LimitParam = 50, cursor: CursorParam = None,
    search: Annotated[str, Query(max_length=80, description="letters of a name")] = "",
) -> Page[PersonSeen]:  # fmt: skip
    """List who has an account here (admins; moderators, who see names alone)."""
    return people.page(uow, actor, limit=limit, cursor=cursor, search=search)


@router.put("/{user_id}")
def change_lock(
    open_uow: OpenUowDep, context: ContextDep, actor: ActorDep, user_id: UUID, data: LockChange
) -> PersonView:
    """Lock an account or unlock it, by your password (admins); the proof is as for a role.

    Locking ends its sign-ins. Your own account and the last admin's stay open.
    """
    return locking.change(open_uow, context, actor, user_id, data)


@router.put("/{user_id}/role")
def change_role(
    open_uow: OpenUowDep, context: ContextDep, actor: ActorDep, user_id: UUID, data: RoleChange
) -> AccountView:
    """Make somebody a listener, moderator or admin, by your password (admins).

    It holds at once, and they get a mail. The last admin stays one. Who has no password gives a
    fresh proof instead (`POST /auth/proof`, or signing in just now).
    """
    return roles.change(open_uow, context, actor, user_id, data)

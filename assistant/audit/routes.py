"""REST of the audit log: `/users/me/audit` for what concerns you, `/admin/audit` for admins."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from assistant.audit import service
from assistant.audit.schemas import AdminAuditEntry, AuditEntry
from assistant.core.http import ActorDep, CursorParam, LimitParam, UowDep
from assistant.core.pagination import Page

router = APIRouter(tags=["Audit"])


@router.get("/users/me/audit")
def list_my_audit(
    uow: UowDep, actor: ActorDep, limit: LimitParam = 50, cursor: CursorParam = None
) -> Page[AuditEntry]:
    """List what you did and what was done to your account, newest first."""
    return service.list_mine(uow, actor, limit=limit, cursor=cursor)


@router.get("/admin/audit")
def list_audit(
    uow: UowDep, actor: ActorDep, limit: LimitParam = 50, cursor: CursorParam = None,
    verb: Annotated[str, Query(max_length=64, description="only verbs that begin so")] = "",
    user_id: Annotated[UUID | None, Query(description="only by or about this account")] = None,
) -> Page[AdminAuditEntry]:  # fmt: skip
    """List everything that was written down, newest first (admins)."""
    return service.list_all(uow, actor, limit=limit, cursor=cursor, verb=verb, user_id=user_id)

"""REST of the audit log: `/users/me/audit` for what concerns you, `/admin/audit` for admins."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from fastapi.responses import StreamingResponse

from assistant.audit import export, service
from assistant.audit.kinds import Kind
from assistant.audit.schemas import AdminAuditEntry, AuditEntry, Which
from assistant.core.http import ActorDep, CursorParam, LimitParam, Moment, OpenUowDep, UowDep
from assistant.core.pagination import Page

router = APIRouter(tags=["Audit"])
KindParam = Annotated[Kind | None, Query(description="only deeds of this kind")]
Since = Annotated[Moment | None, Query(description="not before this moment, with a zone")]
Until = Annotated[Moment | None, Query(description="before this moment, with a zone")]


def _which(
    kind: KindParam = None,
    verb: Annotated[str, Query(max_length=64, description="only verbs that begin so")] = "",
    user_id: Annotated[UUID | None, Query(description="only by or about this account")] = None,
    since: Since = None,
    until: Until = None,
) -> Which:
    return Which(kind=kind, verb=verb, user_id=user_id, since=since, until=until)


WhichDep = Annotated[Which, Depends(_which)]


@router.get("/users/me/audit")
def list_my_audit(
    uow: UowDep, actor: ActorDep, limit: LimitParam = 50, cursor: CursorParam = None,
    kind: KindParam = None, since: Since = None, until: Until = None,
) -> Page[AuditEntry]:  # fmt: skip
    """List what you did and what was done to your account, newest first."""
    which = Which(kind=kind, since=since, until=until)
    return service.list_mine(uow, actor, limit=limit, cursor=cursor, which=which)


@router.get("/admin/audit")
def list_audit(
    uow: UowDep,
    actor: ActorDep,
    which: WhichDep,
    limit: LimitParam = 50,
    cursor: CursorParam = None,
) -> Page[AdminAuditEntry]:
    """List everything that was written down, or some of it, newest first (admins)."""
    return service.list_all(uow, actor, limit=limit, cursor=cursor, which=which)


@router.get(
    "/admin/audit.csv",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/csv": {}}}},
)
def download_audit(open_uow: OpenUowDep, actor: ActorDep, which: WhichDep) -> StreamingResponse:
    """Download what was written down, or some of it, as CSV (admins)."""
    return StreamingResponse(
        export.audit_csv(open_uow, actor, which),
        media_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": 'attachment; filename="attune-audit.csv"',
            "Cache-Control": "no-store",
        },
    )

"""REST of taking everything along (`/users/me/export`) and of leaving (`DELETE /users/me`)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body, Depends, Request, Response, status
from fastapi.responses import FileResponse

from assistant.auth.edge import ContextDep
from assistant.core.errors import Forbidden
from assistant.core.http import ActorDep, OpenUowDep, SeenDep, UowDep, edge_of
from assistant.takeout import service
from assistant.takeout.rules import Places
from assistant.takeout.schemas import LeaveRequest, Leaving, TakeoutView

router = APIRouter(prefix="/users/me", tags=["Users"])
ExportId = Annotated[UUID, "the export's id"]


def _places(request: Request) -> Places:
    return Places(edge_of(request).settings.data_dir)


PlacesDep = Annotated[Places, Depends(_places)]


@router.get("/export", responses={202: {"model": TakeoutView}})
def export(open_uow: OpenUowDep, actor: ActorDep, seen: SeenDep, response: Response) -> TakeoutView:
    """Get everything Attune keeps about you: 200 with a download, or 202 while it is written.

    The first call begins it, as a job; ask again, or watch the job of the same id.
    """
    if seen.fetch_site not in ("", "same-origin", "none"):  # a link elsewhere begins nothing
        raise Forbidden("foreign_origin", "This request came from a page of another site.")
    with open_uow() as uow:
        found = service.export(uow, actor)
    if found.state != "ready":
        response.status_code = status.HTTP_202_ACCEPTED
    return found


@router.post("/export", status_code=status.HTTP_202_ACCEPTED)
def begin_export(uow: UowDep, actor: ActorDep) -> TakeoutView:
    """Begin a fresh export, which replaces an earlier one once it is whole."""
    return service.begin(uow, actor)


@router.get("/export/{export_id}")
def get_export(uow: UowDep, actor: ActorDep, export_id: ExportId) -> TakeoutView:
    """See how far an export is."""
    return service.get(uow, actor, export_id)


@router.get(
    "/export/{export_id}/file",
    response_class=FileResponse,
    responses={200: {"content": {"application/zip": {}}}},
)
def fetch_export(
    open_uow: OpenUowDep, actor: ActorDep, places: PlacesDep, export_id: ExportId
) -> FileResponse:
    """Download an export: a zip of JSON and CSV. Only you can, and only until it expires."""
    with open_uow() as uow:
        path = service.fetch(uow, actor, places, export_id)
    return FileResponse(
        path, media_type="application/zip", filename="attune-export.zip",
        headers={"Cache-Control": "no-store"},
    )  # fmt: skip


@router.delete("", status_code=status.HTTP_202_ACCEPTED)
def delete_me(
    open_uow: OpenUowDep, actor: ActorDep, context: ContextDep,
    wish: Annotated[LeaveRequest | None, Body()] = None,
) -> Leaving:  # fmt: skip
    """Have your account deleted, with everything in it, after two weeks in which you can keep it.

    All your sign-ins end now. Sign in again and POST /users/me/keep to keep the account.
    """
    password = wish.password if wish is not None else ""
    return service.ask_to_leave(open_uow, context, actor, password)


@router.post("/keep")
def keep_me(uow: UowDep, actor: ActorDep) -> Leaving:
    """Keep your account after all."""
    return service.keep(uow, actor)

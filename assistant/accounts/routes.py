"""REST of accounts: `/users/me` and the photo."""

from typing import Annotated

from fastapi import APIRouter, File, Request, UploadFile, status
from fastapi.responses import FileResponse

from assistant.accounts import photos, profile
from assistant.accounts.profile_schemas import ProfileChange, ProfileView
from assistant.core.http import ActorDep, OpenUowDep, UowDep, edge_of

router = APIRouter(prefix="/users", tags=["Users"])


@router.get("/me")
def get_me(uow: UowDep, actor: ActorDep) -> ProfileView:
    """Get your account and profile."""
    return profile.get(uow, actor)


@router.put("/me")
def update_me(uow: UowDep, actor: ActorDep, change: ProfileChange) -> ProfileView:
    """Change your name, words, place, language or time zone; what is left out stays."""
    return profile.change(uow, actor, change)


@router.post("/me/photo")
def set_photo(
    request: Request, open_uow: OpenUowDep, actor: ActorDep,
    file: Annotated[UploadFile, File(description="JPEG, PNG, WebP or GIF, at most 5 MB")],
) -> ProfileView:  # fmt: skip
    """Set your photo. It is drawn anew as a square: where and with what it was taken is gone."""
    actor.require_user()
    data = file.file.read(photos.MAX_BYTES + 1)
    return profile.set_photo(open_uow, edge_of(request).settings.data_dir, actor, data)


@router.get(
    "/me/photo",
    response_class=FileResponse,
    responses={200: {"content": {"image/webp": {}}}},
)
def get_photo(request: Request, uow: UowDep, actor: ActorDep) -> FileResponse:
    """Get your photo."""
    path = profile.photo_path(uow, edge_of(request).settings.data_dir, actor)
    return FileResponse(
        path, media_type="image/webp", headers={"Cache-Control": "private, max-age=86400"}
    )


@router.delete("/me/photo", status_code=status.HTTP_204_NO_CONTENT)
def remove_photo(request: Request, uow: UowDep, actor: ActorDep) -> None:
    """Take your photo away."""
    profile.remove_photo(uow, edge_of(request).settings.data_dir, actor)

"""REST of accounts: `/users/me`."""

from fastapi import APIRouter

from assistant.accounts import service
from assistant.accounts.schemas import AccountChange, AccountView
from assistant.core.http import ActorDep, UowDep

router = APIRouter(prefix="/users", tags=["Users"])


@router.get("/me")
def get_me(uow: UowDep, actor: ActorDep) -> AccountView:
    """Get your account."""
    return service.get_me(uow, actor)


@router.put("/me")
def update_me(uow: UowDep, actor: ActorDep, change: AccountChange) -> AccountView:
    """Change your name or time zone; what is left out stays."""
    return service.update_me(uow, actor, change)

"""REST of passkeys; the bodies of ceremonies are WebAuthn's own JSON."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Response, status

from assistant.auth import cookies, passkey_answers, passkeys, service
from assistant.auth.edge import ContextDep
from assistant.auth.passkey_schemas import PasskeyChange, PasskeyNew, PasskeyUse, PasskeyView
from assistant.auth.schemas import TokenPair
from assistant.core.http import ActorDep, OpenUowDep, SeenDep, UowDep

router = APIRouter(prefix="/auth/passkeys", tags=["Auth"])


@router.get("")
def list_passkeys(uow: UowDep, actor: ActorDep) -> list[PasskeyView]:
    """See your passkeys."""
    return passkeys.list_mine(uow, actor)


@router.post("/options")
def begin_passkey(uow: UowDep, context: ContextDep, actor: ActorDep) -> dict[str, Any]:
    """Get what `navigator.credentials.create` needs. Needs a fresh proof; good for five minutes."""
    return passkeys.begin_making(uow, context, actor)


@router.post("", status_code=status.HTTP_201_CREATED)
def add_passkey(
    open_uow: OpenUowDep, context: ContextDep, actor: ActorDep, seen: SeenDep, data: PasskeyNew
) -> PasskeyView:
    """Keep a passkey that was made for `/auth/passkeys/options`."""
    return passkeys.finish_making(open_uow, context, actor, seen, data)


@router.put("/{passkey_id}")
def rename_passkey(
    uow: UowDep, actor: ActorDep, passkey_id: UUID, data: PasskeyChange
) -> PasskeyView:
    """Call a passkey something else."""
    return passkeys.rename(uow, actor, passkey_id, data)


@router.delete("/{passkey_id}", status_code=status.HTTP_204_NO_CONTENT)
def remove_passkey(uow: UowDep, context: ContextDep, actor: ActorDep, passkey_id: UUID) -> None:
    """Let a passkey open nothing any more. Needs a fresh proof."""
    passkeys.remove(uow, context, actor, passkey_id)


@router.post("/sign-in/options")
def begin_passkey_sign_in(
    open_uow: OpenUowDep, context: ContextDep, seen: SeenDep
) -> dict[str, Any]:
    """Get what `navigator.credentials.get` needs. No address is asked for."""
    return passkey_answers.begin_using(open_uow, context, seen)


@router.post("/sign-in")
def sign_in_by_passkey(
    open_uow: OpenUowDep, context: ContextDep, seen: SeenDep, response: Response, data: PasskeyUse
) -> TokenPair:
    """Sign in by a passkey; it counts as both factors, so that no code is asked for."""
    pair, email = service.login_by_passkey(open_uow, context, seen, data)
    cookies.mark(response, context, email)
    return pair

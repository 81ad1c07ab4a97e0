"""REST of personal tokens: `/auth/tokens`."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, status

from assistant.auth import personal
from assistant.auth.edge import ContextDep
from assistant.auth.personal_schemas import TokenMade, TokenView, TokenWish
from assistant.core.crypto import Vault
from assistant.core.http import ActorDep, OpenUowDep, UowDep, part_of

router = APIRouter(prefix="/auth", tags=["Auth"])


def _vault(request: Request) -> Vault:
    vault: Vault = part_of(request, "vault")
    return vault


@router.post("/tokens", status_code=status.HTTP_201_CREATED)
def create_token(
    open_uow: OpenUowDep,
    context: ContextDep,
    vault: Annotated[Vault, Depends(_vault)],
    actor: ActorDep,
    wish: TokenWish,
) -> TokenMade:
    """Make a personal token, by your password. Its text is shown this once.

    Who has no password gives a fresh proof instead (`POST /auth/proof`, or signing in just now).

    A program shows it as `Authorization: Bearer attune_…`. It may do what its scopes name and
    nothing else; what concerns passwords, sign-ins, tokens and leaving is closed to every token.
    """
    return personal.create(open_uow, context, vault, actor, wish)


@router.get("/tokens")
def list_tokens(uow: UowDep, actor: ActorDep) -> list[TokenView]:
    """See your personal tokens, newest first; not their text, which nobody knows any more."""
    return personal.list_tokens(uow, actor)


@router.delete("/tokens/{token_id}", status_code=status.HTTP_204_NO_CONTENT)
def revoke_token(uow: UowDep, actor: ActorDep, token_id: UUID) -> None:
    """Revoke one of your tokens; programs that show it get 401 from now on."""
    personal.revoke(uow, actor, token_id)

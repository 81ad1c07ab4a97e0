"""REST of signing in: tokens for programs."""

from uuid import UUID

from fastapi import APIRouter, Response, status

from assistant.accounts.schemas import AccountView
from assistant.auth import cookies, service, sessions
from assistant.auth.edge import ContextDep
from assistant.auth.factor_schemas import SecondStep
from assistant.auth.schemas import (
    AuthSessionView,
    ConfirmFirst,
    Credentials,
    RefreshToken,
    Registration,
    TokenPair,
)
from assistant.core.http import ActorDep, OpenUowDep, SeenDep, UowDep

router = APIRouter(prefix="/auth", tags=["Auth"])


@router.post(
    "/register", status_code=status.HTTP_201_CREATED, responses={202: {"model": ConfirmFirst}}
)
def register(
    open_uow: OpenUowDep,
    context: ContextDep,
    seen: SeenDep,
    response: Response,
    data: Registration,
) -> AccountView | ConfirmFirst:
    """Make an account. The first one on a server becomes its admin.

    Where the server asks for confirmed addresses the answer is 202 and a mail, whether or not the
    address had an account.
    """
    account = service.register(open_uow, context, seen, data)
    if account is None:
        response.status_code = status.HTTP_202_ACCEPTED
        return ConfirmFirst()
    return account


@router.post("/login")
def login(
    open_uow: OpenUowDep, context: ContextDep, seen: SeenDep, response: Response, data: Credentials
) -> TokenPair:
    """Sign a program in with address and password.

    One that keeps cookies is known again: wrong passwords tried elsewhere then cannot make it wait.
    Where the account has a second factor, the right password answers 401 with the code
    `second_step_needed` and a `challenge` for `/auth/login/second-step`.
    """
    pair = service.login(open_uow, context, seen, data)
    cookies.mark(response, context, data.email)
    return pair


@router.post("/login/second-step")
def finish_login(
    open_uow: OpenUowDep, context: ContextDep, seen: SeenDep, response: Response, data: SecondStep
) -> TokenPair:
    """Finish signing in by a code of the authenticator app, or a recovery code."""
    pair, email = service.finish_login(open_uow, context, seen, data)
    cookies.mark(response, context, email)
    return pair


@router.post("/refresh")
def refresh(open_uow: OpenUowDep, context: ContextDep, data: RefreshToken) -> TokenPair:
    """Get a new pair of tokens. A refresh token works once; used twice, it ends its sign-in."""
    return sessions.refresh(open_uow, context, data.refresh_token)


@router.post("/logout", status_code=status.HTTP_204_NO_CONTENT)
def logout(uow: UowDep, actor: ActorDep, context: ContextDep, response: Response) -> None:
    """End this sign-in."""
    actor.require_user()
    sessions.logout(uow, actor)
    cookies.clear(response, context.settings)


@router.post("/logout-all", status_code=status.HTTP_204_NO_CONTENT)
def logout_all(uow: UowDep, actor: ActorDep, context: ContextDep, response: Response) -> None:
    """End all your sign-ins, on every device."""
    sessions.logout_all(uow, actor)
    cookies.clear(response, context.settings)


@router.get("/sessions")
def list_sessions(uow: UowDep, actor: ActorDep) -> list[AuthSessionView]:
    """See where you are signed in."""
    return sessions.list_sessions(uow, actor)


@router.delete("/sessions/{session_id}", status_code=status.HTTP_204_NO_CONTENT)
def revoke_session(uow: UowDep, actor: ActorDep, session_id: UUID) -> None:
    """End one sign-in."""
    sessions.revoke_session(uow, actor, session_id)

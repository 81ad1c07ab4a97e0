"""REST of signing in: tokens for programs, a cookie for the dashboard's native forms."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request, Response, status
from fastapi.responses import RedirectResponse
from pydantic import ValidationError

from assistant.accounts.schemas import AccountView
from assistant.auth import kept_form, service
from assistant.auth.schemas import (
    AuthSessionView,
    Credentials,
    RefreshToken,
    Registration,
    TokenPair,
)
from assistant.auth.service import AuthContext, BrowserSession
from assistant.core.credentials import Seen
from assistant.core.errors import DomainError, Forbidden, NotAuthenticated
from assistant.core.http import ActorDep, OpenUowDep, SeenDep, UowDep, part_of
from assistant.core.settings import Settings

router = APIRouter(prefix="/auth", tags=["Auth"])
Field_ = Annotated[str, Form(max_length=1000)]


def _context(request: Request) -> AuthContext:
    context: AuthContext = part_of(request, "auth")
    return context


ContextDep = Annotated[AuthContext, Depends(_context)]


@router.post("/register", status_code=status.HTTP_201_CREATED)
def register(
    open_uow: OpenUowDep, context: ContextDep, seen: SeenDep, data: Registration
) -> AccountView:
    """Make an account. The first one on a server becomes its admin."""
    return service.register(open_uow, context, seen, data)


@router.post("/login")
def login(open_uow: OpenUowDep, context: ContextDep, seen: SeenDep, data: Credentials) -> TokenPair:
    """Sign a program in with address and password."""
    return service.login(open_uow, context, seen, data)


@router.post("/refresh")
def refresh(open_uow: OpenUowDep, context: ContextDep, data: RefreshToken) -> TokenPair:
    """Get a new pair of tokens. A refresh token works once; used twice, it ends its sign-in."""
    try:
        with open_uow() as uow:
            return service.refresh(uow, context, data.refresh_token)
    except NotAuthenticated:
        with open_uow() as uow:
            service.end_reused_family(uow, data.refresh_token)
        raise


@router.post("/logout", status_code=status.HTTP_204_NO_CONTENT)
def logout(uow: UowDep, actor: ActorDep, context: ContextDep, response: Response) -> None:
    """End this sign-in."""
    actor.require_user()
    service.logout(uow, actor)
    _clear(response, context.settings)


@router.post("/logout-all", status_code=status.HTTP_204_NO_CONTENT)
def logout_all(uow: UowDep, actor: ActorDep, context: ContextDep, response: Response) -> None:
    """End all your sign-ins, on every device."""
    service.logout_all(uow, actor)
    _clear(response, context.settings)


@router.get("/sessions")
def list_sessions(uow: UowDep, actor: ActorDep) -> list[AuthSessionView]:
    """See where you are signed in."""
    return service.list_sessions(uow, actor)


@router.delete("/sessions/{session_id}", status_code=status.HTTP_204_NO_CONTENT)
def revoke_session(uow: UowDep, actor: ActorDep, session_id: UUID) -> None:
    """End one sign-in."""
    service.revoke_session(uow, actor, session_id)


@router.post("/browser-session", status_code=status.HTTP_303_SEE_OTHER)
def browser_session(
    open_uow: OpenUowDep,
    context: ContextDep,
    seen: SeenDep,
    email: Field_ = "",
    password: Field_ = "",
) -> Response:
    """Sign the dashboard's browser in from its form; answers with a cookie and a redirect."""
    try:
        _check_form(context.settings, seen)
        data = Credentials(email=email, password=password)
        session = service.sign_in_browser(open_uow, context, seen, data)
    except (DomainError, ValidationError) as error:
        return _back(context.settings, "/sign-in", error, email=email)
    return _signed_in(context.settings, session)


@router.post("/browser-register", status_code=status.HTTP_303_SEE_OTHER)
def browser_register(
    open_uow: OpenUowDep,
    context: ContextDep,
    seen: SeenDep,
    email: Field_ = "",
    password: Field_ = "",
    display_name: Field_ = "",
    setup_code: Field_ = "",
    time_zone: Field_ = "UTC",
) -> Response:
    """Make an account from the dashboard's form and sign its browser in."""
    try:
        _check_form(context.settings, seen)
        data = Registration(
            email=email, password=password, display_name=display_name, time_zone=time_zone,
            setup_code=setup_code or None,
        )  # fmt: skip
        session = service.register_browser(open_uow, context, seen, data)
    except (DomainError, ValidationError) as error:
        return _back(context.settings, "/sign-up", error, email=email, name=display_name)
    return _signed_in(context.settings, session)


@router.post("/browser-sample", status_code=status.HTTP_303_SEE_OTHER)
def browser_sample(open_uow: OpenUowDep, context: ContextDep, seen: SeenDep) -> Response:
    """Sign the browser in as the sample listener."""
    try:
        _check_form(context.settings, seen)
        with open_uow() as uow:
            session = service.explore_sample(uow, context, seen)
    except DomainError as error:
        return _back(context.settings, "/sign-in", error)
    return _signed_in(context.settings, session)


@router.post("/browser-sign-out", status_code=status.HTTP_303_SEE_OTHER)
def browser_sign_out(uow: UowDep, actor: ActorDep, context: ContextDep) -> Response:
    """End the browser's sign-in and go to the sign-in page."""
    if actor.user_id is not None:
        service.logout(uow, actor)
    answer = RedirectResponse("/sign-in", status.HTTP_303_SEE_OTHER)
    _clear(answer, context.settings)
    return answer


def _check_form(settings: Settings, seen: Seen) -> None:
    """A form of another site must not sign anybody in here (login CSRF)."""
    foreign = seen.origin not in ("", settings.origin, *settings.cors_origins)
    if foreign or seen.fetch_site == "cross-site":
        raise Forbidden("foreign_origin", "This form came from a page of another site.")


def _signed_in(settings: Settings, session: BrowserSession) -> Response:
    answer = RedirectResponse("/", status.HTTP_303_SEE_OTHER)
    answer.set_cookie(
        _cookie_name(settings), session.secret, max_age=int(session.lifetime.total_seconds()),
        path="/", httponly=True, samesite="lax", secure=settings.secure,
    )  # fmt: skip
    answer.delete_cookie(
        kept_form.COOKIE, path="/", httponly=True, samesite="lax", secure=settings.secure
    )
    return answer


def _clear(response: Response, settings: Settings) -> None:
    response.delete_cookie(
        _cookie_name(settings), path="/", httponly=True, samesite="lax", secure=settings.secure
    )


def _cookie_name(settings: Settings) -> str:
    return service.SECURE_COOKIE if settings.secure else service.COOKIE


def _back(settings: Settings, page: str, error: Exception, **kept: str) -> Response:
    """Lead back to the form with the error's code; what was typed goes in a cookie of a minute."""
    code = error.code if isinstance(error, DomainError) else "form_incomplete"
    answer = RedirectResponse(f"{page}?error={code}", status.HTTP_303_SEE_OTHER)
    if any(kept.values()):
        answer.set_cookie(
            kept_form.COOKIE, kept_form.pack(kept), max_age=kept_form.LIFETIME_S,
            path="/", httponly=True, samesite="lax", secure=settings.secure,
        )  # fmt: skip
    return answer

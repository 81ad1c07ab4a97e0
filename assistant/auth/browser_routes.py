"""Where the dashboard's native forms post to: answers with cookies and redirects."""

from typing import Annotated

from fastapi import APIRouter, Form, Response, status
from fastapi.responses import RedirectResponse
from pydantic import ValidationError

from assistant.auth import cookies, kept_form, service, sessions
from assistant.auth.edge import ContextDep
from assistant.auth.schemas import Credentials, Registration
from assistant.auth.sessions import BrowserSession
from assistant.core.credentials import Seen
from assistant.core.errors import DomainError, Forbidden
from assistant.core.http import ActorDep, OpenUowDep, SeenDep, UowDep
from assistant.core.settings import Settings

router = APIRouter(prefix="/auth", tags=["Auth"])
Field_ = Annotated[str, Form(max_length=1000)]


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
        sessions.logout(uow, actor)
    answer = RedirectResponse("/sign-in", status.HTTP_303_SEE_OTHER)
    cookies.clear(answer, context.settings)
    return answer


def _check_form(settings: Settings, seen: Seen) -> None:
    """A form of another site must not sign anybody in here (login CSRF)."""
    foreign = seen.origin not in ("", settings.origin, *settings.cors_origins)
    if foreign or seen.fetch_site == "cross-site":
        raise Forbidden("foreign_origin", "This form came from a page of another site.")


def _signed_in(settings: Settings, session: BrowserSession) -> Response:
    answer = RedirectResponse("/", status.HTTP_303_SEE_OTHER)
    cookies.put(answer, settings, session)
    answer.delete_cookie(
        kept_form.COOKIE, path="/", httponly=True, samesite="lax", secure=settings.secure
    )
    return answer


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

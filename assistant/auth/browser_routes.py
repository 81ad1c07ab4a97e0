"""Where the dashboard's native forms post to: answers with cookies and redirects."""

from typing import Annotated

from fastapi import APIRouter, Form, Response, status
from fastapi.responses import RedirectResponse
from pydantic import ValidationError

from assistant.auth import cookies, kept_form, recovering, service, sessions, verifying
from assistant.auth.context import AuthContext
from assistant.auth.edge import ContextDep
from assistant.auth.errors import SecondStepNeeded
from assistant.auth.factor_schemas import SecondStep
from assistant.auth.passkey_schemas import PasskeyUse
from assistant.auth.schemas import (
    Confirmation,
    Credentials,
    EmailOnly,
    PasswordChange,
    PasswordReset,
    Registration,
    SignUpForm,
)
from assistant.auth.sessions import BrowserSession
from assistant.core.credentials import Seen
from assistant.core.errors import DomainError, Forbidden
from assistant.core.http import ActorDep, OpenUowDep, SeenDep, UowDep
from assistant.core.settings import Settings

router = APIRouter(prefix="/auth", tags=["Auth"], default_response_class=RedirectResponse)
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
    except SecondStepNeeded as asked:
        answer = _go("/second-step")
        cookies.put_step(answer, context.settings, asked.challenge)
        return answer
    except (DomainError, ValidationError) as error:
        return _back(context.settings, "/sign-in", error, email=email)
    return _signed_in(context, session)


@router.post("/browser-second-step", status_code=status.HTTP_303_SEE_OTHER)
def browser_second_step(
    open_uow: OpenUowDep, context: ContextDep, seen: SeenDep, code: Field_ = ""
) -> Response:
    """Finish signing the dashboard's browser in by a code."""
    try:
        _check_form(context.settings, seen)
        challenge = seen.cookie_value(cookies.STEP) or "none"
        data = SecondStep(challenge=challenge, code=code)
        session = service.finish_browser(open_uow, context, seen, data)
    except (DomainError, ValidationError) as error:
        over = isinstance(error, DomainError) and error.code == "second_step_over"
        return _back(context.settings, "/sign-in" if over else "/second-step", error)
    return _signed_in(context, session)


@router.post("/browser-passkey", status_code=status.HTTP_303_SEE_OTHER)
def browser_passkey(
    open_uow: OpenUowDep,
    context: ContextDep,
    seen: SeenDep,
    credential: Annotated[str, Form(max_length=20_000)] = "",
) -> Response:
    """Sign the dashboard's browser in by a passkey; `credential` is WebAuthn's JSON."""
    try:
        _check_form(context.settings, seen)
        data = PasskeyUse.model_validate_json(f'{{"credential": {credential or "null"}}}')
        session = service.browser_by_passkey(open_uow, context, seen, data)
    except (DomainError, ValidationError) as error:
        return _back(context.settings, "/sign-in", error)
    return _signed_in(context, session)


@router.post("/browser-register", status_code=status.HTTP_303_SEE_OTHER)
def browser_register(
    open_uow: OpenUowDep, context: ContextDep, seen: SeenDep, form: Annotated[SignUpForm, Form()]
) -> Response:
    """Make an account from the dashboard's form and sign its browser in."""
    try:
        _check_form(context.settings, seen)
        data = Registration.model_validate(form.filled())
        session = service.register_browser(open_uow, context, seen, data)
    except (DomainError, ValidationError) as error:
        return _back(
            context.settings, "/sign-up", error,
            email=form.email, name=form.display_name, invitation=form.invitation,
        )  # fmt: skip
    if session is None:
        return _go("/sign-in?said=confirm_address")
    return _signed_in(context, session)


@router.post("/browser-sample", status_code=status.HTTP_303_SEE_OTHER)
def browser_sample(open_uow: OpenUowDep, context: ContextDep, seen: SeenDep) -> Response:
    """Sign the browser in as the sample listener."""
    try:
        _check_form(context.settings, seen)
        with open_uow() as uow:
            session = service.explore_sample(uow, context, seen)
    except DomainError as error:
        return _back(context.settings, "/sign-in", error)
    return _signed_in(context, session)


@router.post("/browser-sign-out", status_code=status.HTTP_303_SEE_OTHER)
def browser_sign_out(uow: UowDep, actor: ActorDep, context: ContextDep) -> Response:
    """End the browser's sign-in and go to the sign-in page."""
    if actor.user_id is not None:
        sessions.logout(uow, actor)
    answer = RedirectResponse("/sign-in", status.HTTP_303_SEE_OTHER)
    cookies.clear(answer, context.settings)
    return answer


@router.post("/browser-forgot", status_code=status.HTTP_303_SEE_OTHER)
def browser_forgot(
    open_uow: OpenUowDep, context: ContextDep, seen: SeenDep, email: Field_ = ""
) -> Response:
    """Ask for a link to a new password from the dashboard's form."""
    try:
        _check_form(context.settings, seen)
        recovering.forgot(open_uow, context, seen, EmailOnly(email=email))
    except (DomainError, ValidationError) as error:
        return _back(context.settings, "/forgot-password", error, email=email)
    return _go("/forgot-password?said=mail_sent")


@router.post("/browser-reset", status_code=status.HTTP_303_SEE_OTHER)
def browser_reset(
    open_uow: OpenUowDep,
    context: ContextDep,
    seen: SeenDep,
    token: Field_ = "",
    password: Field_ = "",
) -> Response:
    """Choose a new password from the dashboard's form; then sign in with it."""
    try:
        _check_form(context.settings, seen)
        account = recovering.reset(open_uow, seen, PasswordReset(token=token, password=password))
    except (DomainError, ValidationError) as error:
        return _back(context.settings, "/reset-password", error, token=token)
    answer = _go("/sign-in?said=password_reset")
    cookies.clear(answer, context.settings)  # it was ended with the others
    cookies.mark(answer, context, account.email)
    return answer


@router.post("/browser-verify", status_code=status.HTTP_303_SEE_OTHER)
def browser_verify(
    open_uow: OpenUowDep,
    context: ContextDep,
    actor: ActorDep,
    seen: SeenDep,
    token: Field_ = "",
    password: Field_ = "",
) -> Response:
    """Confirm an address from the dashboard's form."""
    try:
        _check_form(context.settings, seen)
        data = Confirmation(token=token, password=password or None)
        verifying.verify(open_uow, context, actor, seen, data)
    except (DomainError, ValidationError) as error:
        return _back(context.settings, "/verify-email", error, token=token)
    return _go("/verify-email?said=address_confirmed")


@router.post("/browser-change-password", status_code=status.HTTP_303_SEE_OTHER)
def browser_change_password(
    open_uow: OpenUowDep,
    context: ContextDep,
    actor: ActorDep,
    current_password: Field_ = "",
    new_password: Field_ = "",
) -> Response:
    """Change the password from the dashboard's form."""
    try:
        data = PasswordChange(current_password=current_password, new_password=new_password)
        account = recovering.change(open_uow, context, actor, data)
    except (DomainError, ValidationError) as error:
        return _back(context.settings, "/me/security", error)
    answer = _go("/me/security?said=password_changed")
    cookies.mark(answer, context, account.email)
    return answer


def _go(page: str) -> Response:
    return RedirectResponse(page, status.HTTP_303_SEE_OTHER)


def _check_form(settings: Settings, seen: Seen) -> None:
    """A form of another site must not sign anybody in here (login CSRF)."""
    if not seen.from_own_page(settings.own_origins):
        raise Forbidden("foreign_origin", "This form came from a page of another site.")


def _signed_in(context: AuthContext, session: BrowserSession) -> Response:
    answer = RedirectResponse("/", status.HTTP_303_SEE_OTHER)
    cookies.put(answer, context, session)
    settings = context.settings
    for name in (kept_form.COOKIE, cookies.STEP):
        answer.delete_cookie(name, path="/", httponly=True, samesite="lax", secure=settings.secure)
    return answer


def _back(settings: Settings, page: str, error: Exception, **kept: str) -> Response:
    """Lead back to the form with the error's code; what was typed goes in a cookie of a minute."""
    code = error.code if isinstance(error, DomainError) else "form_incomplete"
    answer = RedirectResponse(f"{page}?error={code}", status.HTTP_303_SEE_OTHER)
    typed = {name: text for name, text in kept.items() if text}
    if typed:
        answer.set_cookie(
            kept_form.COOKIE, kept_form.pack(typed), max_age=kept_form.LIFETIME_S,
            path="/", httponly=True, samesite="lax", secure=settings.secure,
        )  # fmt: skip
    return answer

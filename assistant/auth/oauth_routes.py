"""REST of signing in with accounts elsewhere, and of linking them.

Browsers are led by redirects. Who asks for JSON and not for pages gets JSON: an address to open,
tokens, problems; it must keep cookies between its requests.
"""

from typing import Annotated, Any
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response, status
from fastapi.responses import JSONResponse, RedirectResponse
from pydantic import TypeAdapter, ValidationError

from assistant.accounts.schemas import TimeZoneName
from assistant.auth import attempts, cookies, identities, oauth, service
from assistant.auth.edge import ContextDep
from assistant.auth.errors import SecondStepNeeded
from assistant.auth.identity_schemas import (
    IdentityView,
    OauthBegun,
    OauthWish,
    ProofPage,
    ProviderView,
)
from assistant.auth.schemas import ConfirmFirst, LinkSecret, TokenPair
from assistant.core.actor import Actor
from assistant.core.errors import DomainError, RuleViolated
from assistant.core.http import ActorDep, OpenUowDep, SeenDep, UowDep
from assistant.core.settings import Settings
from assistant.integrations.oauth import Answer

router = APIRouter(prefix="/auth", tags=["Auth"])
_ZONE: TypeAdapter[str] = TypeAdapter(TimeZoneName)
_STATE_MAX, _CODE_MAX, _WORD_MAX = 200, 4_096, 500
_REDIRECT: dict[int | str, dict[str, Any]] = {
    303: {"description": "to the provider's page, or back to the dashboard"}
}


@router.get("/oauth")
def list_providers(context: ContextDep) -> list[ProviderView]:
    """See who else can be signed in with here."""
    return identities.offered(context)


def _asked(
    link: bool = False,  # noqa: FBT001, FBT002 - a flag in the query
    prove: ProofPage | None = None,
    invitation: Annotated[LinkSecret | None, Query()] = None,
    join: Annotated[LinkSecret | None, Query()] = None,
    time_zone: Annotated[str, Query(max_length=_WORD_MAX)] = "UTC",
) -> OauthWish:
    """What the address of a button wishes; a zone that is not known here is as none."""
    try:
        zone = _ZONE.validate_python(time_zone)
    except ValidationError:
        zone = "UTC"
    return OauthWish(
        link=link, prove=None if link else prove, invitation=invitation, join=join, time_zone=zone
    )


@router.get("/oauth/{provider}", status_code=303, response_model=OauthBegun, responses=_REDIRECT)
def begin(
    request: Request,
    open_uow: OpenUowDep,
    context: ContextDep,
    seen: SeenDep,
    actor: ActorDep,
    provider: str,
    wish: Annotated[OauthWish, Depends(_asked)],
) -> Response:
    """Begin to sign in with a provider: leads on to its page, and binds the attempt to a cookie.

    `link=true` links the account there to the one you are signed in to here instead; enter your
    password first (`POST /auth/proof`), or have signed in within the last ten minutes. `prove` is
    such a proof by itself, for who is linked there and signed in here; it names the page to go back
    to. `time_zone` is that of a new account; `join` comes from the mail that is sent to an address
    which the provider does not know to be its owner's.
    """
    try:
        begun = oauth.begin(open_uow, context, seen, actor, provider, wish)
    except DomainError as error:
        return _refused(request, actor, error)
    answer: Response = RedirectResponse(begun.url, status.HTTP_303_SEE_OTHER, _NOT_KEPT)
    if _wants_json(request):
        answer = JSONResponse(OauthBegun(url=begun.url).model_dump())
    _bind(answer, context.settings, begun.secret)
    return answer


@router.post("/oauth/{provider}")
def begin_with(
    open_uow: OpenUowDep,
    context: ContextDep,
    seen: SeenDep,
    actor: ActorDep,
    response: Response,
    provider: str,
    wish: OauthWish,
) -> OauthBegun:
    """Begin to sign in or to link with a provider; what is secret stays out of the address."""
    begun = oauth.begin(open_uow, context, seen, actor, provider, wish)
    _bind(response, context.settings, begun.secret)
    return OauthBegun(url=begun.url)


@router.get(
    "/oauth/{provider}/callback",
    status_code=303,
    response_model=TokenPair,
    responses=_REDIRECT | {202: {"model": ConfirmFirst}},
)
def callback(
    request: Request,
    open_uow: OpenUowDep,
    context: ContextDep,
    seen: SeenDep,
    actor: ActorDep,
    provider: str,
) -> Response:
    """Where a provider sends the browser back to.

    Signs it in and leads on to the dashboard, or to the second step; who asks for JSON gets tokens.
    A new address that the provider does not know to be its owner's gets a mail first (202).
    """
    try:
        told = _told(request)
        entered = oauth.finish(open_uow, context, seen, actor, provider, told)
        if entered.mailed:
            answer: Response = _go("/sign-in?said=join_by_mail")
            if _wants_json(request):
                answer = JSONResponse(ConfirmFirst().model_dump(), status.HTTP_202_ACCEPTED)
        elif entered.proved_on:
            answer = _go(f"/me/{entered.proved_on}?proof={entered.proved_on}")
        elif entered.proof is None:
            answer = _go("/me/security?identity=linked")
        elif _wants_json(request):
            pair = service.enter_program(
                open_uow, context, seen, entered.proof, twofold=entered.twofold
            )
            answer = JSONResponse(pair.model_dump(mode="json"))
        else:
            session = service.enter_browser(
                open_uow, context, seen, entered.proof, twofold=entered.twofold
            )
            answer = _go("/")
            cookies.put(answer, context, session)
    except SecondStepNeeded as asked:
        if not _wants_page(request):
            raise
        answer = _go("/second-step")
        cookies.put_step(answer, context.settings, asked.challenge)
    except DomainError as error:
        return _refused(request, actor, error)
    _release(answer, context.settings)
    return answer


@router.get("/identities")
def list_identities(uow: UowDep, context: ContextDep, actor: ActorDep) -> list[IdentityView]:
    """See the accounts elsewhere that sign you in here."""
    return identities.list_mine(uow, context, actor)


@router.delete("/identities/{identity_id}", status_code=status.HTTP_204_NO_CONTENT)
def unlink(uow: UowDep, context: ContextDep, actor: ActorDep, identity_id: UUID) -> None:
    """Unlink an account elsewhere, with a fresh proof. The last way to sign in stays."""
    identities.unlink(uow, context, actor, identity_id)


_NOT_KEPT = {"Cache-Control": "no-store"}


def _told(request: Request) -> Answer:
    """What the query says; nothing in it may stand twice (RFC 6749, 3.1)."""
    pairs = request.query_params.multi_items()
    said = dict(pairs)
    names = [name for name, _ in pairs if name in ("state", "code", "error", "iss")]
    too_long = (
        len(said.get("state", "")) > _STATE_MAX
        or len(said.get("code", "")) > _CODE_MAX
        or any(len(said.get(name, "")) > _WORD_MAX for name in ("error", "iss"))
    )
    if len(set(names)) != len(names) or too_long or not said.get("state"):
        raise RuleViolated("oauth_state", "This is no answer of a provider's. Start again.")
    return Answer(
        state=said["state"], code=said.get("code", ""), error=said.get("error", ""),
        issuer=said.get("iss"),
    )  # fmt: skip


def _wants_json(request: Request) -> bool:
    accept = request.headers.get("accept", "")
    return "application/json" in accept and "text/html" not in accept


def _wants_page(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "")


def _refused(request: Request, actor: Actor, error: DomainError) -> Response:
    """Lead people back to a page that says what went wrong; programs get the problem itself."""
    if not _wants_page(request):
        raise error
    page, name = (
        ("/sign-in", "error") if actor.user_id is None else ("/me/security", "identity_error")
    )
    return _go(f"{page}?{urlencode({name: error.code})}")


def _go(page: str) -> Response:
    return RedirectResponse(page, status.HTTP_303_SEE_OTHER, _NOT_KEPT)


def _bind(answer: Response, settings: Settings, secret: str) -> None:
    """Keep the secret in this browser; Lax lets it come along from the provider's page."""
    answer.set_cookie(
        attempts.cookie_name(settings), secret, max_age=int(attempts.LIFETIME.total_seconds()),
        path="/", httponly=True, samesite="lax", secure=settings.secure,
    )  # fmt: skip


def _release(answer: Response, settings: Settings) -> None:
    answer.delete_cookie(
        attempts.cookie_name(settings), path="/", httponly=True, samesite="lax",
        secure=settings.secure,
    )  # fmt: skip

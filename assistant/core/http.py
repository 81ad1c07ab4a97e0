"""What routes depend on: the unit of work, the actor, the container, pages of lists."""

from collections.abc import Callable, Coroutine, Iterator
from datetime import datetime
from typing import Annotated, Any, Protocol, cast

from fastapi import Depends, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.routing import APIRoute
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import AfterValidator, AwareDatetime

from assistant.core.actor import Actor
from assistant.core.columns import FIRST_YEAR, LAST_YEAR
from assistant.core.credentials import Authenticate, Seen
from assistant.core.errors import Forbidden, NotAuthenticated
from assistant.core.pagination import LIMIT_MAX
from assistant.core.settings import Settings
from assistant.core.unit_of_work import OpenUow, UnitOfWork

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Edge(Protocol):
    """The part of the container that every route needs."""

    open_uow: OpenUow
    authenticate: Authenticate
    settings: Settings


def edge_of(request: Request) -> Edge:
    """What this process's routes stand on."""
    return cast("Edge", request.app.state.container)


def part_of(request: Request, name: str) -> Any:
    """One more part of the container, for the feature that knows its type."""
    return getattr(request.app.state.container, name)


def open_uow_of(request: Request) -> OpenUow:
    """The function that opens units of work, for use cases that leave the database."""
    return edge_of(request).open_uow


def seen(request: Request) -> Seen:
    """What the request shows of its sender."""
    return Seen(
        method=request.method,
        authorization=request.headers.get("authorization", ""),
        cookie=request.headers.get("cookie", ""),
        origin=request.headers.get("origin", ""),
        fetch_site=request.headers.get("sec-fetch-site", ""),
        user_agent=request.headers.get("user-agent", "")[:200],
        address=request.client.host if request.client else "",
    )


def refuse_foreign(request: Request) -> None:
    """Refuse what another site's page would change here, whoever is signed in or nobody.

    A token in the header is no browser's own doing. The dashboard's native forms check this
    themselves, since they answer with a page.

    Raises:
        Forbidden: it would.
    """
    sent = seen(request)
    if sent.safe or sent.authorization or "/browser-" in request.url.path:
        return
    if not sent.from_own_page(edge_of(request).settings.own_origins):
        raise Forbidden("foreign_origin", "This request came from a page of another site.")


def _unit(request: Request) -> Iterator[UnitOfWork]:
    with open_uow_of(request)(read=request.method in _SAFE) as uow:
        yield uow


_bearer = HTTPBearer(auto_error=False, description="an access token; the cookie works too")


def _actor(
    request: Request, _token: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
) -> Actor:
    return edge_of(request).authenticate(seen(request))


class KnownFirst(APIRoute):
    """A route that takes large files: it asks who sends one before it reads it.

    FastAPI reads form and file before it asks what a route depends on.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Ask who sends a file before it is read."""
        handle = super().get_route_handler()

        async def first(request: Request) -> Response:
            if request.headers.get("content-type", "").startswith("multipart/"):
                refuse_foreign(request)
                actor = await run_in_threadpool(edge_of(request).authenticate, seen(request))
                if actor.user_id is None:
                    raise NotAuthenticated("not_signed_in", "Sign in to do this.")
            return await handle(request)

        return first


def _in_range(at: datetime) -> datetime:
    if not FIRST_YEAR < at.year < LAST_YEAR:
        raise ValueError(f"the year must be from {FIRST_YEAR + 1} to {LAST_YEAR - 1}")
    return at


Moment = Annotated[AwareDatetime, AfterValidator(_in_range)]
SeenDep = Annotated[Seen, Depends(seen)]
UowDep = Annotated[UnitOfWork, Depends(_unit, scope="function")]
OpenUowDep = Annotated[OpenUow, Depends(open_uow_of)]
ActorDep = Annotated[Actor, Depends(_actor)]
LimitParam = Annotated[int, Query(ge=1, le=LIMIT_MAX, description="rows of a page")]
CursorParam = Annotated[str | None, Query(max_length=500, description="from the last page")]

"""What the protocols' endpoints share: reading a request, answering, never failing otherwise."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol as Interface

import anyio.to_thread
import structlog
from starlette.requests import Request
from starlette.responses import Response

from assistant.auth.scrobbler import Scrobbler
from assistant.core.credentials import Seen
from assistant.core.crypto import Vault
from assistant.core.errors import RateLimited
from assistant.core.http import seen
from assistant.core.rate_limit import RateLimiter, network_of
from assistant.core.settings import Settings
from assistant.core.unit_of_work import OpenUow
from assistant.scrobbles import rules, service
from assistant.scrobbles.schemas import Protocol

REQUESTS = "600/minute"  # of a token
WRONG_TOKENS = "60/minute"  # from a network
log = structlog.get_logger(__name__)


class Parts(Interface):
    """What the endpoints need of the process."""

    open_uow: OpenUow
    vault: Vault
    limiter: RateLimiter
    settings: Settings


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, read to its end.

    Attributes:
        parts: of the process.
        seen: what it shows of its sender.
        path: parameters of its path.
        query: of its address; the first value of each.
        base: scheme and host as it was asked for, without a slash at its end.
    """

    parts: Parts
    seen: Seen
    path: dict[str, str]
    query: dict[str, str]
    body: bytes
    content_type: str
    base: str

    @property
    def client(self) -> str:
        """The program, by what it calls itself."""
        return rules.program(self.seen.user_agent)


Handler = Callable[[Asked], Response]


async def answer(request: Request, parts: Callable[[], Parts], handler: Handler) -> Response:
    """Read a request and have it handled in a thread."""
    asked = Asked(
        parts=parts(), seen=seen(request),
        path={name: str(value) for name, value in request.path_params.items()},
        query=dict(reversed(request.query_params.multi_items())), body=await request.body(),
        content_type=request.headers.get("content-type", ""),
        base=f"{request.url.scheme}://{request.url.netloc}",
    )  # fmt: skip
    return await anyio.to_thread.run_sync(partial(handler, asked))


def count(asked: Asked, who: Scrobbler) -> None:
    """Count a request of a token.

    Raises:
        RateLimited: there were too many.
    """
    asked.parts.limiter.check(REQUESTS, "scrobble", str(who.token_id))


def count_wrong(asked: Asked) -> None:
    """Count a token that was none.

    Raises:
        RateLimited: there were too many from there.
    """
    asked.parts.limiter.check(WRONG_TOKENS, "scrobble_wrong", network_of(asked.seen.address))


def note(
    asked: Asked, who: Scrobbler, protocol: Protocol, what: str, outcome: str, *,
    client: str = "", good: bool = True,
) -> None:  # fmt: skip
    """Keep the request as its token's last one; a request does not fail by that."""
    try:
        with asked.parts.open_uow() as uow:
            service.note_request(
                uow, who, protocol, client or asked.client, what, outcome, good=good
            )
    except Exception:
        log.exception("a request of a program could not be noted", protocol=protocol)


def retry_after_s(error: RateLimited) -> int:
    """How long to wait."""
    return max(1, int(error.context.get("retry_after_s", 60)))

"""A server of AudioScrobbler 1.2.1, the protocol of mpdscribble, as a layer ahead of the dashboard.

Its handshake is a question to the address of the site itself, `/?hs=true…`, or, for who can be told
an address, `/apis/audioscrobbler/?hs=true…`. It is answered in plain words.
"""

from collections.abc import Callable
from urllib.parse import parse_qs

import structlog
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from assistant.auth import scrobbler
from assistant.auth.scrobbler import Scrobbler
from assistant.core.errors import NotAuthenticated, RateLimited
from assistant.core.security import App, BodyTooLargeError, Receive, Scope, Send
from assistant.scrobbles import audioscrobbler_rules as audioscrobbler
from assistant.scrobbles import edge, service, sessions, wording
from assistant.scrobbles.edge import Asked, Parts
from assistant.scrobbles.schemas import Protocol

PREFIX = "/apis/audioscrobbler"
PROTOCOL: Protocol = "audioscrobbler"
BODY_BYTES_MAX = 1_000_000
log = structlog.get_logger(__name__)


def layer(inner: App, parts: Callable[[], Parts]) -> App:
    """Answer this protocol's requests, and hand all others on.

    Args:
        inner: the rest of the web process.
        parts: of the process, asked for with each request.
    """

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        handler = _handler(scope) if scope["type"] == "http" else None
        if handler is None:
            await inner(scope, receive, send)
            return
        try:
            answer = await edge.answer(Request(scope, receive), parts, handler)
        except BodyTooLargeError:
            raise  # who counts the bytes answers it
        except Exception:
            log.exception("a program could not be answered", protocol=PROTOCOL)
            answer = _said("FAILED Please try again later")
        await answer(scope, receive, send)

    return app


def _handler(scope: Scope) -> edge.Handler | None:
    path, method = scope["path"].rstrip("/"), scope["method"]
    if path in ("", PREFIX) and method in ("GET", "HEAD"):
        asked = parse_qs(scope["query_string"].decode("latin-1"))
        if asked.get("hs") == ["true"]:
            return _handshake
    if method == "POST" and path == f"{PREFIX}/np":
        return _now_playing
    if method == "POST" and path == f"{PREFIX}/submit":
        return _submit
    return None


def _handshake(asked: Asked) -> Response:
    given, parts = asked.query, asked.parts
    if not given.get("p", "").startswith("1.2"):
        return _said("FAILED This server speaks protocol 1.2")
    with parts.open_uow(read=True) as uow:
        timely = audioscrobbler.is_timely(given.get("t", ""), uow.now)
    if not timely:
        return _said("BADTIME")

    def proves(text: str) -> bool:
        return audioscrobbler.proof_of(text, given["t"]) == given.get("a", "").lower()

    try:
        who, text = scrobbler.by_proof(
            parts.open_uow, parts.vault, given.get("u", ""), proves, asked.seen
        )
    except NotAuthenticated:
        return _wrong(asked, "BADAUTH")
    try:
        edge.count(asked, who)
    except RateLimited:
        return _said("FAILED Too many requests")
    client = " ".join(part for part in (given.get("c", ""), given.get("v", "")) if part)[:80]
    key = sessions.open_session(parts.open_uow, who, PROTOCOL, text, client)
    edge.note(asked, who, PROTOCOL, "signed in", "a session was opened", client=client)
    there = (parts.settings.origin if parts.settings.public_url else asked.base) + PREFIX
    return _said(f"OK\n{key}\n{there}/np\n{there}/submit")


def _submit(asked: Asked) -> Response:
    return _within(asked, _keep)


def _now_playing(asked: Asked) -> Response:
    return _within(asked, _show)


def _within(asked: Asked, use: Callable[[Asked, Scrobbler, dict[str, str], str], None]) -> Response:
    """Do what is asked for in a session."""
    try:
        given = audioscrobbler.fields(asked.body[:BODY_BYTES_MAX])
    except ValueError:
        return _said("FAILED Too many fields")
    try:
        who, client = sessions.enter(asked.parts.open_uow, PROTOCOL, given.get("s", ""), asked.seen)
    except NotAuthenticated:
        return _wrong(asked, "BADSESSION")
    try:
        edge.count(asked, who)
        use(asked, who, given, client)
    except RateLimited:
        return _said("FAILED Too many requests")
    except Exception:
        log.exception("a program could not be answered", protocol=PROTOCOL)
        words = "Please try again later"
        edge.note(asked, who, PROTOCOL, "a request", words, client=client, good=False)
        return _said(f"FAILED {words}")
    return _said("OK")


def _keep(asked: Asked, who: Scrobbler, given: dict[str, str], client: str) -> None:
    with asked.parts.open_uow(read=True) as uow:
        now = uow.now
    heard, ignored = audioscrobbler.songs(given, now, client)
    recorded = service.submit(asked.parts.open_uow, who, PROTOCOL, heard)
    what = wording.what(heard) if heard else f"{ignored} listens"
    outcome = wording.outcome(recorded, ignored)
    edge.note(asked, who, PROTOCOL, what, outcome, client=client, good=not ignored)


def _show(asked: Asked, who: Scrobbler, given: dict[str, str], client: str) -> None:
    heard = audioscrobbler.playing(given, client)
    if heard is None:
        return
    with asked.parts.open_uow() as uow:
        service.set_playing(uow, who, heard)
    what = wording.what([heard], playing=True)
    edge.note(asked, who, PROTOCOL, what, "shown", client=client)


def _wrong(asked: Asked, words: str) -> Response:
    try:
        edge.count_wrong(asked)
    except RateLimited:
        return _said("FAILED Too many requests")
    return _said(words)


def _said(words: str) -> Response:
    return PlainTextResponse(words + "\n")

"""A server of ListenBrainz's protocol: `/1/` and `/apis/listenbrainz/1/`, by a scrobble token."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import structlog
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from assistant.auth import scrobbler
from assistant.auth.scrobbler import Scrobbler
from assistant.core.errors import NotAuthenticated, NotFound, RateLimited
from assistant.core.security import BodyTooLargeError
from assistant.scrobbles import edge, reading, service, wording
from assistant.scrobbles import listenbrainz_rules as listenbrainz
from assistant.scrobbles.edge import Asked, Parts
from assistant.scrobbles.listenbrainz_rules import Refused
from assistant.scrobbles.schemas import Protocol

PROTOCOL: Protocol = "listenbrainz"
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Done:
    """An answer, and what to note of the request: what was sent, and what became of it."""

    body: dict[str, Any]
    what: str = ""
    outcome: str = "answered"
    client: str = ""


Use = Callable[[Asked, Scrobbler], Done]


def create(parts: Callable[[], Parts]) -> Starlette:
    """Build the server; `parts` are asked for with each request."""

    def route(path: str, handler: edge.Handler, method: str) -> Route:
        async def endpoint(request: Request) -> Response:
            try:
                return await edge.answer(request, parts, handler)
            except BodyTooLargeError:
                raise  # who counts the bytes answers it
            except Exception:
                log.exception("a program could not be answered", protocol=PROTOCOL)
                return _error(503, "Attune could not do this now. Please send it again later.")

        return Route(path, endpoint, methods=[method])

    def own(path: str, use: Use, method: str = "GET") -> Route:
        return route(path, partial(_with_token, use=use), method)

    return Starlette(
        routes=[
            route("/validate-token", _validate_token, "GET"),
            own("/submit-listens", _submit, "POST"),
            own("/user/{user:path}/listens", _listens),
            own("/user/{user:path}/playing-now", _playing_now),
            own("/user/{user:path}/listen-count", _listen_count),
            own("/feedback/recording-feedback", _feedback, "POST"),
            own("/feedback/user/{user:path}/get-feedback", _get_feedback),
        ],
        exception_handlers={HTTPException: _http_error},
    )


def _validate_token(asked: Asked) -> Response:
    text = _token(asked) or asked.query.get("token", "")
    if not text:
        return _error(400, "You need to provide an Authorization token.")
    try:
        who = scrobbler.by_text(asked.parts.open_uow, text, asked.seen)
    except NotAuthenticated:
        body = {"code": 200, "message": "Token invalid.", "valid": False}
        try:
            edge.count_wrong(asked)
        except RateLimited as error:
            return _too_many(asked, error)
        return JSONResponse(body)
    edge.note(asked, who, PROTOCOL, "tried its token", "the token is good")
    body = {"code": 200, "message": "Token valid.", "valid": True, "user_name": who.name}
    return JSONResponse(body, headers=_limits(asked, who))


def _with_token(asked: Asked, use: Use) -> Response:
    """Answer a request that needs a token."""
    text = _token(asked)
    if not text:
        return _error(401, "You need to provide an Authorization header.")
    try:
        who = scrobbler.by_text(asked.parts.open_uow, text, asked.seen)
    except NotAuthenticated:
        try:
            edge.count_wrong(asked)
        except RateLimited as error:
            return _too_many(asked, error)
        return _error(401, "Invalid authorization token.")
    try:
        edge.count(asked, who)
        _check_user(asked, who)
        done = use(asked, who)
    except RateLimited as error:
        edge.note(asked, who, PROTOCOL, "a request", "too many in a minute", good=False)
        return _too_many(asked, error, who)
    except (Refused, NotFound) as error:
        status, words = _told(error)
        edge.note(asked, who, PROTOCOL, "a request", f"refused: {words}", good=False)
        return _error(status, words, _limits(asked, who))
    except Exception:
        log.exception("a program could not be answered", protocol=PROTOCOL)
        words = "Attune could not do this now. Please send it again later."
        edge.note(asked, who, PROTOCOL, "a request", words, good=False)
        return _error(503, words)
    edge.note(asked, who, PROTOCOL, done.what, done.outcome, client=done.client)
    return JSONResponse(done.body, headers=_limits(asked, who))


def _check_user(asked: Asked, who: Scrobbler) -> None:
    """Only one's own is shown: what somebody hears is nobody else's to see."""
    named = asked.path.get("user")
    if named is not None and not who.is_called(named):
        raise Refused(404, f"Cannot find user: {named[:80]}")


def _submit(asked: Asked, who: Scrobbler) -> Done:
    parts = asked.parts
    with parts.open_uow(read=True) as uow:
        now = uow.now
    sent = listenbrainz.submission(asked.body, now, asked.client)
    first, wants_msid = sent.heard[0], asked.query.get("return_msid") == "true"
    body: dict[str, Any] = {"status": "ok"}
    if sent.listen_type == "playing_now":
        with parts.open_uow() as uow:
            service.set_playing(uow, who, first)
            if wants_msid:
                body["recording_msid"] = str(service.track_of(uow, first))
        return Done(body, wording.what(sent.heard, playing=True), "shown", first.client)
    recorded = service.submit(parts.open_uow, who, PROTOCOL, sent.heard)
    if wants_msid and sent.listen_type == "single":
        with parts.open_uow(read=True) as uow:
            track_id = service.recorded_track(uow, who, PROTOCOL, first)
        body |= {"recording_msid": str(track_id)} if track_id else {}
    return Done(body, wording.what(sent.heard), wording.outcome(recorded), first.client)


def _listens(asked: Asked, who: Scrobbler) -> Done:
    min_ts = listenbrainz.number(asked.query.get("min_ts"), "min_ts", None)
    max_ts = listenbrainz.number(asked.query.get("max_ts"), "max_ts", None)
    if min_ts is not None and max_ts is not None and max_ts < min_ts:
        raise Refused(400, "max_ts should be greater than min_ts")
    count = listenbrainz.number(
        asked.query.get("count"), "count", listenbrainz.ITEMS_DEFAULT, listenbrainz.ITEMS_MAX
    )
    with asked.parts.open_uow(read=True) as uow:
        found = reading.listens(uow, who, min_ts, max_ts, count)
    return Done({"payload": found}, "asked for listens")


def _playing_now(asked: Asked, who: Scrobbler) -> Done:
    with asked.parts.open_uow(read=True) as uow:
        return Done({"payload": reading.playing_now(uow, who)}, "asked what is playing")


def _listen_count(asked: Asked, who: Scrobbler) -> Done:
    with asked.parts.open_uow(read=True) as uow:
        return Done({"payload": reading.listen_count(uow, who)}, "asked how many listens there are")


def _feedback(asked: Asked, who: Scrobbler) -> Done:
    given = listenbrainz.feedback(asked.body)
    with asked.parts.open_uow() as uow:
        track_id = service.named_track(uow, who, track_id=given.track_id, mbid=given.mbid)
        service.rate(uow, who, track_id, given.score)
    said = {1: "loved a song", 0: "took love or hate back", -1: "hated a song"}
    return Done({"status": "ok"}, said[given.score], "kept as a rating in the library")


def _get_feedback(asked: Asked, who: Scrobbler) -> Done:
    score = asked.query.get("score")
    if score not in (None, "1", "-1"):
        raise Refused(400, "Score can have a value of 1 or -1.")
    count = listenbrainz.number(
        asked.query.get("count"), "count", listenbrainz.FEEDBACK_DEFAULT, listenbrainz.ITEMS_MAX
    )
    offset = listenbrainz.number(asked.query.get("offset"), "offset", 0)
    with asked.parts.open_uow(read=True) as uow:
        found = reading.feedback(
            uow, who, int(score) if score else None, count, offset,
            metadata=asked.query.get("metadata", "").lower() == "true",
        )  # fmt: skip
    return Done(found, "asked for what is loved")


def _token(asked: Asked) -> str:
    scheme, _, text = asked.seen.authorization.strip().partition(" ")
    return text.strip() if scheme.lower() in ("token", "bearer") else ""


def _told(error: Refused | NotFound) -> tuple[int, str]:
    return (error.status, error.words) if isinstance(error, Refused) else (404, error.detail)


def _limits(asked: Asked, who: Scrobbler) -> dict[str, str]:
    """How many requests are left, as ListenBrainz says it."""
    left, reset_s = asked.parts.limiter.left(edge.REQUESTS, "scrobble", str(who.token_id))
    return {
        "X-RateLimit-Limit": edge.REQUESTS.partition("/")[0],
        "X-RateLimit-Remaining": str(left), "X-RateLimit-Reset-In": str(reset_s),
    }  # fmt: skip


def _too_many(asked: Asked, error: RateLimited, who: Scrobbler | None = None) -> Response:
    headers = {"Retry-After": str(edge.retry_after_s(error))}
    if who is not None:
        headers |= _limits(asked, who)
    return _error(429, "You have exceeded your rate limit.", headers)


def _http_error(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this class only
    return _error(error.status_code, "There is no such endpoint here.", dict(error.headers or {}))


def _error(status: int, words: str, headers: dict[str, str] | None = None) -> Response:
    return JSONResponse({"code": status, "error": words}, status, headers)

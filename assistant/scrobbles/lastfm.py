"""A server of Last.fm's protocol 2.0: `/2.0/`, by a session that a scrobble token opened.

A program signs its calls with a secret that we do not know: the signature is not looked at.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import structlog
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from assistant.auth import scrobbler
from assistant.auth.scrobbler import Scrobbler
from assistant.core.errors import NotAuthenticated, RateLimited
from assistant.core.security import BodyTooLargeError
from assistant.scrobbles import edge, rules, service, sessions, wording
from assistant.scrobbles import lastfm_rules as lastfm
from assistant.scrobbles.edge import Asked, Parts
from assistant.scrobbles.lastfm_rules import Failed
from assistant.scrobbles.schemas import Heard, Protocol

PROTOCOL: Protocol = "lastfm"
_LATER = "Attune could not do this now. Please try again later."
_WRONG = "Authentication Failed - Use your name here, and a scrobble token as the password"
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a program whose session is good."""

    asked: Asked
    who: Scrobbler
    given: dict[str, str]
    client: str

    def note(self, what: str, outcome: str, *, good: bool = True) -> None:
        """Keep it as its token's last request."""
        edge.note(self.asked, self.who, PROTOCOL, what, outcome, client=self.client, good=good)


def create(parts: Callable[[], Parts]) -> Starlette:
    """Build the server; `parts` are asked for with each request."""

    async def endpoint(request: Request) -> Response:
        try:
            return await edge.answer(request, parts, _answer)
        except BodyTooLargeError:
            raise  # who counts the bytes answers it
        except Exception:
            log.exception("a program could not be answered", protocol=PROTOCOL)
            wants_json = request.query_params.get("format") == "json"
            return _error(Failed(lastfm.LATER, _LATER), json_wanted=wants_json)

    return Starlette(routes=[Route("/", endpoint, methods=["GET", "POST"])])


def _answer(asked: Asked) -> Response:
    json_wanted = asked.query.get("format") == "json"
    try:
        given = _fields(asked)
        json_wanted = given.get("format") == "json"
        body = _call(asked, given)
    except Failed as error:
        return _error(error, json_wanted=json_wanted)
    except RateLimited as error:
        wait = {"Retry-After": str(edge.retry_after_s(error))}
        return _error(
            Failed(lastfm.TOO_MANY, "Rate limit exceeded."), wait, json_wanted=json_wanted
        )
    except Exception:
        log.exception("a program could not be answered", protocol=PROTOCOL)
        return _error(Failed(lastfm.LATER, _LATER), json_wanted=json_wanted)
    content = lastfm.as_json(body) if json_wanted else lastfm.as_xml(body)
    return Response(content, media_type=_media(json_wanted=json_wanted))


def _fields(asked: Asked) -> dict[str, str]:
    try:
        return lastfm.fields(asked.query, asked.body)
    except ValueError:
        raise Failed(lastfm.PARAMETERS, "Too many parameters.") from None


def _call(asked: Asked, given: dict[str, str]) -> dict[str, Any]:
    method = given.get("method", "").lower()
    if method != "auth.getmobilesession" and method not in _METHODS:
        raise Failed(lastfm.METHOD, "Invalid Method - No method with that name in this package")
    if not given.get("api_key", "").strip():
        raise Failed(lastfm.API_KEY, "Invalid API key - You must give one; any will do")
    if asked.seen.method != "POST":
        raise Failed(lastfm.PARAMETERS, "This method must be called by POST.")
    if method == "auth.getmobilesession":
        return _open_session(asked, given)
    who, client = _holder(asked, given.get("sk", ""))
    call = Call(asked, who, given, client or asked.client)
    try:
        edge.count(asked, who)
        return _METHODS[method](call)
    except RateLimited:
        call.note(f"{method}", "too many in a minute", good=False)
        raise
    except Failed as error:
        call.note(f"{method}", f"refused: {error.words}", good=False)
        raise
    except Exception:
        call.note(f"{method}", _LATER, good=False)
        raise


def _holder(asked: Asked, key: str) -> tuple[Scrobbler, str]:
    try:
        return sessions.enter(asked.parts.open_uow, PROTOCOL, key, asked.seen)
    except NotAuthenticated:
        edge.count_wrong(asked)
        raise Failed(lastfm.SESSION, "Invalid session key - Please re-authenticate") from None


def _open_session(asked: Asked, given: dict[str, str]) -> dict[str, Any]:
    """auth.getMobileSession: the scrobble token stands in for the password."""
    name, parts = given.get("username", ""), asked.parts
    password, proof = given.get("password", ""), given.get("authToken", "").lower()
    if not name or not (password or proof):
        raise Failed(lastfm.PARAMETERS, "Give username, and password or authToken.")

    def proves(text: str) -> bool:
        hashed = rules.md5(text)
        return proof in {rules.md5(said + hashed) for said in (name, name.lower())}

    try:
        if password:
            who, text = scrobbler.by_text(parts.open_uow, password, asked.seen), password.strip()
        else:
            who, text = scrobbler.by_proof(parts.open_uow, parts.vault, name, proves, asked.seen)
    except NotAuthenticated:
        edge.count_wrong(asked)
        raise Failed(
            lastfm.AUTH,
            "Authentication Failed - Use your Attune name, and a scrobble token as password",
        ) from None
    edge.count(asked, who)
    client = asked.client
    key = sessions.open_session(parts.open_uow, who, PROTOCOL, text, client)
    edge.note(asked, who, PROTOCOL, "signed in", "a session was opened", client=client)
    return {"session": {"name": who.name, "key": key, "subscriber": 0}}


def _scrobble(call: Call) -> dict[str, Any]:
    items = lastfm.songs(call.given, _now(call), call.client, timed=True)
    heard = [item.heard for item in items if item.heard]
    recorded = service.submit(call.asked.parts.open_uow, call.who, PROTOCOL, heard)
    ignored = len(items) - len(heard)
    what = wording.what(heard) if heard else f"{len(items)} listens"
    call.note(what, wording.outcome(recorded, ignored), good=bool(heard))
    return lastfm.scrobbles(items)


def _now_playing(call: Call) -> dict[str, Any]:
    item = lastfm.songs(call.given, _now(call), call.client, timed=False)[0]
    if item.heard is not None:
        with call.asked.parts.open_uow() as uow:
            service.set_playing(uow, call.who, item.heard)
        call.note(wording.what([item.heard], playing=True), "shown")
    return lastfm.nowplaying(item)


def _rate(rating: int) -> Callable[[Call], dict[str, Any]]:
    said = "loved" if rating else "took love back from"

    def rate(call: Call) -> dict[str, Any]:
        heard = _one_song(call)
        with call.asked.parts.open_uow() as uow:
            service.rate(uow, call.who, service.track_of(uow, heard), rating)
        call.note(f"{said}: {heard.title}, {heard.artist}", "kept as a rating in the library")
        return {}

    return rate


def _one_song(call: Call) -> Heard:
    item = lastfm.songs(call.given, _now(call), call.client, timed=False)[0]
    if item.heard is None:
        raise Failed(lastfm.PARAMETERS, "Give artist and track.")
    return item.heard


_METHODS: dict[str, Callable[[Call], dict[str, Any]]] = {
    "track.scrobble": _scrobble, "track.updatenowplaying": _now_playing,
    "track.love": _rate(1), "track.unlove": _rate(0),
}  # fmt: skip


def _now(call: Call) -> Any:
    with call.asked.parts.open_uow(read=True) as uow:
        return uow.now


def _error(error: Failed, headers: dict[str, str] | None = None, *, json_wanted: bool) -> Response:
    content = lastfm.error(error.number, error.words, json_wanted=json_wanted)
    return Response(
        content, lastfm.STATUS[error.number], headers, media_type=_media(json_wanted=json_wanted)
    )


def _media(*, json_wanted: bool) -> str:
    return "application/json" if json_wanted else "text/xml"

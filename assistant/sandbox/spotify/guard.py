"""Who may ask the Web API what: bearer tokens, scopes, numbers in range, forms of bodies."""

import re
from typing import Any

from assistant.sandbox.http import Handler, Reply, Request
from assistant.sandbox.spotify import shapes
from assistant.sandbox.spotify.state import Grant, SandboxUser, State

MAX_URIS = 100
_TRACK_URI = re.compile(r"spotify:track:[0-9A-Za-z]{22}")


class Refused(Exception):
    """The answer to a request that Spotify would not carry out."""

    def __init__(self, status: int, message: str, reason: str | None = None) -> None:
        super().__init__(message)
        self.reply = shapes.error(status, message, reason)


class Caller:
    """The user behind a token, and what the token allows."""

    def __init__(
        self, user: SandboxUser, grant: Grant, withheld: frozenset[str] = frozenset()
    ) -> None:
        self.user = user
        self.grant = grant
        self.scopes = grant.scopes - withheld

    def needs(self, *scopes: str) -> None:
        """Refuse a token that lacks any of the scopes."""
        if not self.scopes.issuperset(scopes):
            raise Refused(403, "Insufficient client scope")


def guarded(state: State, handler: Handler) -> Handler:
    """Wrap a handler: it gets the caller first, and may raise `Refused`."""

    def answer(request: Request, **segments: str) -> Reply:
        try:
            return handler(caller(state, request), request, **segments)
        except Refused as refused:
            return refused.reply

    return answer


def caller(state: State, request: Request) -> Caller:
    """The caller of a request.

    Raises:
        Refused: 400 or 401, as Spotify words them.
    """
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    if kind != "Bearer" or not token:
        raise Refused(401, "No token provided")
    grant = state.access.get(token)
    if grant is None:
        raise Refused(401, "Invalid access token")
    if grant.expires_at <= state.clock.now():
        raise Refused(401, "The access token expired")
    return Caller(state.users[grant.user_id], grant, state.withheld)


def number(request: Request, name: str, default: int, low: int, high: int) -> int:
    """A query parameter as a number in [low, high]."""
    written = request.param(name)
    if written is None:
        return default
    if not re.fullmatch(r"[0-9]{1,15}", written) or not low <= int(written) <= high:
        raise Refused(400, f"Invalid {name}")
    return int(written)


def json_body(request: Request) -> dict[str, Any]:
    """The body as a JSON object; anything else is refused."""
    if request.content_type != "application/json":
        raise Refused(400, "Unsupported content type")
    try:
        body = request.json()
    except ValueError:
        raise Refused(400, "Error parsing JSON.") from None
    if not isinstance(body, dict):
        raise Refused(400, "Body must be a JSON object")
    return body


def track_uri(state: State, written: object) -> str:
    """A track URI of the catalogue."""
    if not isinstance(written, str) or not _TRACK_URI.fullmatch(written):
        raise Refused(400, "Invalid track uri")
    if state.track(written) is None:
        raise Refused(404, "Non existing id")
    return written


def uris(state: State, body: dict[str, Any]) -> list[str]:
    """The `uris` of a body: up to a hundred."""
    written = body.get("uris")
    if not isinstance(written, list):
        raise Refused(400, "uris must be an array")
    if len(written) > MAX_URIS:
        raise Refused(400, "You can add a maximum of 100 tracks per request.")
    return [track_uri(state, uri) for uri in written]

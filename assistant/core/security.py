"""ASGI layers around everything: request ids, security headers, sizes, caching of assets."""

import json
import secrets
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from http import HTTPStatus
from typing import Any

import structlog

from assistant.core.problems import PROBLEM_JSON, problem

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

REQUEST_ID = "x-request-id"
_YEAR_S = 31_536_000


def content_security_policy(script_hashes: list[str]) -> str:
    """The policy of the dashboard: nothing from outside, scripts from here or by their hash."""
    scripts = " ".join(f"'{digest}'" for digest in script_hashes)
    return (
        f"default-src 'self'; script-src 'self' {scripts}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
        "frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'"
    )


def shield(inner: App, *, csp: Callable[[str], str], secure: bool) -> App:
    """Give every HTTP answer its security headers and a request id.

    Args:
        inner: the app.
        csp: the content security policy of a path.
        secure: whether browsers reach us by https only.
    """
    fixed = [
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"same-origin"),
        (b"cross-origin-opener-policy", b"same-origin"),
        (b"cross-origin-resource-policy", b"same-origin"),
        (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
        (b"x-frame-options", b"DENY"),
    ]
    if secure:
        fixed.append((b"strict-transport-security", f"max-age={_YEAR_S}".encode()))

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await inner(scope, receive, send)
            return
        request_id = secrets.token_hex(8)
        scope.setdefault("state", {})["request_id"] = request_id
        structlog.contextvars.bind_contextvars(request_id=request_id)

        async def send_shielded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [
                    *message["headers"],
                    *fixed,
                    (b"content-security-policy", csp(scope["path"]).encode()),
                    (REQUEST_ID.encode(), request_id.encode()),
                ]
                headers += _caching(scope["path"], message)
                message = {**message, "headers": headers}
            await send(message)

        try:
            await inner(scope, receive, send_shielded)
        finally:
            structlog.contextvars.unbind_contextvars("request_id")

    return app


def limit_body(inner: App, max_bytes: int, roomier: Mapping[str, int] | None = None) -> App:
    """Refuse bodies over `max_bytes` with 413, whatever their declared length.

    Args:
        inner: the app.
        max_bytes: the longest body.
        roomier: paths that take longer ones, by how they begin, where that is more.
    """
    usual, more = max_bytes, roomier or {}

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await inner(scope, receive, send)
            return
        max_bytes = max([usual, *(n for p, n in more.items() if scope["path"].startswith(p))])
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        if declared.isdigit() and int(declared) > max_bytes:
            await _refuse(scope, send, max_bytes)
            return
        seen = 0
        answered = False

        async def receive_limited() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > max_bytes:
                raise BodyTooLargeError
            return message

        async def send_unless_refused(message: Message) -> None:
            # Frameworks answer 400 or 500 to the error above; the right answer is ours.
            nonlocal answered
            if seen <= max_bytes or answered:
                answered = True
                await send(message)

        try:
            await inner(scope, receive_limited, send_unless_refused)
        except BodyTooLargeError:
            pass
        finally:
            if seen > max_bytes and not answered:
                await _refuse(scope, send, max_bytes)

    return app


class BodyTooLargeError(Exception):
    """A body went over the limit while it was read."""


async def _refuse(scope: Scope, send: Send, max_bytes: int) -> None:
    detail = f"This is more than {max_bytes / 1e6:g} MB, the most that is taken at once."
    request_id = scope.get("state", {}).get("request_id", "")
    body = json.dumps(problem(413, "body_too_large", detail, request_id)).encode()
    headers = [(b"content-type", PROBLEM_JSON.encode())]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _caching(path: str, start: Message) -> list[tuple[bytes, bytes]]:
    if any(name.lower() == b"cache-control" for name, _ in start["headers"]):
        return []
    if path.startswith("/assets/") and start["status"] < HTTPStatus.BAD_REQUEST:
        return [(b"cache-control", f"public, max-age={_YEAR_S}, immutable".encode())]
    if path.startswith(("/api/", "/assets/")):  # an asset that is missing now may come yet
        return [(b"cache-control", b"no-store")]
    return []

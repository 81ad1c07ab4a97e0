"""ASGI layers about the way a request came: proxies, this machine, and our name in a browser."""

import ipaddress
from urllib.parse import urlsplit

from starlette.responses import RedirectResponse

from assistant.core.credentials import Seen
from assistant.core.security import App, Receive, Scope, Send
from assistant.core.settings import LOOPBACK_HOSTS

_AGAINST_POLICY = 1008  # RFC 6455, 7.4.1; before a socket is open servers answer 403
_FORWARDED = frozenset({
    b"forwarded", b"via", b"x-forwarded-for", b"x-forwarded-host", b"x-forwarded-proto",
    b"x-real-ip", b"cf-connecting-ip",
})  # fmt: skip


def is_loopback(address: str) -> bool:
    """Whether an address is one of this very machine."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def believe_proxies(inner: App, proxies: tuple[str, ...]) -> App:
    """Take the client's address from the proxies that were named, and from no other."""
    if not proxies:
        return inner
    from granian.utils.proxies import wrap_asgi_with_proxy_headers

    wrapped = wrap_asgi_with_proxy_headers(inner, trusted_hosts=list(proxies))

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await wrapped(scope, receive, send)

    return app


def doubt_loopback(inner: App) -> App:
    """Give loopback's rights only to who really sits on this machine.

    Behind a proxy that was not named everybody seems to; so does a page elsewhere whose name
    was made to point here (DNS rebinding). Both betray themselves: by a forwarding header, by
    HTTP/1.0 (which proxies that add no header still speak), or by the name that was asked for.
    The address of such a client is not known; it is left empty and not None, which the
    dashboard's socket could not take.
    """

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        client = scope.get("client")
        if client and is_loopback(client[0]) and not _from_here(scope):
            scope = {**scope, "client": ("", 0)}
        await inner(scope, receive, send)

    return app


def own_pages_only(inner: App, origins: tuple[str, ...]) -> App:
    """Open sockets for our own pages alone: a browser sends the cookie along from any.

    Args:
        inner: the app.
        origins: ours, then those that a setting trusts. What is no browser names no page.
    """

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            said = {name: value.decode("latin-1") for name, value in scope["headers"]}
            sender = Seen(
                origin=said.get(b"origin", ""), fetch_site=said.get(b"sec-fetch-site", "")
            )
            if not sender.from_own_page(origins):
                await receive()
                await send({"type": "websocket.close", "code": _AGAINST_POLICY})
                return
        await inner(scope, receive, send)

    return app


def to_own_host(inner: App, origin: str, but: tuple[str, ...] = ()) -> App:
    """Send `localhost` to the address we go by: a cookie set there would be lost on callbacks.

    Args:
        inner: the app.
        but: how paths begin that stay: those of programs, which drop their token on such a way.
        origin: of ours, such as "http://127.0.0.1:3000"; another port that was asked for stays.
    """
    parts = urlsplit(origin)
    own = parts.netloc.removesuffix(f":{parts.port}")

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        sent = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        if sent and not scope["path"].startswith(but):
            name, _, port = _host(scope).partition(":")
            if name == "localhost" and (not port or port.isdecimal()):
                there = f"{parts.scheme}://{own}{port and ':' + port}{_path(scope)}"
                await RedirectResponse(there, 307)(scope, receive, send)
                return
        await inner(scope, receive, send)

    return app


def _from_here(scope: Scope) -> bool:
    forwarded = any(name in _FORWARDED for name, _ in scope["headers"])
    if forwarded or scope.get("http_version") == "1.0":
        return False
    try:
        name = urlsplit(f"//{_host(scope)}").hostname or ""
    except ValueError:
        return False
    return name in LOOPBACK_HOSTS or is_loopback(name)


def _host(scope: Scope) -> str:
    given: bytes = dict(scope["headers"]).get(b"host", b"")
    return given.decode("latin-1").lower()


def _path(scope: Scope) -> str:
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    query: bytes = scope["query_string"]
    whole = raw.split(b"?")[0] + (b"?" + query if query else b"")
    return "/" + whole.decode("latin-1").lstrip("/")

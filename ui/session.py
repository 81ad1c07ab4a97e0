"""Owns who acts in a handler: the browser's cookie, looked up anew each time, never a variable."""

from collections.abc import Mapping
from typing import Protocol

from assistant.auth.identifying import COOKIE, SECURE_COOKIE, identify_browser
from assistant.core.actor import STRANGER, Actor
from assistant.core.credentials import Seen
from ui.backend import ask, container


class _Headers(Protocol):
    @property
    def raw_headers(self) -> Mapping[str, str]: ...


class _Connection(Protocol):
    @property
    def client_ip(self) -> str: ...


class Router(Protocol):
    """What Reflex knows of the connection that an event came over."""

    @property
    def headers(self) -> _Headers:
        """Headers of the handshake, the httpOnly cookie among them."""

    @property
    def session(self) -> _Connection:
        """The connection itself."""


async def actor_behind(router: Router) -> Actor:
    """Tell who an event comes from; a stranger when the cookie is missing, old or ended.

    Args:
        router: `self.router` of the state whose handler runs.
    """
    seen = seen_by(router)
    name = SECURE_COOKIE if container().settings.secure else COOKIE
    secret = seen.cookie_value(name)
    if not secret:
        return STRANGER
    return await ask(identify_browser, container().open_uow, secret, seen.address)


def seen_by(router: Router) -> Seen:
    """Return what the connection shows of its sender, as the REST side would see it."""
    headers = {name.lower(): value for name, value in dict(router.headers.raw_headers).items()}
    return Seen(
        cookie=headers.get("cookie", ""),
        origin=headers.get("origin", ""),
        user_agent=headers.get("user-agent", "")[:200],
        address=router.session.client_ip,
    )

"""Holds the dashboard's states in a test: called directly, as whoever the cookie says."""

from typing import Any
from urllib.parse import urlencode

import reflex as rx
from reflex.istate.data import RouterData

from assistant.auth import identifying, sessions
from assistant.core.actor import Actor
from assistant.core.credentials import Seen
from tests.support.app import App


def cookie_of(app: App, actor: Actor) -> str:
    """Sign a person's browser in; the Cookie header it would send."""
    with app.open_uow() as uow:
        session = sessions.open_browser(
            uow, actor.require_user(), Seen(user_agent="Firefox/140 Linux")
        )
    return f"{identifying.COOKIE}={session.secret}"


def state_of(
    kind: type[rx.State], *, cookie: str = "", address: str = "127.0.0.1", **query: str
) -> Any:
    """A state as a fresh tab has it, with the connection that its events come over.

    Any, because Reflex's types hide that a handler of an instance can be called.
    """
    root = rx.State(_reflex_internal_init=True)  # type: ignore[call-arg]  # Reflex hides it
    connect(root, cookie=cookie, address=address, **query)
    state = root.get_substate(kind.get_full_name().split("."))
    assert isinstance(state, kind)
    return state


def connect(
    state: rx.State, *, cookie: str = "", address: str = "127.0.0.1", path: str = "/", **query: str
) -> None:
    """Let the tab's events come over another connection, or from another page."""
    root: Any = state._get_root_state()
    root.router = RouterData.from_router_data(
        {
            "headers": {"cookie": cookie} if cookie else {},
            "ip": address,
            "pathname": path,
            "asPath": f"{path}?{urlencode(query)}",
        }
    )


async def in_background(state: rx.State, handler: str, *values: Any) -> Any:
    """Run a background handler to its end; Reflex forbids calling it by its name."""
    return await type(state).event_handlers[handler].fn(state, *values)

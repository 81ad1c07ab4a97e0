"""Owns what becomes of a handler's errors: a calm notice, the sign-in page, a line in the log."""

import functools
import inspect
from collections.abc import AsyncIterator, Callable
from typing import Any, TypeVar, cast

import reflex as rx
import structlog
from pydantic import ValidationError
from reflex.event import EventSpec
from reflex.istate.proxy import StateProxy

from assistant.core.errors import DomainError, NotAuthenticated
from ui import routes
from ui.text.en import common as words

H = TypeVar("H", bound=Callable[..., Any])
log = structlog.get_logger(__name__)


def guarded(handler: H) -> H:
    """Let an async handler of an `AppState` raise what its services raise.

    Goes below ``@rx.event``. A `DomainError` is said by the toaster, nobody signed in leads to the
    sign-in page, and what nobody foresaw is logged and owned up to without its details.
    """
    if inspect.isasyncgenfunction(handler):

        @functools.wraps(handler)
        async def stream(state: Any, *args: Any, **kwargs: Any) -> AsyncIterator[Any]:
            try:
                async for step in handler(state, *args, **kwargs):
                    yield step
            except Exception as error:  # noqa: BLE001 - the last place that can tell the listener
                answer = await _tell(state, error)
                if answer is not None:
                    yield answer

        return cast("H", stream)

    @functools.wraps(handler)
    async def run(state: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return await handler(state, *args, **kwargs)
        except Exception as error:  # noqa: BLE001 - the last place that can tell the listener
            return await _tell(state, error)

    return cast("H", run)


async def _tell(state: Any, error: Exception) -> EventSpec | None:
    """Say what went wrong; return where to go, if anywhere."""
    if isinstance(error, NotAuthenticated):
        # `AppState.enter` comes first on every page; where it leads must not be overtaken.
        return None if getattr(state, "_is_leaving", False) else _door(state)
    text, detail = _words(error)
    if isinstance(state, StateProxy):
        async with state:
            state.say(text, kind="bad", detail=detail)
    else:
        state.say(text, kind="bad", detail=detail)
    return None


def _door(state: Any) -> EventSpec:
    """Lead to the sign-in page; it says so when a sign-in has ended."""
    ended = "?error=signed_out" if state.is_signed_in else ""
    return rx.redirect(routes.SIGN_IN + ended)


def _words(error: Exception) -> tuple[str, str]:
    """Return a sentence and a quieter line for an error."""
    if isinstance(error, DomainError):
        return error.detail, ""
    if isinstance(error, ValidationError):
        return words.NOT_VALID, ""
    log.error("a handler failed", exc_info=error)
    return words.UNEXPECTED, words.UNEXPECTED_DETAIL

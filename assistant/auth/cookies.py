"""The session cookie's name and flags, set and cleared by routes."""

from fastapi import Response

from assistant.auth import identifying
from assistant.auth.sessions import BrowserSession
from assistant.core.settings import Settings


def put(response: Response, settings: Settings, session: BrowserSession) -> None:
    """Hand the browser its fresh sign-in."""
    response.set_cookie(
        name(settings), session.secret, max_age=int(session.lifetime.total_seconds()),
        path="/", httponly=True, samesite="lax", secure=settings.secure,
    )  # fmt: skip


def clear(response: Response, settings: Settings) -> None:
    """Take the session cookie away."""
    response.delete_cookie(
        name(settings), path="/", httponly=True, samesite="lax", secure=settings.secure
    )


def name(settings: Settings) -> str:
    """The cookie's name; browsers hold the `__Host-` prefix to https and this host."""
    return identifying.SECURE_COOKIE if settings.secure else identifying.COOKIE

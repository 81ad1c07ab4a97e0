"""The cookies of sign-ins and known devices: names and flags, set and cleared by routes."""

from fastapi import Response

from assistant.accounts.service import email_key
from assistant.auth import devices, identifying, rules
from assistant.auth.context import AuthContext
from assistant.auth.sessions import BrowserSession
from assistant.core.settings import Settings

STEP = "attune_second_step"


def put(response: Response, context: AuthContext, session: BrowserSession) -> None:
    """Hand the browser its fresh sign-in."""
    settings = context.settings
    response.set_cookie(
        name(settings), session.secret, max_age=int(session.lifetime.total_seconds()),
        path="/", httponly=True, samesite="lax", secure=settings.secure,
    )  # fmt: skip
    if not session.account.is_sample:
        mark(response, context, session.account.email)


def mark(response: Response, context: AuthContext, email: str) -> None:
    """Let a device be known again as one that the account of an address was used on."""
    response.set_cookie(
        devices.COOKIE, context.devices.make(email_key(email)),
        max_age=int(devices.LIFETIME.total_seconds()), path="/", httponly=True,
        samesite="lax", secure=context.settings.secure,
    )  # fmt: skip


def put_step(response: Response, settings: Settings, challenge: str) -> None:
    """Let the browser keep, for the second step, that the first was done."""
    response.set_cookie(
        STEP, challenge, max_age=int(rules.STEP_LIFETIME.total_seconds()),
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

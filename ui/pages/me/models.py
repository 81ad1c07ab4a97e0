"""Owns the plain values of the page about the listener."""

from dataclasses import dataclass


@dataclass
class SessionView:
    """One place where the listener is signed in.

    Attributes:
        id: The session's id (not its secret).
        device: Browser and system, in words.
        place: Where from, in words.
        seen: When it was last used, in words.
        is_this: Whether it is the one that asks.
    """

    id: str = ""
    device: str = ""
    place: str = ""
    seen: str = ""
    is_this: bool = False

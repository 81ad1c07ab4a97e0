"""What a request shows of its sender, before anybody has decided who that is."""

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie

from assistant.core.actor import Actor

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Seen:
    """The headers that matter for telling who is asking, and the address they come from."""

    method: str = "GET"
    authorization: str = ""
    cookie: str = ""
    origin: str = ""
    fetch_site: str = ""
    user_agent: str = ""
    address: str = ""

    @property
    def safe(self) -> bool:
        """Whether the method only reads."""
        return self.method in SAFE_METHODS

    def from_own_page(self, origins: tuple[str, ...]) -> bool:
        """Whether a browser sent this from one of our pages, or it came from no page at all.

        Args:
            origins: ours, then those that a setting trusts.
        """
        own, *trusted = origins
        if not self.origin:
            return self.fetch_site in ("", "same-origin", "none")
        if self.origin == own:
            return self.fetch_site != "cross-site"  # no browser says both
        return self.origin in trusted

    @property
    def from_loopback(self) -> bool:
        """Whether the sender sits on this very machine."""
        try:
            return ipaddress.ip_address(self.address).is_loopback
        except ValueError:
            return False

    def cookie_value(self, name: str) -> str | None:
        """One cookie; None when it is missing or the header cannot be read."""
        try:
            jar: SimpleCookie = SimpleCookie(self.cookie)
        except CookieError:
            return None
        morsel = jar.get(name)
        return morsel.value if morsel else None


Authenticate = Callable[[Seen], Actor]

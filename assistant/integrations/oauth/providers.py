"""The providers of sign-ins that the settings name."""

from collections.abc import Callable, Sequence

from assistant.core.errors import NotFound
from assistant.core.sign_in_settings import SignInProvider
from assistant.integrations.oauth.oidc import OidcDoor
from assistant.integrations.oauth.plain import GithubDoor, SpotifyDoor
from assistant.integrations.oauth.types import Door
from assistant.integrations.oauth.web import Web

_DOORS: dict[str, Callable[[SignInProvider, Web], Door]] = {
    "oidc": OidcDoor,
    "github": GithubDoor,
    "spotify": SpotifyDoor,
}


class Providers:
    """Every provider of the settings; none is asked anything before somebody wants to sign in.

    Args:
        providers: as the settings have them.
        timeout_s: for each request.
    """

    def __init__(self, providers: Sequence[SignInProvider], timeout_s: float) -> None:
        self._doors: dict[str, Door] = {
            provider.key: _DOORS[provider.kind](provider, Web(provider, timeout_s))
            for provider in providers
        }

    def offered(self) -> list[SignInProvider]:
        """Who can be signed in with, in the order of their buttons."""
        return [door.provider for door in self._doors.values()]

    def get(self, key: str) -> Door:
        """One provider.

        Raises:
            NotFound: the settings do not name it.
        """
        door = self._doors.get(key)
        if door is None:
            raise NotFound("provider_not_found", "Nobody signs in here with that provider.")
        return door

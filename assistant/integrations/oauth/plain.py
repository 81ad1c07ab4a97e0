"""Providers that speak OAuth 2.0 without ID tokens: who signed in is asked of their API."""

from datetime import datetime
from typing import Any

from assistant.core.sign_in_settings import SignInProvider
from assistant.integrations.oauth.errors import lied
from assistant.integrations.oauth.metadata import same_issuer
from assistant.integrations.oauth.oidc import checked_subject
from assistant.integrations.oauth.types import Answer, Challenge, Person
from assistant.integrations.oauth.web import Web, ask_url


class GithubDoor:
    """GitHub; of its addresses only the primary one counts, and only when it is confirmed.

    Args:
        provider: as the settings have it.
        web: its endpoints.
    """

    def __init__(self, provider: SignInProvider, web: Web) -> None:
        self.provider = provider
        self._web = web
        self._pages = provider.issuer.removesuffix("/")
        self._api = provider.api_url.removesuffix("/")

    def authorize_url(self, challenge: Challenge, *, again: bool = False) -> str:  # noqa: ARG002 - the port's
        """Where to send the browser."""
        endpoint = f"{self._pages}/login/oauth/authorize"
        return ask_url(endpoint, self.provider, challenge, "read:user user:email")

    def check_issuer(self, issuer: str | None) -> None:
        """Refuse an answer that another provider gave."""
        if issuer is not None and not same_issuer(issuer, f"{self._pages}/login/oauth"):
            raise lied(self.provider.name, "the answer names another issuer")

    def who(self, answer: Answer, challenge: Challenge, now: datetime) -> Person:  # noqa: ARG002 - of the protocol
        """Trade a code for the word of who signed in."""
        endpoint = f"{self._pages}/login/oauth/access_token"
        token: str = self._web.trade(endpoint, answer.code, challenge)["access_token"]
        user = self._web.get(f"{self._api}/user", token)
        account_id = user.get("id") if isinstance(user, dict) else None
        if not isinstance(account_id, int) or isinstance(account_id, bool) or account_id < 1:
            raise lied(self.provider.name, "no id of a user")
        email = self._primary(self._web.get(f"{self._api}/user/emails", token))
        return Person(
            issuer=self._pages,
            subject=str(account_id),
            email=email,
            email_verified=email is not None,
            name=_first_text(user.get("name"), user.get("login")),
        )

    def _primary(self, said: Any) -> str | None:
        if not isinstance(said, list):
            raise lied(self.provider.name, "no list of addresses")
        for entry in said:
            good = isinstance(entry, dict) and entry.get("primary") is True
            if good and entry.get("verified") is True and isinstance(entry.get("email"), str):
                found: str = entry["email"]
                return found
        return None


class SpotifyDoor:
    """Spotify; an address of its is not confirmed by anybody, and mostly not told.

    Args:
        provider: as the settings have it.
        web: its endpoints.
    """

    def __init__(self, provider: SignInProvider, web: Web) -> None:
        self.provider = provider
        self._web = web
        self._accounts = provider.issuer.removesuffix("/")
        self._api = provider.api_url.removesuffix("/")

    def authorize_url(self, challenge: Challenge, *, again: bool = False) -> str:  # noqa: ARG002 - the port's
        """Where to send the browser."""
        endpoint = f"{self._accounts}/authorize"
        return ask_url(endpoint, self.provider, challenge, "user-read-private")

    def check_issuer(self, issuer: str | None) -> None:
        """Refuse an answer that another provider gave."""
        if issuer is not None and not same_issuer(issuer, self._accounts):
            raise lied(self.provider.name, "the answer names another issuer")

    def who(self, answer: Answer, challenge: Challenge, now: datetime) -> Person:  # noqa: ARG002 - of the protocol
        """Trade a code for the word of who signed in."""
        came = self._web.trade(
            f"{self._accounts}/api/token", answer.code, challenge, in_header=True
        )
        me = self._web.get(f"{self._api}/me", came["access_token"])
        if not isinstance(me, dict):
            raise lied(self.provider.name, "no account")
        try:
            subject = checked_subject(me.get("account_id"))
        except ValueError as error:
            raise lied(self.provider.name, str(error)) from error
        email = me.get("email")
        return Person(
            issuer=self._accounts,
            subject=subject,
            email=email if isinstance(email, str) and email else None,
            name=_first_text(me.get("display_name"), me.get("id")),
        )


def _first_text(*values: object) -> str:
    return next((value for value in values if isinstance(value, str) and value.strip()), "")

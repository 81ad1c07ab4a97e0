"""Requests to one provider of sign-ins: short, bounded, JSON only, never redirected or repeated."""

import base64
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, quote_plus, urlencode, urlsplit

import httpx
from authlib.oauth2.rfc7636 import create_s256_code_challenge

from assistant.core.sign_in_settings import SignInProvider
from assistant.integrations.breaker import CircuitBreaker
from assistant.integrations.http import Answer, NoAnswer, exchange, new_client
from assistant.integrations.oauth.errors import (
    app_refused,
    lied,
    no_answer,
    refused,
    unavailable,
)
from assistant.integrations.oauth.types import Challenge

MAX_BYTES = 512_000
_FAILURES, _REST_S = 5, 15.0


class Web:
    """One provider's endpoints; connections are not kept, for sign-ins are rare.

    Args:
        provider: as the settings have it.
        timeout_s: for each request.
    """

    def __init__(self, provider: SignInProvider, timeout_s: float) -> None:
        self._provider = provider
        self._timeout_s = timeout_s
        self._breaker = CircuitBreaker(_FAILURES, _REST_S)

    def get(self, url: str, access_token: str = "") -> Any:
        """The JSON at an address.

        Raises:
            UpstreamError: see `errors.py`.
        """
        headers = {"Accept": "application/json"}
        if access_token:
            headers["Authorization"] = f"Bearer {access_token}"
        answer = self._ask("GET", url, headers)
        if answer.status != httpx.codes.OK:
            raise lied(self._provider.name, f"status {answer.status} where JSON was asked for")
        return self._json(answer)

    def trade(
        self, url: str, code: str, challenge: Challenge, *, in_header: bool = False
    ) -> dict[str, Any]:
        """Trade a code at the token endpoint; what came holds an access token.

        Args:
            url: of the token endpoint.
            code: of the redirect.
            challenge: of the attempt.
            in_header: show the app's secret by HTTP Basic instead of in the form.

        Raises:
            UpstreamError: see `errors.py`.
        """
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": challenge.redirect_uri,
            "client_id": self._provider.client_id,
            "code_verifier": challenge.verifier,
        }
        headers = {
            "Accept": "application/json",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        secret = self._provider.secret
        if secret and in_header:
            headers["Authorization"] = _basic(self._provider.client_id, secret)
        elif secret:
            form["client_secret"] = secret
        answer = self._ask("POST", url, headers, urlencode(form).encode())
        return self._tokens(answer)

    def _tokens(self, answer: Answer) -> dict[str, Any]:
        name = self._provider.name
        said = self._json(answer) if answer.status in _SPEAKS_JSON else None
        if not isinstance(said, dict):
            raise lied(name, f"status {answer.status} at the token endpoint")
        error = said.get("error")  # GitHub says so with status 200
        if error in ("invalid_client", "unauthorized_client", "incorrect_client_credentials"):
            raise app_refused(name)
        if error is not None or answer.status != httpx.codes.OK:
            raise refused(name)
        kind, token = said.get("token_type"), said.get("access_token")
        if not (isinstance(token, str) and token and str(kind).lower() == "bearer"):
            raise lied(name, "no access token")
        return said

    def _ask(
        self, method: str, url: str, headers: Mapping[str, str], content: bytes | None = None
    ) -> Answer:
        name = self._provider.name
        wait_s = self._breaker.wait_s()
        if wait_s > 0:
            raise unavailable(name, wait_s)
        try:
            with new_client("Attune", direct=True) as http:
                answer = exchange(
                    http, method, url, timeout_s=self._timeout_s, headers=headers,
                    content=content, max_bytes=MAX_BYTES,
                )  # fmt: skip
        except NoAnswer as error:
            self._breaker.failed()
            raise no_answer(name, error) from None
        if answer.status >= 500 or answer.status == httpx.codes.TOO_MANY_REQUESTS:
            self._breaker.failed()
            raise unavailable(name, answer.retry_after_s)
        self._breaker.succeeded()
        return answer

    def _json(self, answer: Answer) -> Any:
        try:
            return json.loads(answer.body)
        except (ValueError, RecursionError):
            raise lied(self._provider.name, "no JSON") from None


_SPEAKS_JSON = (200, 400, 401, 403)


def ask_url(
    endpoint: str, provider: SignInProvider, challenge: Challenge, scope: str, **more: str
) -> str:
    """The address of a consent page: the code flow with PKCE S256."""
    query = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": challenge.redirect_uri,
        "scope": scope,
        "state": challenge.state,
        "code_challenge": create_s256_code_challenge(challenge.verifier),
        "code_challenge_method": "S256",
        **more,
    }
    joint = "&" if urlsplit(endpoint).query else "?"
    return f"{endpoint}{joint}{urlencode(query, quote_via=quote)}"


def _basic(client_id: str, secret: str) -> str:
    """RFC 6749, 2.3.1: both are form-encoded first."""
    pair = f"{quote_plus(client_id)}:{quote_plus(secret)}"
    return f"Basic {base64.b64encode(pair.encode()).decode()}"

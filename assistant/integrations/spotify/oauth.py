"""Signing in to Spotify: authorization code with PKCE, token exchange and refresh, over httpx.

Nothing here is repeated by itself: a code is spent by its first use, and a refresh that was heard
but not answered may have replaced the refresh token.
"""

import base64
import hashlib
import ipaddress
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
from pydantic import ValidationError

from assistant.core.errors import DomainError, Gone, RuleViolated
from assistant.integrations.http import Answer, NoAnswer, exchange, new_client
from assistant.integrations.spotify.errors import lied, no_answer, refused
from assistant.integrations.spotify.schemas import TokenAnswer, TokenError

ACCOUNTS_URL = "https://accounts.spotify.com"
SCOPES = (
    "user-read-private",
    "user-read-recently-played",
    "user-read-playback-state",
    "user-read-currently-playing",
    "user-modify-playback-state",
    "playlist-read-private",
    "playlist-modify-private",
    "user-top-read",
    "user-library-read",
)
"""What Attune asks for: reading plays, the player, playlists, what is saved and heard most;
queueing, and private playlists. It changes nothing else."""


@dataclass(frozen=True, slots=True)
class Pkce:
    """A verifier, kept by us until the callback, and the challenge Spotify is shown."""

    verifier: str = field(repr=False)
    challenge: str


@dataclass(frozen=True, slots=True)
class TokenSet:
    """Tokens of one listener.

    Attributes:
        access_token: for an hour.
        refresh_token: None when a refresh did not bring a new one: keep the old one.
        expires_at: when the access token dies, aware.
        scope: granted scopes, separated by spaces; None when Spotify did not say.
    """

    access_token: str = field(repr=False)
    refresh_token: str | None = field(repr=False)
    expires_at: datetime
    scope: str | None


@dataclass(frozen=True, slots=True)
class Callback:
    """What Spotify's redirect says: a code, or an error such as "access_denied"."""

    state: str = field(repr=False)
    code: str | None = field(default=None, repr=False)
    error: str | None = None


def make_pkce() -> Pkce:
    """A fresh verifier of 86 characters and its S256 challenge (RFC 7636)."""
    verifier = secrets.token_urlsafe(64)
    digest = hashlib.sha256(verifier.encode()).digest()
    return Pkce(verifier, base64.urlsafe_b64encode(digest).rstrip(b"=").decode())


def authorize_url(
    *,
    client_id: str,
    redirect_uri: str,
    state: str,
    challenge: str,
    scopes: Iterable[str] = SCOPES,
    accounts_url: str = ACCOUNTS_URL,
) -> str:
    """Where to send the listener's browser.

    Args:
        client_id: of the listener's own app.
        redirect_uri: registered there, character by character.
        state: unguessable, bound to the listener's session; compare it in the callback.
        challenge: of `make_pkce`.
        scopes: what to ask for.
        accounts_url: without a trailing slash.

    Raises:
        RuleViolated: "spotify_redirect_uri", see `check_redirect_uri`.
    """
    check_redirect_uri(redirect_uri)
    query = {
        "client_id": client_id,
        "response_type": "code",
        "redirect_uri": redirect_uri,
        "scope": " ".join(scopes),
        "state": state,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    return f"{accounts_url.rstrip('/')}/authorize?{urlencode(query)}"


def check_redirect_uri(uri: str) -> None:
    """Refuse what Spotify refuses: only HTTPS, or HTTP to a loopback address given as a number.

    Raises:
        RuleViolated: "spotify_redirect_uri".
    """
    try:
        parts = urlsplit(uri)
        host = parts.hostname or ""
    except ValueError:
        host = ""
    if host in ("", "localhost") or not (
        parts.scheme == "https" or (parts.scheme == "http" and _is_loopback_number(host))
    ):
        raise RuleViolated(
            "spotify_redirect_uri",
            "Spotify accepts https addresses and http://127.0.0.1 or http://[::1], not localhost.",
            pointer="/redirect_uri",
        )


def _is_loopback_number(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def read_callback(url: str) -> Callback:
    """Read the address Spotify sent the browser back to, as pasted from its address bar.

    Raises:
        RuleViolated: "spotify_callback": neither code nor error in it, or no state.
    """
    try:
        query = parse_qs(urlsplit(url.strip()[:8_192]).query)
    except ValueError:
        query = {}
    said = {name: values[0] for name, values in query.items() if len(values) == 1}
    if "state" not in said or not ("code" in said or "error" in said):
        raise RuleViolated(
            "spotify_callback", "Paste the whole address that Spotify sent you back to."
        )
    if "error" in said:
        return Callback(said["state"], error=said["error"][:64])
    return Callback(said["state"], code=said["code"])


def exchange_code(
    *,
    code: str,
    verifier: str,
    redirect_uri: str,
    client_id: str,
    accounts_url: str = ACCOUNTS_URL,
    timeout_s: float = 10.0,
    now: datetime | None = None,
) -> TokenSet:
    """Trade the code of a callback for tokens.

    Args:
        code: from the callback.
        verifier: of the `Pkce` whose challenge Spotify was shown.
        redirect_uri: the same as in `authorize_url`.
        client_id: the same.
        accounts_url: without a trailing slash.
        timeout_s: for the whole exchange.
        now: the time before asking; by default the clock's.

    Raises:
        Gone: "spotify_reconnect": the code was used, is too old, or does not fit: start again.
        RuleViolated: "spotify_client_refused".
        DomainError: the others of `errors.py`.
    """
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": redirect_uri,
        "client_id": client_id,
        "code_verifier": verifier,
    }
    tokens = _ask(form, accounts_url, timeout_s, now)
    if tokens.refresh_token is None:
        raise lied()
    return tokens


def refresh(
    *,
    refresh_token: str,
    client_id: str,
    accounts_url: str = ACCOUNTS_URL,
    timeout_s: float = 10.0,
    now: datetime | None = None,
) -> TokenSet:
    """Get a new access token. The answer's `refresh_token` is None when the old one stays good.

    Raises:
        Gone: "spotify_reconnect": delete the tokens and ask the listener; never try again.
        RuleViolated: "spotify_client_refused".
        DomainError: the others of `errors.py`.
    """
    form = {
        "grant_type": "refresh_token",
        "refresh_token": refresh_token,
        "client_id": client_id,
    }
    return _ask(form, accounts_url, timeout_s, now)


def _ask(
    form: dict[str, str], accounts_url: str, timeout_s: float, now: datetime | None
) -> TokenSet:
    asked_at = now or datetime.now(UTC)
    with new_client() as client:
        answer = _post(client, f"{accounts_url.rstrip('/')}/api/token", form, timeout_s)
    if answer.status != httpx.codes.OK:
        raise _refusal(answer)
    try:
        tokens = TokenAnswer.model_validate_json(answer.body)
    except ValidationError:
        raise lied() from None
    if tokens.token_type.casefold() != "bearer":
        raise lied()
    return TokenSet(
        access_token=tokens.access_token,
        refresh_token=tokens.refresh_token,
        expires_at=asked_at + timedelta(seconds=tokens.expires_in),
        scope=tokens.scope,
    )


def _post(client: httpx.Client, url: str, form: dict[str, str], timeout_s: float) -> Answer:
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Accept": "application/json",
    }
    try:
        return exchange(
            client,
            "POST",
            url,
            timeout_s=timeout_s,
            headers=headers,
            content=urlencode(form).encode(),
        )
    except NoAnswer as error:
        raise no_answer(error, writes=False) from None


def _refusal(answer: Answer) -> DomainError:
    """The accounts service words its refusals differently from the Web API."""
    if answer.status not in (httpx.codes.BAD_REQUEST, httpx.codes.UNAUTHORIZED):
        return refused(answer, writes=False)
    try:
        code = TokenError.model_validate_json(answer.body).error
    except ValidationError:
        return refused(answer, writes=False)
    if code == "invalid_grant":
        return Gone("spotify_reconnect", "Spotify has ended this connection. Connect again.")
    if code in {"invalid_client", "unauthorized_client"}:
        return RuleViolated(
            "spotify_client_refused",
            "Spotify does not know this client ID. Check it in your Spotify dashboard.",
            pointer="/client_id",
        )
    return refused(answer, writes=False)

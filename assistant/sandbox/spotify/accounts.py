"""The accounts side of the Spotify sandbox: consent page, authorization codes, tokens, PKCE."""

import base64
import hashlib
import hmac
import ipaddress
import re
import secrets
from urllib.parse import urlencode, urlsplit

from assistant.sandbox.http import Reply, Request, Route, json_reply
from assistant.sandbox.spotify.consent import consent_page, mistake
from assistant.sandbox.spotify.state import Code, Grant, State

SCOPES = frozenset(
    {
        "user-read-private",
        "user-read-recently-played",
        "user-top-read",
        "user-read-playback-state",
        "user-read-currently-playing",
        "user-modify-playback-state",
        "playlist-read-private",
        "playlist-modify-private",
        "playlist-modify-public",
        "user-library-read",
        "user-library-modify",
    }
)
_PRINTABLE = re.compile(r"[\x21-\x7e]{1,500}")
_CLIENT_ID = re.compile(r"[0-9a-f]{32}")
_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")
_VERIFIER = re.compile(r"[A-Za-z0-9._~-]{43,128}")


class Accounts:
    """`/authorize` and `/api/token`.

    Args:
        state: where codes and grants live.
        client_ids: the apps that exist; None lets any id of the right shape pass.
        redirect_uris: what the app registered; None lets any permitted URI pass.
    """

    def __init__(
        self,
        state: State,
        client_ids: frozenset[str] | None = None,
        redirect_uris: frozenset[str] | None = None,
    ) -> None:
        self._state = state
        self._client_ids = client_ids
        self._redirect_uris = redirect_uris
        self._asked: dict[str, Code] = {}
        self._echo: dict[str, str] = {}

    def routes(self) -> list[Route]:
        return [
            Route("GET", "/authorize", self.authorize),
            Route("POST", "/authorize", self.answer),
            Route("POST", "/api/token", self.token),
        ]

    def authorize(self, request: Request) -> Reply:
        """Show the consent page, or say what is wrong (to the app when that is safe)."""
        client_id, redirect_uri = request.param("client_id"), request.param("redirect_uri")
        if not self._knows(client_id) or client_id is None:
            return mistake("INVALID_CLIENT: Invalid client")
        if redirect_uri is None or not self._may_redirect(redirect_uri):
            return mistake("INVALID_CLIENT: Invalid redirect URI")
        app_state = request.param("state") or ""
        problem, scopes = _request_problem(request)
        if problem:
            return _back(redirect_uri, {"error": problem, "state": app_state})
        asked = Code(
            client_id=client_id,
            user_id="",
            redirect_uri=redirect_uri,
            scopes=scopes,
            challenge=request.param("code_challenge") or "",
            expires_at=self._state.clock.now() + self._state.code_ttl,
        )
        ticket = secrets.token_urlsafe(24)
        self._asked[ticket], self._echo[ticket] = asked, app_state
        people = [(user.id, user.display_name) for user in self._state.users.values()]
        return consent_page(ticket, asked, people)

    def answer(self, request: Request) -> Reply:
        """Take Allow or Deny from the consent page (the page is ours, not part of the contract)."""
        form = request.form()
        asked = self._asked.pop(form.get("ticket", ""), None)
        app_state = self._echo.pop(form.get("ticket", ""), "")
        if asked is None:
            return mistake("This page was answered already: go back to the app and start again")
        user = self._state.users.get(form.get("user", ""))
        if form.get("answer") != "allow" or user is None:
            return _back(asked.redirect_uri, {"error": "access_denied", "state": app_state})
        return _back(
            asked.redirect_uri, {"code": self.issue_code(asked, user.id), "state": app_state}
        )

    def issue_code(self, asked: Code, user_id: str) -> str:
        """A single-use code for what was asked and allowed."""
        code = secrets.token_urlsafe(48)
        self._state.codes[code] = Code(
            client_id=asked.client_id,
            user_id=user_id,
            redirect_uri=asked.redirect_uri,
            scopes=asked.scopes,
            challenge=asked.challenge,
            expires_at=self._state.clock.now() + self._state.code_ttl,
        )
        return code

    def token(self, request: Request) -> Reply:
        """Exchange a code, or refresh."""
        form = request.form()
        if not form:
            return _token_error("invalid_request", "a form is needed")
        if not self._knows(form.get("client_id")):
            return _token_error("invalid_client", "Invalid client")
        match form.get("grant_type"):
            case "authorization_code":
                return self._exchange(form)
            case "refresh_token":
                return self._refresh(form)
            case _:
                return _token_error("unsupported_grant_type", "grant_type is not supported")

    def _exchange(self, form: dict[str, str]) -> Reply:
        # A code is spent by the first try, good or bad.
        code = self._state.codes.pop(form.get("code", ""), None)
        now = self._state.clock.now()
        if code is None or code.expires_at <= now:
            return _token_error("invalid_grant", "Invalid authorization code")
        if code.client_id != form["client_id"]:
            return _token_error("invalid_grant", "Invalid client")
        if code.redirect_uri != form.get("redirect_uri"):
            return _token_error("invalid_grant", "Invalid redirect URI")
        if not _proves(form.get("code_verifier", ""), code.challenge):
            return _token_error("invalid_grant", "code_verifier was incorrect")
        grant = Grant(code.client_id, code.user_id, code.scopes, now + self._state.refresh_ttl)
        return self._tokens(grant, refresh_token=self._state.issue_refresh(grant))

    def _refresh(self, form: dict[str, str]) -> Reply:
        token = form.get("refresh_token", "")
        grant = self._state.refresh.get(token)
        if grant is None or grant.expires_at <= self._state.clock.now():
            return _token_error("invalid_grant", "Refresh token revoked")
        if grant.client_id != form["client_id"]:
            return _token_error("invalid_grant", "Invalid client")
        if not self._state.rotate_refresh:
            return self._tokens(grant)
        del self._state.refresh[token]
        return self._tokens(grant, refresh_token=self._state.issue_refresh(grant))

    def _tokens(self, grant: Grant, refresh_token: str | None = None) -> Reply:
        answer = {
            "access_token": self._state.issue_access(grant),
            "token_type": "Bearer",
            "expires_in": self._state.access_ttl_s,
        }
        if refresh_token:
            scopes = sorted(grant.scopes - self._state.withheld)
            answer |= {"refresh_token": refresh_token, "scope": " ".join(scopes)}
        return json_reply(200, answer, **{"Cache-Control": "no-store"})

    def _knows(self, client_id: str | None) -> bool:
        if self._client_ids is not None:
            return client_id in self._client_ids
        return bool(client_id and _CLIENT_ID.fullmatch(client_id))

    def _may_redirect(self, uri: str) -> bool:
        if self._redirect_uris is not None and uri not in self._redirect_uris:
            return False
        return is_permitted_redirect(uri)


def is_permitted_redirect(uri: str) -> bool:
    """HTTPS, or HTTP to a loopback address written as a number; never the name localhost."""
    if not _PRINTABLE.fullmatch(uri):
        return False
    try:
        parts = urlsplit(uri)
        host = parts.hostname or ""
    except ValueError:
        return False
    if parts.fragment or not host or host == "localhost":
        return False
    if parts.scheme == "https":
        return True
    try:
        return parts.scheme == "http" and ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def challenge_of(verifier: str) -> str:
    """The S256 challenge of a verifier (RFC 7636, 4.2)."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _proves(verifier: str, challenge: str) -> bool:
    well_formed = _VERIFIER.fullmatch(verifier) is not None
    return well_formed and hmac.compare_digest(challenge_of(verifier), challenge)


def _request_problem(request: Request) -> tuple[str | None, frozenset[str]]:
    """The OAuth error of an authorization request, if any, and the scopes it asks for."""
    scopes = frozenset((request.param("scope") or "").split())
    if request.param("response_type") != "code":
        return "unsupported_response_type", scopes
    if not scopes <= SCOPES:
        return "invalid_scope", scopes
    if request.param("code_challenge_method") != "S256":
        return "invalid_request", scopes
    if not _CHALLENGE.fullmatch(request.param("code_challenge") or ""):
        return "invalid_request", scopes
    return None, scopes


def _back(redirect_uri: str, answer: dict[str, str]) -> Reply:
    joint = "&" if "?" in redirect_uri else "?"
    kept = {name: value for name, value in answer.items() if value}
    location = f"{redirect_uri}{joint}{urlencode(kept)}"
    return Reply(302, headers={"Location": location, "Cache-Control": "no-store"})


def _token_error(code: str, description: str) -> Reply:
    return json_reply(400, {"error": code, "error_description": description})

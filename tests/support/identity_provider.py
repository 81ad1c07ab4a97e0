"""Providers of sign-ins on loopback that speak the real protocols over real HTTP, or lie on demand.

`IdentityProvider` is an OpenID Connect provider: discovery, consent, tokens with PKCE, keys that can
be changed, user info. It also answers as GitHub and as Spotify do. Tests say who signs in (`person`)
and what is wrong (`claims`, `metadata`, `sign`, `break_at`).
"""

import base64
import hashlib
import hmac
import json
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qsl, unquote_plus, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, RSAKey

from assistant.core.clock import utc_now

CLIENT_ID, CLIENT_SECRET = "attune-tests", "s3cret:with/odd+signs"


@dataclass
class Issued:
    """A code that was given out: to whom, for what, and whether it was traded."""

    query: dict[str, str]
    person: dict[str, Any]
    spent: bool = False


@dataclass
class Broken:
    """What an endpoint does instead of answering."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    hang_s: float = 0.0


class IdentityProvider:
    """A provider of sign-ins; use as a context manager. Its tokens are made at its `clock`'s time."""

    def __init__(self) -> None:
        self.clock: Callable[[], datetime] = utc_now
        self.keys = [RSAKey.generate_key(2048, {"kid": "first", "use": "sig"})]
        self.person: dict[str, Any] = {
            "sub": "248289761001", "email": "mara@example.com", "email_verified": True,
            "name": "Mara",
        }  # fmt: skip
        self.claims: dict[str, Any] = {}
        self.metadata: dict[str, Any] = {}
        self.in_userinfo = False
        self.userinfo: dict[str, Any] = {}
        self.emails: Any = None
        self.answer_with: dict[str, str] = {}
        self.sign: Callable[[dict[str, Any]], str] | None = None
        self.break_at: dict[str, Broken] = {}
        self.codes: dict[str, Issued] = {}
        self.tokens: dict[str, dict[str, Any]] = {}
        self.asked: list[str] = []
        self.stop = threading.Event()

    def __enter__(self) -> Self:
        handler = type("Handler", (_Handler,), {"idp": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        """Its address, and its issuer."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def rotate(self, kid: str = "second") -> None:
        """Sign with a new key from now on; the old one is gone."""
        self.keys = [RSAKey.generate_key(2048, {"kid": kid, "use": "sig"})]

    def allow(self, url: str, **more: str) -> str:
        """Click "allow" on the consent page that `url` opens; the address it leads back to."""
        query = dict(parse_qsl(urlsplit(url).query))
        assert query["response_type"] == "code"
        assert query["code_challenge_method"] == "S256"
        assert query["client_id"] == CLIENT_ID
        code = secrets.token_urlsafe(16)
        self.codes[code] = Issued(query, dict(self.person))
        said = {"code": code, "state": query["state"], **self.answer_with, **more}
        return f"{query['redirect_uri']}?{urlencode(said)}"

    def deny(self, url: str) -> str:
        """Click "cancel" on the consent page."""
        query = dict(parse_qsl(urlsplit(url).query))
        return f"{query['redirect_uri']}?{urlencode({'error': 'access_denied', 'state': query['state']})}"

    # --- endpoints ---

    def discovery(self) -> dict[str, Any]:
        """The discovery document."""
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/consent",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256", "ES256"],
            **self.metadata,
        }

    def trade(self, form: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        """The token endpoint: the code once, with its verifier, by our client alone."""
        if self._client_of(form, authorization) != (CLIENT_ID, CLIENT_SECRET):
            return 401, {"error": "invalid_client"}
        issued = self.codes.get(form.get("code", ""))
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if (
            issued is None
            or issued.spent
            or form.get("grant_type") != "authorization_code"
            or form.get("redirect_uri") != issued.query["redirect_uri"]
            or challenge != issued.query["code_challenge"]
        ):
            return 400, {"error": "invalid_grant"}
        issued.spent = True
        token = secrets.token_urlsafe(16)
        self.tokens[token] = issued.person
        answer: dict[str, Any] = {
            "access_token": token, "token_type": "Bearer", "expires_in": 60,
        }  # fmt: skip
        if "nonce" in issued.query:
            answer["id_token"] = self.id_token(issued)
        return 200, answer

    def id_token(self, issued: Issued) -> str:
        """An ID token as it should be, changed by `claims` (None takes one away)."""
        now = int(self.clock().timestamp())
        told = {"sub": issued.person["sub"]} if self.in_userinfo else issued.person
        claims = {
            "iss": self.url, "aud": CLIENT_ID, "iat": now, "exp": now + 300,
            "nonce": issued.query["nonce"], **told, **self.claims,
        }  # fmt: skip
        claims = {name: value for name, value in claims.items() if value is not None}
        if self.sign is not None:
            return self.sign(claims)
        key = self.keys[0]
        return jwt.encode({"alg": "RS256", "kid": key.kid}, claims, key)

    def _client_of(self, form: dict[str, str], authorization: str) -> tuple[str, str]:
        if authorization.startswith("Basic "):
            client, _, secret = base64.b64decode(authorization[6:]).decode().partition(":")
            return unquote_plus(client), unquote_plus(secret)
        return form.get("client_id", ""), form.get("client_secret", "")


def unsigned(claims: dict[str, Any]) -> str:
    """A token of algorithm "none"."""
    parts = [{"alg": "none", "typ": "JWT"}, claims]
    return ".".join([*(_b64(json.dumps(part).encode()) for part in parts), ""])


def signed_with_public_key(idp: IdentityProvider) -> Callable[[dict[str, Any]], str]:
    """HS256 with the bytes of the provider's public key as the secret."""
    key = idp.keys[0]
    secret = key.as_pem(private=False)
    return lambda claims: _compact({"alg": "HS256", "kid": key.kid}, claims, secret)


def signed_with_client_secret(idp: IdentityProvider) -> Callable[[dict[str, Any]], str]:
    """HS256 with our client's secret."""
    return lambda claims: _compact(
        {"alg": "HS256", "kid": idp.keys[0].kid}, claims, CLIENT_SECRET.encode()
    )


def signed_by_stranger(idp: IdentityProvider) -> Callable[[dict[str, Any]], str]:
    """By a key of somebody else's that takes the id of the provider's."""
    key = RSAKey.generate_key(2048, {"kid": str(idp.keys[0].kid)})
    return lambda claims: jwt.encode({"alg": "RS256", "kid": key.kid}, claims, key)


def signed_with_curve(idp: IdentityProvider) -> Callable[[dict[str, Any]], str]:
    """By a second, elliptic key of the provider's own."""
    key = ECKey.generate_key("P-256", {"kid": "curve", "use": "sig"})
    idp.keys.append(key)  # type: ignore[arg-type]  # a list of keys of any kind
    return lambda claims: jwt.encode({"alg": "ES256", "kid": "curve"}, claims, key)


def _compact(header: dict[str, Any], claims: dict[str, Any], secret: bytes) -> str:
    body = f"{_b64(json.dumps(header).encode())}.{_b64(json.dumps(claims).encode())}"
    return f"{body}.{_b64(hmac.digest(secret, body.encode(), 'sha256'))}"


def _b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


class _Handler(BaseHTTPRequestHandler):
    idp: IdentityProvider
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if self._breaks(path):
            return
        if path == "/.well-known/openid-configuration":
            self._json(200, self.idp.discovery())
        elif path == "/keys":
            self._json(200, KeySet(list(self.idp.keys)).as_dict(private=False))
        elif path in ("/consent", "/login/oauth/authorize", "/authorize"):
            self._page()
        elif path == "/allow":
            query = dict(parse_qsl(urlsplit(self.path).query))
            self._send(303, b"", {"Location": self.idp.allow(query["url"])})
        else:
            self._api(path)

    def _api(self, path: str) -> None:
        """What is told to who has a token."""
        person = self.idp.tokens.get(self.headers.get("Authorization", "").removeprefix("Bearer "))
        if person is None:
            self._json(401, {"error": "invalid_token"})
        elif path == "/userinfo":
            self._json(200, {**person, **self.idp.userinfo})
        elif path == "/user":
            self._json(200, {"id": person["sub"], "login": "mara-git", "name": person.get("name")})
        elif path == "/user/emails":
            self._json(200, self.idp.emails)
        elif path == "/v1/me":
            told = {"account_id": person["sub"], "id": "mara", "display_name": "Mara", "uri": "x"}
            self._json(200, told)
        else:
            self._json(404, {"error": "not_found"})

    def do_POST(self) -> None:
        path = urlsplit(self.path).path
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        if self._breaks(path):
            return
        if path not in ("/token", "/login/oauth/access_token", "/api/token"):
            self._json(404, {"error": "not_found"})
            return
        form = dict(parse_qsl(body.decode()))
        status, answer = self.idp.trade(form, self.headers.get("Authorization", ""))
        if path == "/login/oauth/access_token":
            status = 200  # GitHub's errors come so
        self._json(status, answer)

    def _breaks(self, path: str) -> bool:
        """Play the fault of an endpoint; whether there is one."""
        self.idp.asked.append(path)
        fault = self.idp.break_at.get(path)
        if fault is None:
            return False
        if fault.hang_s:
            self.idp.stop.wait(fault.hang_s)
            self.close_connection = True
            return True
        self._send(fault.status, fault.body, fault.headers)
        return True

    def _page(self) -> None:
        """A consent page with one link, as a browser sees it."""
        link = f"/allow?{urlencode({'url': self.idp.url + self.path})}"
        page = f'<!doctype html><title>Consent</title><a href="{link}">Allow Attune</a>'
        self._send(200, page.encode(), {"Content-Type": "text/html"})

    def _json(self, status: int, body: Any) -> None:
        self._send(status, json.dumps(body).encode(), {"Content-Type": "application/json"})

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

"""An Attune that can be signed in to with a provider on loopback, and a hand to do it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlmodel import select

from assistant.models.accounts import AppUser, AuthSession
from assistant.models.identities import Identity, OauthAttempt
from tests.support.app import App, make_app
from tests.support.identity_provider import CLIENT_ID, CLIENT_SECRET, IdentityProvider

HTML = {"Accept": "text/html,application/xhtml+xml"}
JSON = {"Accept": "application/json"}
PASSWORD = "correct horse battery staple"


@dataclass
class Elsewhere:
    """An Attune, the provider, and what a person does between them."""

    app: App
    idp: IdentityProvider

    def begin(self, api: TestClient, provider: str = "oidc", **query: str) -> str:
        """Press the button; the provider's page."""
        answer = api.get(
            f"/auth/oauth/{provider}", params=query, headers=HTML, follow_redirects=False
        )
        assert answer.status_code == 303, answer.text
        location: str = answer.headers["location"]
        return location

    def back(self, api: TestClient, url: str, headers: dict[str, str] = HTML) -> Any:
        """Follow the provider's redirect."""
        path = url.removeprefix("http://127.0.0.1:3000/api/v1")
        return api.get(path, headers=headers, follow_redirects=False)

    def sign_in(
        self, api: TestClient, provider: str = "oidc", headers: dict[str, str] = HTML, **query: str
    ) -> Any:
        """All of it, allowing; the answer of the callback."""
        return self.back(api, self.idp.allow(self.begin(api, provider, **query)), headers)

    def member(self, email: str = "mara@example.com") -> tuple[TestClient, dict[str, str]]:
        """Somebody with an account and a password, and the headers that act as them."""
        api = self.app.client()
        body = {"email": email, "password": PASSWORD, "display_name": "Mara"}
        assert api.post("/auth/register", json=body).status_code == 201
        tokens = api.post("/auth/login", json={"email": email, "password": PASSWORD}).json()
        return api, {"Authorization": f"Bearer {tokens['access_token']}"}

    def kept(self) -> dict[str, int]:
        """How many rows there are of everything that signing in leaves."""
        with self.app.open_uow(read=True) as uow:
            tables: tuple[Any, ...] = (AppUser, AuthSession, Identity, OauthAttempt)
            return {t.__tablename__: len(uow.db.exec(select(t)).all()) for t in tables}


NOTHING = {"app_user": 0, "auth_session": 0, "identity": 0, "oauth_attempt": 0}


def settings_for(idp: IdentityProvider) -> dict[str, Any]:
    """One provider of each kind, all of them this one."""
    return {
        "oidc_issuer": idp.url, "oidc_client_id": CLIENT_ID, "oidc_client_secret": CLIENT_SECRET,
        "oidc_name": "The Works",
        "github_client_id": CLIENT_ID, "github_client_secret": CLIENT_SECRET,
        "github_url": idp.url, "github_api_url": idp.url,
        "spotify_sign_in": True, "spotify_client_id": CLIENT_ID,
        "spotify_client_secret": CLIENT_SECRET, "spotify_sandbox_url": idp.url,
        "sign_ins_per_minute": 1000, "sign_ups_per_hour": 1000,
    }  # fmt: skip


@contextmanager
def elsewhere_on(url: str, folder: Path, **settings: Any) -> Iterator[Elsewhere]:
    """An Attune and a provider."""
    with IdentityProvider() as idp:
        app = make_app(url, folder, **{**settings_for(idp), **settings})
        idp.clock = app.clock
        yield Elsewhere(app, idp)
        app.container.sql.dispose()


@pytest.fixture
def elsewhere(migrated_url: str, tmp_path: Path) -> Iterator[Elsewhere]:
    """On SQLite and on PostgreSQL."""
    with elsewhere_on(migrated_url, tmp_path) as made:
        yield made


@pytest.fixture
def here(migrated_sqlite_url: str, tmp_path: Path) -> Iterator[Elsewhere]:
    """On SQLite, for what does not depend on the database."""
    with elsewhere_on(migrated_sqlite_url, tmp_path) as made:
        yield made

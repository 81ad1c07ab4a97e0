"""Fixtures of the vendors' sandboxes, and clients that talk to them over real HTTP."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from assistant.integrations.http import new_client
from assistant.integrations.lrclib import LrclibClient
from assistant.integrations.spotify import SpotifyClient
from assistant.sandbox.lrclib import LrclibEntry, LrclibSandbox
from assistant.sandbox.server import SandboxServer
from assistant.sandbox.spotify import CatalogueTrack, SandboxUser, SpotifySandbox
from tests.support.patience import PATIENCE_S

PREMIUM = "sandbox-premium"
FREE = "sandbox-free"
REDIRECT = "http://127.0.0.1:3000/spotify/callback"
CATALOGUE = [
    CatalogueTrack.of(entry)
    for entry in (
        {
            "name": "Harbour Lights",
            "artists": ["Vela"],
            "duration_ms": 201_000,
            "isrc": "QZAAA2600001",
        },
        {
            "name": "Émile's Door",
            "artists": ["Vela", "Odd Hours"],
            "duration_ms": 180_500,
            "explicit": True,
        },
        {"name": "Paper Moon Diner", "artists": ["The Low Tide"], "duration_ms": 240_000},
        *(
            {"name": f"Filler {at:02d}", "artists": ["The Fillers"], "duration_ms": 60_000}
            for at in range(60)
        ),
    )
]
HARBOUR, EMILE, PAPER = CATALOGUE[:3]

RECORDS = [
    LrclibEntry(
        1, "Harbour Lights", "Vela", 201.0, "Quay", plain="la la", synced="[00:01.00]la la"
    ),
    LrclibEntry(2, "Paper Moon Diner", "The Low Tide", 240.0, plain="coffee"),
    LrclibEntry(3, "Still Water", "Vela", 90.0, instrumental=True),
    LrclibEntry(4, "Empty Page", "Vela", 100.0),
]


@dataclass
class SpotifyAtHand:
    """The sandbox, its address, and a quick way to a client."""

    sandbox: SpotifySandbox
    server: SandboxServer
    opened: ExitStack
    http: httpx.Client
    patience_s: float = PATIENCE_S

    @property
    def accounts_url(self) -> str:
        return self.server.url

    @property
    def base_url(self) -> str:
        return self.server.url + "/v1"

    def token(self, user: str = PREMIUM, *scopes: str) -> str:
        granted = self.sandbox.grant(user, scopes) if scopes else self.sandbox.grant(user)
        return granted[0]

    def client(self, user: str = PREMIUM, *scopes: str) -> SpotifyClient:
        return self.client_with(self.token(user, *scopes))

    def client_with(self, token: str) -> SpotifyClient:
        client = SpotifyClient(token, base_url=self.base_url, timeout_s=self.patience_s)
        return self.opened.enter_context(client)

    def user(self, user: str = PREMIUM) -> SandboxUser:
        return self.sandbox.user(user)

    def raw(self, method: str, path: str, **more: Any) -> httpx.Response:
        """A request as no good client would send it."""
        headers = {"Authorization": f"Bearer {self.token()}"} | more.pop("headers", {})
        return self.http.request(method, self.server.url + path, headers=headers, **more)

    def consent(self, url: str, answer: str = "allow", user: str = PREMIUM) -> dict[str, str]:
        """Click through the consent page; the query of the redirect that follows."""
        page = self.http.get(url)
        assert page.status_code == 200, page.text
        ticket = page.text.split('name="ticket" value="')[1].split('"')[0]
        form = {"ticket": ticket, "answer": answer, "user": user}
        back = self.http.post(f"{self.server.url}/authorize", data=form)
        assert back.status_code == 302
        return {k: v[0] for k, v in parse_qs(urlsplit(back.headers["location"]).query).items()}


@dataclass
class LrclibAtHand:
    """The sandbox, its address, and a client that waits for nobody."""

    sandbox: LrclibSandbox
    server: SandboxServer
    opened: ExitStack
    http: httpx.Client

    @property
    def base_url(self) -> str:
        return self.server.url + "/api"

    def client(self, **more: Any) -> LrclibClient:
        settings: dict[str, Any] = {
            "user_agent": "Attune tests (http://127.0.0.1)",
            "base_url": self.base_url,
            "timeout_s": PATIENCE_S,
            "first_pause_s": 0.001,
        }
        return self.opened.enter_context(LrclibClient(**(settings | more)))


@contextmanager
def lrclib_with(sandbox: LrclibSandbox) -> Iterator[LrclibAtHand]:
    """Serve an LRCLIB of the test's own making."""
    with SandboxServer(sandbox) as server, new_client() as http, ExitStack() as opened:
        yield LrclibAtHand(sandbox, server, opened, http)


@pytest.fixture
def spotify() -> Iterator[SpotifyAtHand]:
    """A fresh Spotify with a small catalogue."""
    sandbox = SpotifySandbox(CATALOGUE)
    with SandboxServer(sandbox) as server, new_client() as http, ExitStack() as opened:
        yield SpotifyAtHand(sandbox, server, opened, http)


@pytest.fixture
def lrclib() -> Iterator[LrclibAtHand]:
    """A fresh LRCLIB with a few records."""
    with lrclib_with(LrclibSandbox(RECORDS)) as at_hand:
        yield at_hand

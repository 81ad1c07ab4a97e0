"""An Attune whose Spotify is the sandbox over real HTTP, and listeners who are connected to it."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from assistant.core.actor import Actor
from assistant.integrations.http import new_client
from assistant.sandbox.server import SandboxServer
from assistant.sandbox.spotify import SANDBOX_CLIENT_ID, CatalogueTrack, SpotifySandbox
from assistant.sandbox.spotify.state import Play
from tests.support.app import NOON, App, make_app
from tests.support.patience import PATIENCE_S
from tests.support.sandboxes import CATALOGUE, PREMIUM, SpotifyAtHand

CALLBACK = "http://127.0.0.1:3000/api/v1/spotify/callback"


@dataclass
class SpotifyApp:
    """Attune and its Spotify."""

    app: App
    spotify: SpotifyAtHand

    @property
    def sandbox(self) -> SpotifySandbox:
        """Spotify's own side."""
        return self.spotify.sandbox

    def connect(self, actor: Actor, user: str = PREMIUM) -> None:
        """Enter a client ID, click through the consent page, and follow the redirect."""
        client = self.app.client(actor)
        assert client.put("/spotify", json={"client_id": SANDBOX_CLIENT_ID}).status_code == 200
        url = client.get("/spotify/auth").json()["url"]
        said = self.spotify.consent(url, user=user)
        back = client.get("/spotify/callback", params=said, follow_redirects=False)
        assert back.headers["location"] == "/connections?spotify=connected"

    def connected(self, name: str = "mara", user: str = PREMIUM) -> Actor:
        """Somebody new who is connected."""
        actor = self.app.person(name)
        self.connect(actor, user)
        return actor

    def played(self, *tracks: CatalogueTrack, user: str = PREMIUM, gap_min: int = 10) -> None:
        """Let somebody have heard tracks, the last one ten minutes before noon."""
        for back, track in enumerate(reversed(tracks), start=1):
            at = NOON - timedelta(minutes=gap_min * back)
            self.sandbox.user(user).plays.append(Play(track, at))

    def sent(self, method: str, path: str) -> list[Any]:
        """Requests that reached Spotify."""
        return self.sandbox.sent(method, "/v1" + path)


@contextmanager
def spotify_app(
    database_url: str,
    folder: Path,
    catalogue: list[CatalogueTrack] | None = None,
    *,
    as_sandbox: bool = False,
    **settings: Any,
) -> Iterator[SpotifyApp]:
    """Run both; Attune takes the server for the real Spotify unless `as_sandbox`."""
    sandbox = SpotifySandbox(CATALOGUE if catalogue is None else catalogue)
    with SandboxServer(sandbox) as server, new_client() as http, ExitStack() as opened:
        urls = (
            {"spotify_sandbox": True, "spotify_sandbox_url": server.url}
            if as_sandbox
            else {"spotify_api_url": server.url + "/v1", "spotify_accounts_url": server.url}
        )
        app = make_app(
            database_url, folder, **{"upstream_timeout_s": PATIENCE_S, **urls, **settings}
        )
        try:
            yield SpotifyApp(app, SpotifyAtHand(sandbox, server, opened, http))
        finally:
            app.container.sql.dispose()

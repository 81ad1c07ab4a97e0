"""A served Attune with Mara's account, and her terminal."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.app import App
from tests.support.served import Gate, Shell, served

PASSWORD = "harbour lamp at low water"
EMAIL = "mara@example.com"


@dataclass
class There:
    """A server elsewhere, as far as the terminal knows."""

    app: App
    url: str
    gate: Gate
    shell: Shell

    @property
    def api(self) -> str:
        return f"{self.url}/api/v1"

    def login(self, *more: str, text: str = PASSWORD + "\n") -> Any:
        """Sign in with the password from standard input."""
        return self.shell("login", self.url, "--email", EMAIL, "--password-stdin", *more, text=text)

    def client(self) -> httpx.Client:
        """Mara in another program."""
        answer = httpx.post(f"{self.api}/auth/login", json={"email": EMAIL, "password": PASSWORD})
        bearer = {"Authorization": f"Bearer {answer.json()['access_token']}"}
        return httpx.Client(base_url=self.api, headers=bearer, timeout=30)

    def kept(self) -> dict[str, Any]:
        """What the terminal keeps."""
        found: dict[str, Any] = json.loads(self.shell.file.read_text())
        return found

    def age(self) -> None:
        """Let the access token look as if it had run out."""
        self.shell.file.write_text(json.dumps({**self.kept(), "access_until": 0}))

    def json(self, *args: str) -> Any:
        """What a command that works prints for scripts."""
        done = self.shell(*args, "--json")
        assert (done.returncode, done.stderr) == (0, "")
        return json.loads(done.stdout)


@pytest.fixture
def there(sqlite_app: App, tmp_path: Path) -> Iterator[There]:
    """A server with Mara's account; nobody is signed in."""
    with served(sqlite_app) as server:
        body = {"email": EMAIL, "password": PASSWORD, "display_name": "Mara"}
        assert httpx.post(f"{server.url}/api/v1/auth/register", json=body).status_code == 201
        yield There(sqlite_app, server.url, server.gate, Shell(tmp_path / "terminal"))


@pytest.fixture
def mara(there: There) -> There:
    """The same, with Mara signed in at her terminal."""
    done = there.login()
    assert (done.returncode, done.stderr) == (0, "")
    return there

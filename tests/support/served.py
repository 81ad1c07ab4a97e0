"""The REST API of a test's Attune behind a real socket, and `attune remote` as another process."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import anyio.to_thread
import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Mount
from starlette.types import Message, Receive, Scope, Send

from assistant.api import create_api
from tests.support.app import App

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 60.0


@dataclass
class Gate:
    """In front of the API: notes what came, and holds, breaks or drops answers when told.

    Attributes:
        seen: method and path of each request.
        held: paths whose requests wait for `let_go`.
        failing: how many more times a path answers 503 without being asked.
        losing: how many more times a path is done, and its answer lost on the way back.
    """

    app: Any
    seen: list[tuple[str, str]] = field(default_factory=list)
    held: set[str] = field(default_factory=set)
    failing: dict[str, int] = field(default_factory=dict)
    losing: dict[str, int] = field(default_factory=dict)
    let_go: threading.Event = field(default_factory=threading.Event)
    news: threading.Condition = field(default_factory=threading.Condition)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path = scope["path"].removeprefix("/api/v1")
        with self.news:
            self.seen.append((scope["method"], path))
            self.news.notify_all()
        if path in self.held:
            await anyio.to_thread.run_sync(self.let_go.wait)
        if self.failing.get(path, 0):
            self.failing[path] -= 1
            await PlainTextResponse("busy", 503)(scope, receive, send)
        elif self.losing.get(path, 0):
            self.losing[path] -= 1
            await self.app(scope, receive, _nowhere)
            await PlainTextResponse("lost", 502)(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def count(self, method: str, path: str) -> int:
        """How many such requests came."""
        return self.seen.count((method, path))

    def wait_for(self, method: str, path: str) -> None:
        """Wait until such a request came."""
        with self.news:
            assert self.news.wait_for(lambda: (method, path) in self.seen, PATIENCE_S), self.seen


async def _nowhere(_message: Message) -> None:
    """Where a lost answer goes."""


@dataclass
class Served:
    """A listening server: its address, and what stands in front of the API."""

    url: str
    gate: Gate


@contextmanager
def serving(app: Any, **tls: str) -> Iterator[str]:
    """Serve an ASGI application on loopback; its address. `tls` as uvicorn takes it."""
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", lifespan="off", **tls)  # type: ignore[arg-type]
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
            thread.join(0.02)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"{'https' if tls else 'http'}://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(PATIENCE_S)


@contextmanager
def served(app: App, **tls: str) -> Iterator[Served]:
    """Serve the API of a test's Attune, as a real one does: below /api/v1."""
    gate = Gate(Starlette(routes=[Mount("/api/v1", create_api(app.container))]))
    try:
        with serving(gate, **tls) as url:
            yield Served(url, gate)
    finally:
        gate.let_go.set()


class Shell:
    """Somebody's terminal: runs `attune remote` with a home of its own.

    Args:
        home: an empty folder.
        environment: more variables.
    """

    def __init__(self, home: Path, **environment: str) -> None:
        self.home = home
        self.file = home / "config" / "attune" / "remote.json"
        kept = {k: v for k, v in os.environ.items() if not k.startswith("ATTUNE_")}
        self.environment = {
            **kept, "HOME": str(home), "XDG_CONFIG_HOME": str(home / "config"), **environment
        }  # fmt: skip

    def start(self, *args: str) -> subprocess.Popen[str]:
        """Start a command."""
        return subprocess.Popen(
            self.command(*args), cwd=ROOT, env=self.environment, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def __call__(self, *args: str, text: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command to its end, with a text on its standard input."""
        return subprocess.run(
            self.command(*args), cwd=ROOT, env=self.environment, input=text,
            capture_output=True, text=True, timeout=PATIENCE_S, check=False,
        )  # fmt: skip

    @staticmethod
    def command(*args: str) -> list[str]:
        """The words that run it."""
        return [sys.executable, "-m", "assistant.cli", "remote", *args]

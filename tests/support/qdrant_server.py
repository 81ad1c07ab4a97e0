"""A Qdrant server on loopback for tests: real HTTP, an API key, and whatever may go wrong.

Faults are put in line with `fail_with` and hit the next requests one by one; `die_after` and
`revive` are a server that stops in the middle and comes back with its data on the same port.
"""

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal
from urllib.parse import urlsplit

from tests.support.qdrant_rest import QdrantRest

Fault = int | Literal["drop", "cut", "hang"]
"""A status; no answer at all; half an answer; none until the caller has lost patience."""
HANG_S = 5.0


class QdrantServer:
    """The server; `url` says where.

    Attributes:
        rest: its data and state.
        requests: the method and path of all it was asked, faults included.
        queries: what stood after the question mark of each.
        latency_s: every answer takes that much longer.
        still_at: requests of this method get no answer before it is None again.
        drop_at: this request never gets an answer, though it is carried out.
    """

    def __init__(self, *, api_key: str | None = None) -> None:
        self.rest = QdrantRest()
        self.api_key = api_key
        self.requests: list[tuple[str, str]] = []
        self.queries: list[str] = []
        self.latency_s = 0.0
        self.still_at: str | None = None
        self.drop_at: tuple[str, str] | None = None
        self._faults: list[Fault | None] = []
        self._left: int | None = None
        self._open: set[socket.socket] = set()
        self._gone = threading.Event()
        self._http = self._listen(0)
        self.url = f"http://127.0.0.1:{self._http.server_port}"

    def fail_with(self, *faults: Fault | None) -> None:
        """Meet the next requests with these, one after the other; None answers as usual."""
        self.requests.clear()
        self._faults += faults

    def die_after(self, requests: int) -> None:
        """Answer so many more requests and then be gone."""
        self._left = requests

    def revive(self) -> None:
        """Come back with all that was written, where it was."""
        self.close()
        self._left = None
        self._gone = threading.Event()
        self._http = self._listen(self._http.server_port)

    def close(self) -> None:
        """Stop listening and drop every connection."""
        self._gone.set()
        self._http.shutdown()
        self._http.server_close()
        for connection in list(self._open):
            _cut(connection)

    def _listen(self, port: int) -> "_Http":
        server = _Http(port, self)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        return server

    # -- what the handler asks -------------------------------------------------------------

    def fault(self, method: str, path: str) -> Fault | None:
        """What goes wrong with this request."""
        self.requests.append((method, path))
        time.sleep(self.latency_s)
        while self.still_at == method and not self._gone.wait(0.02):
            pass
        if self._left is not None:
            self._left -= 1
            if self._left < 0:
                return "drop"
        return self._faults.pop(0) if self._faults else None

    def hang(self) -> None:
        """Wait without an answer, no longer than the server lives."""
        self._gone.wait(HANG_S)

    def opened(self, connection: socket.socket) -> None:
        """Remember a connection."""
        self._open.add(connection)

    def closed(self, connection: socket.socket) -> None:
        """Forget a connection."""
        self._open.discard(connection)


@contextmanager
def running(*, api_key: str | None = None) -> Iterator[QdrantServer]:
    """A server for the length of a block."""
    server = QdrantServer(api_key=api_key)
    try:
        yield server
    finally:
        server.close()


def _cut(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it is gone already


class _Http(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, port: int, owner: QdrantServer) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.owner = owner


class _Handler(BaseHTTPRequestHandler):
    server: _Http
    protocol_version = "HTTP/1.1"

    def setup(self) -> None:
        super().setup()
        self.server.owner.opened(self.connection)

    def finish(self) -> None:
        self.server.owner.closed(self.connection)
        super().finish()

    def log_message(self, *args: object) -> None:
        pass  # a test's output is its own

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers.get("content-length") or 0))
        parts = urlsplit(self.path)
        self.server.owner.queries.append(parts.query)
        fault = self.server.owner.fault(self.command, parts.path)
        if fault is not None:
            self._fail(fault)
        elif (
            self.server.owner.api_key is not None
            and self.headers.get("api-key") != self.server.owner.api_key
        ):
            self._send(401, {"status": {"error": "Must provide an API key"}})
        else:
            answer = self.server.owner.rest.respond(self.command, parts.path, raw)
            if self.server.owner.drop_at == (self.command, parts.path):
                self._fail("drop")
            else:
                self._send(*answer)

    do_GET = do_PUT = do_PATCH = do_DELETE = do_POST  # noqa: N815 - the names http.server calls

    def _fail(self, fault: Fault) -> None:
        if isinstance(fault, int):
            waits = {"Retry-After": "3"} if fault == 429 else {}
            self._send(fault, {"status": {"error": "injected"}}, waits)
            return
        if fault == "hang":
            self.server.owner.hang()
        if fault == "cut":
            self._send(200, {"result": [], "status": "ok"}, {"content-length": "1000"})
            self.wfile.flush()
        self.close_connection = True
        _cut(self.connection)

    def _send(self, status: int, body: Any, extra: dict[str, str] | None = None) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        headers = {"content-type": "application/json", "content-length": str(len(data))}
        for key, value in (headers | (extra or {})).items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(data)

"""The socket side of a sandbox: a threaded server on this machine that can also misbehave."""

import contextlib
import socket
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, urlsplit

from assistant.sandbox.base import Outcome, Sandbox
from assistant.sandbox.http import Reply, Request

_MAX_BODY = 2_000_000


class SandboxServer:
    """A sandbox behind a port, served by a thread; use it as a context manager.

    Args:
        sandbox: the vendor to play; reach its state directly in tests.
        host: address to bind; keep it loopback.
        port: 0 takes a free one.
    """

    def __init__(self, sandbox: Sandbox, host: str = "127.0.0.1", port: int = 0) -> None:
        self.sandbox = sandbox
        self._http = _Server((host, port), sandbox)
        self._thread = threading.Thread(
            target=self._serve, name=f"sandbox-{sandbox.name}", daemon=True
        )

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self._http.server_address[1])

    @property
    def url(self) -> str:
        """The origin, without a trailing slash."""
        host = str(self._http.server_address[0])
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"

    def start(self) -> Self:
        """Begin to answer."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """Stop answering; waiting requests are cut off."""
        self._http.closing.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join(timeout=5)

    def run(self) -> None:
        """Serve in this thread until interrupted."""
        with self._http, contextlib.suppress(KeyboardInterrupt):
            self._serve()

    def _serve(self) -> None:
        self._http.serve_forever(poll_interval=0.02)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, address: tuple[str, int], sandbox: Sandbox) -> None:
        if ":" in address[0]:
            self.address_family = socket.AF_INET6
        super().__init__(address, _Connection)
        self.sandbox = sandbox
        self.closing = threading.Event()

    def server_bind(self) -> None:
        """Bind without asking the resolver for our own name, which can take seconds."""
        TCPServer.server_bind(self)


class _Connection(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 120
    server: _Server

    def do_ANY(self) -> None:
        body = self._body()
        if body is None:
            return
        target = urlsplit(self.path)
        request = Request(
            method=self.command,
            path=target.path,
            query=parse_qs(target.query, keep_blank_values=True),
            headers={name.lower(): value for name, value in self.headers.items()},
            body=body,
            client_host=str(self.client_address[0]),
        )
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self._play(self.server.sandbox.handle(request))

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = do_HEAD = do_ANY  # noqa: N815 - as above

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Say nothing: a line would carry titles and codes."""

    def _body(self) -> bytes | None:
        """The request's body, or None after refusing one of unknown or excessive length."""
        length = self.headers.get("Content-Length", "0")
        if "Transfer-Encoding" in self.headers or not length.isdigit():
            self._send(Reply(HTTPStatus.LENGTH_REQUIRED))
        elif int(length) > _MAX_BODY:
            self._send(Reply(HTTPStatus.REQUEST_ENTITY_TOO_LARGE))
        else:
            return self.rfile.read(int(length))
        self.close_connection = True
        return None

    def _play(self, outcome: Outcome) -> None:
        fault = outcome.fault
        kind = fault.kind if fault else ""
        wait_s = fault.delay_ms / 1000 if fault else 0.0
        if wait_s and kind != "drip" and self.server.closing.wait(wait_s):
            self._cut()
            return
        match kind:
            case "cut_before" | "cut_after_effect":
                self._cut()
            case "cut_mid_body":
                self._send(outcome.reply, cut=True)
                self._cut()
            case "drip":
                self._drip(outcome.reply, wait_s)
            case _:
                self._send(outcome.reply)

    def _head(self, reply: Reply) -> bytes:
        lines = [f"HTTP/1.1 {reply.status} {_phrase(reply.status)}"]
        lines += [f"{name}: {value}" for name, value in reply.headers.items()]
        if reply.status != HTTPStatus.NO_CONTENT:
            lines.append(f"Content-Length: {len(reply.body)}")
        return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace")

    def _send(self, reply: Reply, *, cut: bool = False) -> None:
        """Send in one write; when cut, stop halfway through the body, or the head if bodiless."""
        head = self._head(reply)
        body = b"" if self.command == "HEAD" else reply.body
        if not cut:
            self.wfile.write(head + body)
        elif body:
            self.wfile.write(head + body[: len(body) // 2])
        else:
            self.wfile.write(head[: len(head) // 2])

    def _drip(self, reply: Reply, wait_s: float) -> None:
        self.wfile.write(self._head(reply))
        for at in range(len(reply.body)):
            self.wfile.write(reply.body[at : at + 1])
            if self.server.closing.wait(wait_s):
                break

    def _cut(self) -> None:
        self.close_connection = True
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"

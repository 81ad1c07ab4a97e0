"""Shows that the container's health check believes only a 200."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tools import healthcheck


class _Answer(BaseHTTPRequestHandler):
    status = 200

    def do_GET(self) -> None:
        self.send_response(self.status if self.path == "/health/live" else 404)
        self.end_headers()

    def log_message(self, *_args) -> None:
        """Say nothing."""


@pytest.fixture
def server(monkeypatch, free_port) -> Iterator[type[_Answer]]:
    monkeypatch.setenv("ATTUNE_PORT", str(free_port))
    handler = type("Handler", (_Answer,), {})
    with HTTPServer(("127.0.0.1", free_port), handler) as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.02,))
        thread.start()
        yield handler
        running.shutdown()
        thread.join()


def test_a_live_process_is_healthy(server) -> None:
    assert healthcheck.main() == 0


def test_one_that_answers_503_is_not(server) -> None:
    server.status = 503
    assert healthcheck.main() == 1


def test_none_at_all_is_not(monkeypatch, free_port) -> None:
    monkeypatch.setenv("ATTUNE_PORT", str(free_port))
    assert healthcheck.main() == 1

"""ListenBrainz and Last.fm as listens are passed on to them: one local server that keeps what came."""

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

TOKEN, API_KEY, SECRET, SESSION = "lb-token", "app-key", "app-secret", "session-key"
PASSWORD = "their password there"


@dataclass
class Targets:
    """Both services.

    Attributes:
        url: where they are.
        listens: what ListenBrainz got, as (title, when).
        scrobbles: what Last.fm got.
        answers: statuses or Last.fm's errors to give instead, in order; "cut" hangs up.
        held: while set, a listen is kept and its answer never comes.
    """

    url: str = ""
    listens: list[tuple[str, int]] = field(default_factory=list)
    scrobbles: list[tuple[str, int]] = field(default_factory=list)
    bodies: list[Any] = field(default_factory=list)
    answers: list[Any] = field(default_factory=list)
    held: bool = False
    let_go: threading.Event = field(default_factory=threading.Event)

    @property
    def settings(self) -> dict[str, str]:
        """Attune's settings that lead here."""
        return {"listenbrainz_url": self.url, "lastfm_url": f"{self.url}/2.0/"}


class Handler(BaseHTTPRequestHandler):
    """Answers for both."""

    @property
    def targets(self) -> Targets:
        found: Targets = self.server.targets  # type: ignore[attr-defined]  # put there below
        return found

    def do_GET(self) -> None:
        valid = self.headers["Authorization"] == f"Token {TOKEN}"
        self._say(200, {"code": 200, "valid": valid, "user_name": "mara-lb"})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/1/submit-listens":
            self._listen(body)
        else:
            self._lastfm(dict(parse_qsl(body.decode())))

    def _listen(self, body: bytes) -> None:
        if self._refused() or self.headers["Authorization"] != f"Token {TOKEN}":
            return
        sent = json.loads(body)
        self.targets.bodies.append(sent)
        [one] = sent["payload"]
        self.targets.listens.append((one["track_metadata"]["track_name"], one["listened_at"]))
        if self.targets.held:
            self.targets.let_go.wait()
        self._say(200, {"status": "ok"})

    def _lastfm(self, sent: dict[str, str]) -> None:
        given = sent.pop("api_sig"), sent.pop("format")
        whole = "".join(name + sent[name] for name in sorted(sent)) + SECRET
        assert given == (hashlib.md5(whole.encode()).hexdigest(), "json")
        if sent["method"] == "auth.getMobileSession":
            if sent["password"] != PASSWORD:
                self._say(403, {"error": 4, "message": "no"})
            else:
                session = {"name": "mara-fm", "key": SESSION, "subscriber": 0}
                self._say(200, {"session": session})
        elif sent["sk"] != SESSION:
            self._say(403, {"error": 9, "message": "no"})
        elif not self._refused():
            self.targets.bodies.append(sent)
            self.targets.scrobbles.append((sent["track"], int(sent["timestamp"])))
            self._say(200, {"scrobbles": {"@attr": {"accepted": 1, "ignored": 0}}})

    def _refused(self) -> bool:
        if not self.targets.answers:
            return False
        given = self.targets.answers.pop(0)
        if given == "cut":
            self.close_connection = True
            self.connection.close()
        elif isinstance(given, dict):
            self._say(200, given)
        else:
            self._say(given, {"code": given})
        return True

    def _say(self, status: int, body: Any) -> None:
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def scrobble_targets() -> Iterator[Targets]:
    """Let them listen on loopback."""
    targets = Targets()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.targets = targets  # type: ignore[attr-defined]  # for its handlers
    server.daemon_threads = True
    server.block_on_close = False
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    targets.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield targets
    finally:
        targets.let_go.set()
        server.shutdown()
        server.server_close()
        thread.join()

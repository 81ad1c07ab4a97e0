"""A Qdrant server on loopback: its REST calls in front of the client's own in-memory engine.

Every body is parsed with the client's own request models. As a strict server does, it refuses a
filter on a field without an index. Faults are put in line with `fail_with` and hit the next
requests one by one.
"""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

from pydantic import TypeAdapter, ValidationError
from qdrant_client import QdrantClient
from qdrant_client import models as m

Fault = int | Literal["drop"]


class FakeQdrant:
    """The server; `url` says where. `requests` lists what it was asked, faults included."""

    def __init__(self, *, api_key: str | None = None) -> None:
        self.engine = QdrantClient(":memory:")
        self.api_key = api_key
        self.indexed: dict[str, set[str]] = {}
        self.requests: list[tuple[str, str]] = []
        self.faults: list[Fault] = []
        self.drop_at: tuple[str, str] | None = None  # this request never gets an answer
        self.lock = threading.RLock()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def fail_with(self, *faults: Fault) -> None:
        self.requests.clear()
        self.faults += faults

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    # -- answers ---------------------------------------------------------------------------

    def respond(self, method: str, path: str, raw: bytes) -> tuple[int, Any]:
        try:
            with self.lock:
                result = self.answer(method, path, json.loads(raw) if raw else None)
            return 200, {"result": _plain(result), "status": "ok", "time": 0.0}
        except (ValidationError, ValueError) as error:
            status = 404 if "not found" in str(error) and "ollection" in str(error) else 400
            return status, {"status": {"error": str(error)}}

    def answer(self, method: str, path: str, body: Any) -> Any:
        if path == "/collections":
            return self.engine.get_collections()
        if path == "/aliases":
            return self.engine.get_aliases()
        if path == "/collections/aliases":
            return self.engine.update_collection_aliases(
                _parse(m.ChangeAliasesOperation, body).actions
            )
        name, _, rest = path.removeprefix("/collections/").partition("/")
        return self._of_collection(unquote(name), method, rest, body)

    def _of_collection(self, name: str, method: str, rest: str, body: Any) -> Any:
        calls: dict[tuple[str, str], Callable[[str, Any], Any]] = {
            ("GET", ""): lambda n, _: self.engine.get_collection(n),
            ("GET", "exists"): lambda n, _: {"exists": self.engine.collection_exists(n)},
            ("PUT", ""): self._create,
            ("PATCH", ""): lambda n, b: self.engine.update_collection(
                n, metadata=_parse(m.UpdateCollection, b).metadata
            ),
            ("DELETE", ""): lambda n, _: self.engine.delete_collection(n),
            ("PUT", "index"): self._index,
            ("PUT", "points"): lambda n, b: self.engine.upsert(
                n, points=_parse(m.PointsList, b).points
            ),
            ("POST", "points"): self._retrieve,
            ("POST", "points/delete"): lambda n, b: self.engine.delete(
                n, points_selector=_parse(m.PointIdsList, b)
            ),
            ("POST", "points/count"): self._count,
            ("POST", "points/scroll"): self._scroll,
            ("POST", "points/query"): self._query,
        }
        return calls[method, rest](name, body)

    def _create(self, name: str, body: Any) -> bool:
        asked = _parse(m.CreateCollection, body)
        return self.engine.create_collection(
            name, vectors_config=asked.vectors, metadata=asked.metadata
        )

    def _index(self, name: str, body: Any) -> m.UpdateResult:
        self.indexed.setdefault(name, set()).add(_parse(m.CreateFieldIndex, body).field_name)
        return m.UpdateResult(operation_id=0, status=m.UpdateStatus.COMPLETED)

    def _retrieve(self, name: str, body: Any) -> list[m.Record]:
        asked = _parse(m.PointRequest, body)
        return self.engine.retrieve(
            name, asked.ids, with_payload=True, with_vectors=asked.with_vector or False
        )

    def _count(self, name: str, body: Any) -> m.CountResult:
        asked = _parse(m.CountRequest, body)
        self._strict(name, asked.filter)
        return self.engine.count(name, count_filter=asked.filter, exact=True)

    def _scroll(self, name: str, body: Any) -> dict[str, Any]:
        asked = _parse(m.ScrollRequest, body)
        self._strict(name, asked.filter)
        rows, after = self.engine.scroll(
            name,
            scroll_filter=asked.filter,
            limit=asked.limit or 10,
            offset=asked.offset,
            with_payload=asked.with_payload or False,
            with_vectors=asked.with_vector or False,
        )
        return {"points": rows, "next_page_offset": after}

    def _query(self, name: str, body: Any) -> m.QueryResponse:
        asked = _parse(m.QueryRequest, body)
        self._strict(name, asked.filter)
        return self.engine.query_points(
            name,
            query=asked.query,
            using=asked.using,
            query_filter=asked.filter,
            limit=asked.limit or 10,
            with_payload=asked.with_payload or False,
            with_vectors=asked.with_vector or False,
        )

    def _strict(self, name: str, wanted: m.Filter | None) -> None:
        if wanted is None:
            return
        aliases = {a.alias_name: a.collection_name for a in self.engine.get_aliases().aliases}
        indexed = self.indexed.get(aliases.get(name, name), set())
        for group in (wanted.must, wanted.must_not, wanted.should):
            for condition in group if isinstance(group, list) else []:
                if isinstance(condition, m.FieldCondition) and condition.key not in indexed:
                    raise ValueError(f"Index required but not found for {condition.key!r}")


@contextmanager
def running(*, api_key: str | None = None) -> Iterator[FakeQdrant]:
    server = FakeQdrant(api_key=api_key)
    try:
        yield server
    finally:
        server.close()


def _parse(kind: type[Any], body: Any) -> Any:
    return TypeAdapter(kind).validate_python(body)


def _plain(value: Any) -> Any:
    if hasattr(value, "model_dump_json"):
        return json.loads(value.model_dump_json(exclude_none=True, by_alias=True))
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    return [_plain(v) for v in value] if isinstance(value, list) else value


def _handler(fake: FakeQdrant) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *args: object) -> None:
            pass  # a test's output is its own

        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers.get("content-length") or 0))
            path = urlsplit(self.path).path
            fake.requests.append((self.command, path))
            if fake.drop_at == (self.command, path):
                self._fail("drop")
            elif fake.faults:
                self._fail(fake.faults.pop(0))
            elif fake.api_key is not None and self.headers.get("api-key") != fake.api_key:
                self._send(401, {"status": {"error": "Must provide an API key"}})
            else:
                self._send(*fake.respond(self.command, path, raw))

        do_GET = do_PUT = do_PATCH = do_DELETE = do_POST  # noqa: N815 - the names http.server calls

        def _fail(self, fault: Fault) -> None:
            if fault == "drop":
                self.close_connection = True
                self.connection.close()
            else:
                waits = {"Retry-After": "3"} if fault == 429 else {}
                self._send(fault, {"status": {"error": "injected"}}, waits)

        def _send(self, status: int, body: Any, extra: dict[str, str] | None = None) -> None:
            data = json.dumps(body).encode()
            self.send_response(status)
            headers = {"content-type": "application/json", "content-length": str(len(data))}
            for key, value in (headers | (extra or {})).items():
                self.send_header(key, value)
            self.end_headers()
            self.wfile.write(data)

    return Handler

"""Qdrant's REST calls, answered by the client's own in-memory engine.

Every body is parsed with the client's own request models. As a strict server does, it refuses a
filter on a field without an index; as the product asks of it, it keeps vectors at 16 bits.
`qdrant_server` puts HTTP in front.
"""

import json
import threading
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import unquote

import numpy as np
from pydantic import TypeAdapter, ValidationError
from qdrant_client import QdrantClient
from qdrant_client import models as m

Answer = tuple[int, Any]
WRITES = {("PUT", "points"), ("PUT", "")}


class QdrantRest:
    """One server's data and state.

    Attributes:
        engine: what answers.
        made: the request that made each collection.
        indexed: the fields with an index, by collection.
        full: no write finds room.
        status, replicas: what a collection says of itself.
    """

    def __init__(self) -> None:
        self.engine = QdrantClient(":memory:")
        self.made: dict[str, m.CreateCollection] = {}
        self.indexed: dict[str, set[str]] = {}
        self.full = False
        self.status = m.CollectionStatus.GREEN
        self.replicas = [m.ReplicaState.ACTIVE]
        self._lock = threading.RLock()

    def respond(self, method: str, path: str, raw: bytes) -> Answer:
        """The status and body of an answer."""
        try:
            with self._lock:
                result = self._answer(method, path, json.loads(raw) if raw else None)
        except (ValidationError, ValueError) as error:
            return _status_of(str(error)), {"status": {"error": str(error)}}
        except OSError as error:
            said = {"error": f"Service internal error: {error.strerror}"}
            return 500, {"status": said}
        if path == "/":
            return 200, result
        return 200, {"result": _plain(result), "status": "ok", "time": 0.0}

    def _answer(self, method: str, path: str, body: Any) -> Any:
        if path == "/":
            return {"title": "qdrant - vector search engine", "version": "1.0.0-test"}
        if path == "/collections":
            return self.engine.get_collections()
        if path == "/aliases":
            return self.engine.get_aliases()
        if path == "/collections/aliases":
            return self.engine.update_collection_aliases(
                _parse(m.ChangeAliasesOperation, body).actions
            )
        name, _, rest = path.removeprefix("/collections/").partition("/")
        if self.full and (method, rest) in WRITES:
            raise OSError(28, "No space left on device: WAL buffer size exceeds the disk")
        return self._of_collection(unquote(name), method, rest, body)

    def _of_collection(self, name: str, method: str, rest: str, body: Any) -> Any:
        calls: dict[tuple[str, str], Callable[[str, Any], Any]] = {
            ("GET", ""): self._info,
            ("GET", "cluster"): self._cluster,
            ("GET", "exists"): lambda n, _: {"exists": self.engine.collection_exists(n)},
            ("PUT", ""): self._create,
            ("PATCH", ""): lambda n, b: self.engine.update_collection(
                n, metadata=_parse(m.UpdateCollection, b).metadata
            ),
            ("DELETE", ""): lambda n, _: self.engine.delete_collection(n),
            ("PUT", "index"): self._index,
            ("PUT", "points"): self._upsert,
            ("POST", "points"): self._retrieve,
            ("POST", "points/delete"): lambda n, b: self.engine.delete(
                n, points_selector=_parse(m.PointIdsList, b)
            ),
            ("POST", "points/count"): self._count,
            ("POST", "points/scroll"): self._scroll,
            ("POST", "points/query"): self._query,
        }
        return calls[method, rest](name, body)

    # -- collections -----------------------------------------------------------------------

    def _info(self, name: str, _body: Any) -> m.CollectionInfo:
        return self.engine.get_collection(name).model_copy(update={"status": self.status})

    def _cluster(self, name: str, _body: Any) -> m.CollectionClusterInfo:
        count = self.engine.count(name).count
        local, *remote = self.replicas
        return m.CollectionClusterInfo(
            peer_id=1,
            shard_count=1,
            local_shards=[m.LocalShardInfo(shard_id=0, points_count=count, state=local)],
            remote_shards=[
                m.RemoteShardInfo(shard_id=0, peer_id=2 + i, state=state)
                for i, state in enumerate(remote)
            ],
            shard_transfers=[],
        )

    def _create(self, name: str, body: Any) -> bool:
        self.made[name] = asked = _parse(m.CreateCollection, body)
        self.indexed[name] = set()
        return self.engine.create_collection(
            name, vectors_config=asked.vectors, metadata=asked.metadata
        )

    def _index(self, name: str, body: Any) -> m.UpdateResult:
        self.indexed[name].add(_parse(m.CreateFieldIndex, body).field_name)
        return m.UpdateResult(operation_id=0, status=m.UpdateStatus.COMPLETED)

    # -- points ----------------------------------------------------------------------------

    def _upsert(self, name: str, body: Any) -> m.UpdateResult:
        points = _parse(m.PointsList, body).points
        for point in points:
            point.vector = {k: _halved(v) for k, v in point.vector.items()}
        return self.engine.upsert(name, points=points)

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
        aliases = {a.alias_name: a.collection_name for a in self.engine.get_aliases().aliases}
        missing = set(_fields(wanted)) - self.indexed.get(aliases.get(name, name), set())
        if missing:
            raise ValueError(f"Bad request: Index required but not found for {sorted(missing)}")


def _fields(condition: Any) -> Iterator[str]:
    """Every field a filter asks about, however deep."""
    if isinstance(condition, m.FieldCondition):
        yield condition.key
    elif isinstance(condition, list):
        for one in condition:
            yield from _fields(one)
    elif isinstance(condition, m.Filter):
        for group in (condition.must, condition.must_not, condition.should):
            yield from _fields(group)


def _status_of(said: str) -> int:
    if "ollection" in said and "not found" in said:
        return 404
    return 409 if "already exists" in said else 400


def _halved(vector: list[float]) -> list[float]:
    halved: list[float] = np.asarray(vector, np.float16).astype(np.float32).tolist()
    return halved


def _parse(kind: type[Any], body: Any) -> Any:
    return TypeAdapter(kind).validate_python(body)


def _plain(value: Any) -> Any:
    if hasattr(value, "model_dump_json"):
        return json.loads(value.model_dump_json(exclude_none=True, by_alias=True))
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    return [_plain(v) for v in value] if isinstance(value, list) else value

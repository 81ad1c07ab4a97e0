"""The engine behind a URL: a Qdrant server or cluster, through its own client.

Collections are generations when their metadata says so; others on the same server are left
alone. A collection is marked finished last, after its payload indexes, so that a half-made one
is recognised and made anew.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import metadata
from typing import Any, TypeVar
from uuid import UUID

import numpy as np
from qdrant_client import QdrantClient, models

from vectorstore import qdrant_cluster
from vectorstore.errors import (
    GenerationActive,
    GenerationExists,
    GenerationNotFound,
    InvalidRequest,
    StoreError,
)
from vectorstore.filters import INDEXED
from vectorstore.points import VECTOR, Raw
from vectorstore.qdrant_alias import Alias
from vectorstore.qdrant_calls import Calls
from vectorstore.store import CommonStore, check_dims, check_name
from vectorstore.types import (
    ALIAS,
    LYRIC_DIMS,
    Capabilities,
    Generation,
    Hit,
    RecommendRequest,
    SearchRequest,
    Spread,
    Vector,
)

T = TypeVar("T")

EF = 512
"""Candidates the approximate index looks at; the blend needs more than plain lyric search."""
SERVER_INDEXES_ABOVE = 10_000
"""About where a server begins to build its index by itself: 10 MB of a segment's vectors."""


class QdrantStore(CommonStore):
    """A `VectorStore` over a client.

    Args:
        client: an open client; closed with the store.
        engine: what `health` calls it.
        spread: how new generations lie on a cluster.
        calls: how calls are tried again.
        server: it has payload indexes and search parameters (the client's own engine has not).
    """

    def __init__(
        self,
        client: QdrantClient,
        *,
        engine: str = "qdrant",
        spread: Spread | None = None,
        calls: Calls | None = None,
        server: bool = True,
    ) -> None:
        self.engine = engine
        self._client = client
        self._spread = spread or Spread()
        self._ordering = qdrant_cluster.ordering(self._spread)
        self._calls = calls or Calls()
        self._server = server
        self._known: dict[str, Generation] = {}
        self._alias = Alias(client, self._calls)

    # -- generations -----------------------------------------------------------------------

    def create(self, name: str, *, dims: int = LYRIC_DIMS, model_stamp: str) -> None:
        """See `VectorStore.create`."""
        check_name(name)
        check_dims(dims)
        self._clear_unfinished(name)
        mark = {"kind": "vectorstore", "dims": dims, "model_stamp": model_stamp, "finished": 0}
        self._calls.once(lambda: qdrant_cluster.make(self._client, name, dims, self._spread, mark))
        for key, kind in INDEXED.items() if self._server else ():
            self._calls.again(
                lambda key=key, kind=kind: self._client.create_payload_index(  # type: ignore[misc]
                    name, key, kind, wait=True
                )
            )
        self._calls.again(
            lambda: self._client.update_collection(name, metadata={**mark, "finished": 1})
        )

    def generations(self) -> list[Generation]:
        """See `VectorStore.generations`."""
        listed = self._calls.again(self._client.get_collections).collections
        active = self.active()
        found = []
        for name in sorted(c.name for c in listed):
            with suppress(GenerationNotFound):  # another process dropped it just now
                mark = self._mark(name)
                if mark.get("finished"):
                    count = self.count(name)
                    found.append(_described(name, mark, active=name == active, count=count))
        return found

    def active(self) -> str | None:
        """See `VectorStore.active`."""
        return self._alias.read()

    def answering(self) -> str | None:
        """See `VectorStore.answering`. Spares a search one of its two calls."""
        return self._alias.believed() or self.active()

    def activate(self, name: str) -> str | None:
        """See `VectorStore.activate`."""
        self._generation(name, fresh=True)
        return self._alias.point(name)

    def optimize(self, name: str) -> None:
        """See `VectorStore.optimize`. A server builds its indexes by itself."""
        self._generation(name)

    def flush(self, name: str) -> None:
        """See `VectorStore.flush`. Writes wait for the server, so nothing is left to do."""
        self._generation(name)

    def release(self, name: str) -> None:
        """See `VectorStore.release`. Nothing is held here but a few facts."""
        self._known.pop(name, None)

    def drop(self, name: str, *, even_active: bool = False) -> None:
        """See `VectorStore.drop`. A collection of somebody else is never dropped."""
        check_name(name)
        if self.active() == name:
            if not even_active:
                raise GenerationActive(
                    f"{name!r} answers searches. Activate another first, or drop it on purpose."
                )
            self._alias.point(None)
        self.release(name)
        if self._calls.again(lambda: self._client.collection_exists(name)):
            if self._mark(name).get("kind") != "vectorstore":
                raise InvalidRequest(f"The collection {name!r} is not ours and is left alone.")
            self._calls.again(lambda: self._client.delete_collection(name))

    def capabilities(self) -> Capabilities:
        """See `VectorStore.capabilities`."""
        return Capabilities(
            engine=self.engine,
            version=self._version(),
            durable=self._server,
            shared=self._server,
            approximate_above=SERVER_INDEXES_ABOVE if self._server else None,
            vector_bits=16 if self._server else 32,
            spread=self._spread if self._server else None,
        )

    def close(self) -> None:
        """See `VectorStore.close`."""
        self._client.close()

    # -- primitives ------------------------------------------------------------------------

    def count(self, name: str) -> int:
        """See `VectorStore.count`."""
        return self._following(name, lambda: self._count(self._physical(name), None))

    def _matching(self, name: str, wanted: models.Filter) -> int:
        return self._count(name, wanted)

    def _count(self, name: str, wanted: models.Filter | None) -> int:
        return self._calls.again(
            lambda: self._client.count(name, count_filter=wanted, exact=True)
        ).count

    def search(self, name: str, request: SearchRequest) -> list[Hit]:
        """See `VectorStore.search`."""
        return self._following(name, lambda: CommonStore.search(self, name, request))

    def recommend(self, name: str, request: RecommendRequest) -> list[Hit]:
        """See `VectorStore.recommend`."""
        return self._following(name, lambda: CommonStore.recommend(self, name, request))

    def _following(self, name: str, read: Callable[[], T]) -> T:
        """Read again when another process switched the alias and dropped what was believed in."""
        try:
            return read()
        except GenerationNotFound:
            if name != ALIAS:
                raise
        self._alias.doubt()
        return read()

    def _physical(self, name: str) -> str:
        believed = self._alias.believed() if name == ALIAS else None
        return believed or super()._physical(name)

    def _generation(self, name: str, *, fresh: bool = False) -> Generation:
        if fresh or name not in self._known:
            mark = self._mark(name)
            if not mark.get("finished"):
                raise GenerationNotFound(
                    f"There is no finished generation {name!r}. Build it, or name one that exists."
                )
            self._known[name] = _described(name, mark, active=False, count=None)
        return self._known[name]

    def _write(self, name: str, batch: Sequence[Raw]) -> None:
        rows = [
            models.PointStruct(
                id=str(raw.id),
                vector={VECTOR: [] if raw.vector is None else raw.vector.tolist()},
                payload=raw.payload,
            )
            for raw in batch
        ]
        self._calls.again(
            lambda: self._client.upsert(name, points=rows, wait=True, ordering=self._ordering)
        )

    def _remove(self, name: str, ids: Sequence[UUID]) -> None:
        selected = models.PointIdsList(points=[str(i) for i in ids])
        self._calls.again(
            lambda: self._client.delete(
                name, points_selector=selected, wait=True, ordering=self._ordering
            )
        )

    def _query(
        self, name: str, vector: Vector, wanted: models.Filter, limit: int, request: SearchRequest
    ) -> list[Raw]:
        params = models.SearchParams(exact=request.exact, hnsw_ef=max(EF, limit))
        found = self._calls.again(
            lambda: self._client.query_points(
                name,
                query=vector.tolist(),
                using=VECTOR,
                query_filter=wanted,
                limit=limit,
                search_params=params if self._server else None,
                with_payload=True,
                with_vectors=request.with_vectors,
            )
        )
        return [_raw(row, row.score) for row in found.points]

    def _read(self, name: str, ids: Sequence[UUID], *, vectors: bool) -> list[Raw]:
        rows = self._calls.again(
            lambda: self._client.retrieve(
                name, [str(i) for i in ids], with_payload=True, with_vectors=vectors
            )
        )
        return [_raw(row) for row in rows]

    def _scroll(
        self,
        name: str,
        wanted: models.Filter | None,
        limit: int,
        offset: UUID | None,
        *,
        vectors: bool = False,
    ) -> tuple[list[Raw], UUID | None]:
        rows, after = self._calls.again(
            lambda: self._client.scroll(
                name,
                scroll_filter=wanted,
                limit=limit,
                offset=None if offset is None else str(offset),
                with_payload=wanted is not None,
                with_vectors=vectors,
            )
        )
        return [_raw(row) for row in rows], None if after is None else UUID(str(after))

    # -- inside ----------------------------------------------------------------------------

    def _version(self) -> str | None:
        if not self._server:
            return metadata.version("qdrant-client")
        try:
            return self._calls.again(self._client.info).version
        except StoreError:
            return None  # it is away, or says so to nobody

    def _condition(self, name: str) -> tuple[bool, str]:
        if not self._server:
            return super()._condition(name)
        return self._calls.again(lambda: qdrant_cluster.condition(self._client, name))

    def _mark(self, name: str) -> dict[str, Any]:
        info = self._calls.again(lambda: self._client.get_collection(name))
        mark = dict(info.config.metadata or {})
        return mark if mark.get("kind") == "vectorstore" else {}

    def _clear_unfinished(self, name: str) -> None:
        if not self._calls.again(lambda: self._client.collection_exists(name)):
            return
        if self._mark(name).get("finished", 1):
            raise GenerationExists(f"{name!r} exists. Choose another name, or drop it first.")
        self._calls.again(lambda: self._client.delete_collection(name))


def _described(name: str, mark: dict[str, Any], *, active: bool, count: int | None) -> Generation:
    return Generation(name, int(mark["dims"]), str(mark["model_stamp"]), active, count)


def _raw(row: models.ScoredPoint | models.Record, score: float = 0.0) -> Raw:
    stored = row.vector[VECTOR] if isinstance(row.vector, dict) else None
    vector = None if stored is None else np.asarray(stored, dtype=np.float32)
    return Raw(UUID(str(row.id)), vector, dict(row.payload or {}), score)

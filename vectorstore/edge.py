"""The embedded engine: Qdrant Edge in this process, one folder, one owner.

The engine holds the interpreter lock for a whole call, so a process that must stay responsive
does not open it; one lock of ours costs nothing on top and keeps alias, search and drop in order.
"""

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from uuid import UUID

import qdrant_edge as edge
from qdrant_client import models

from vectorstore import edge_space
from vectorstore.edge_errors import told, told_files
from vectorstore.edge_folder import EdgeFolder
from vectorstore.edge_space import KEEP_FREE
from vectorstore.edge_translate import SCHEMAS, array, config, raw, to_filter
from vectorstore.errors import (
    GenerationActive,
    GenerationExists,
    GenerationNotFound,
    InvalidRequest,
    StoreBusy,
    StoreClosed,
    StoreDamaged,
    StoreError,
    StoreFull,
)
from vectorstore.filters import INDEXED
from vectorstore.points import VECTOR, Raw
from vectorstore.store import EXACT_BELOW, CommonStore, check_dims, check_name
from vectorstore.types import LYRIC_DIMS, Capabilities, Generation, SearchRequest, Vector

EF = 512
"""Candidates the approximate index looks at; the blend needs more than plain lyric search."""
_STORED = 4
"""A vector's bytes are written to the log and to the vectors, and its payload beside them."""


class EdgeStore(CommonStore):
    """A `VectorStore` over one folder.

    Args:
        root: the folder; made when missing.
        builds: the one generation this process builds beside a serving owner. Such a store
            does not take the folder and cannot activate.
        keep_free: bytes of the disk that are never used, see `edge_space`.

    Raises:
        ForeignFolder: the folder holds something else.
        StoreBusy: another process serves from it.
        StoreUnavailable: the folder cannot be made or written.
    """

    engine = "edge"

    def __init__(
        self, root: Path, *, builds: str | None = None, keep_free: int = KEEP_FREE
    ) -> None:
        """Open the folder; see the class."""
        with told_files(root):
            self._folder = EdgeFolder(root, serve=builds is None)
        self._builds = builds
        self.keep_free = keep_free
        self._open: dict[str, edge.EdgeShard] = {}
        self._dims: dict[str, Generation] = {}
        self._looked: dict[str, tuple[int, Generation]] = {}
        self._lock = threading.RLock()
        self._pid: int | None = os.getpid()

    # -- generations -----------------------------------------------------------------------

    def create(self, name: str, *, dims: int = LYRIC_DIMS, model_stamp: str) -> None:
        """See `VectorStore.create`."""
        check_name(name)
        check_dims(dims)
        with self._alone(name):
            if name in self._folder.names():
                raise GenerationExists(f"{name!r} exists. Choose another name, or drop it first.")
            self._require_room()
            with told(name):
                shard = edge.EdgeShard.create(str(self._folder.prepare(name)), config(dims))
                for key, kind in INDEXED.items():
                    shard.update(edge.UpdateOperation.create_field_index(key, SCHEMAS[kind]))
                shard.flush()
            self._folder.finish(name, dims=dims, model_stamp=model_stamp)
            self._open[name] = shard

    def generations(self) -> list[Generation]:
        """See `VectorStore.generations`."""
        with self._alone():
            return [self._described(name) for name in self._folder.names()]

    def active(self) -> str | None:
        """See `VectorStore.active`."""
        with self._alone():
            return self._folder.active()

    def activate(self, name: str) -> str | None:
        """See `VectorStore.activate`. The generation is opened first: a damaged one is refused."""
        with self._alone():
            if self._builds is not None:
                raise InvalidRequest("A building process cannot activate; the owner does.")
            self._shard(name)
            try:
                before = self._folder.active()
            except StoreDamaged:
                before = None
            self._folder.point(name)
            return before

    def optimize(self, name: str) -> None:
        """See `VectorStore.optimize`."""
        with self._alone(name), told(name):
            self._require_room(edge_space.size(self._folder.shard(name)))
            self._shard(name).optimize()

    def flush(self, name: str) -> None:
        """See `VectorStore.flush`."""
        with self._alone(name), told(name):
            self._shard(name).flush()

    def release(self, name: str) -> None:
        """See `VectorStore.release`."""
        with self._alone():
            self._dims.pop(name, None)
            shard = self._open.pop(name, None)
            if shard is not None:
                with told(name):
                    shard.close()

    def drop(self, name: str, *, even_active: bool = False) -> None:
        """See `VectorStore.drop`."""
        check_name(name)
        with self._alone(name):
            is_active = self._is_active(name)
            if is_active and not even_active:
                raise GenerationActive(
                    f"{name!r} answers searches. Activate another first, or drop it on purpose."
                )
            with suppress(GenerationNotFound, StoreDamaged, StoreFull):  # its files go anyway
                self._shard(name)  # unless another process has them open
                self.release(name)
            self._dims.pop(name, None)
            if is_active:
                self._folder.point(None)
            self._folder.remove(name)

    def close(self) -> None:
        """See `VectorStore.close`."""
        with self._lock:
            if self._pid != os.getpid():
                return
            for name in list(self._open):
                try:
                    self.release(name)
                except StoreError:
                    continue  # the others and the folder still have to be given back
            self._folder.close()
            self._pid = None

    def capabilities(self) -> Capabilities:
        """See `VectorStore.capabilities`."""
        return Capabilities(
            engine=self.engine,
            version=metadata.version("qdrant-edge-py"),
            durable=True,
            shared=False,
            approximate_above=EXACT_BELOW,
            vector_bits=32,
            spread=None,
        )

    # -- primitives ------------------------------------------------------------------------

    def count(self, name: str) -> int:
        """See `VectorStore.count`."""
        with self._alone():
            physical = self._physical(name)
            with told(physical):
                return self._shard(physical).count(edge.CountRequest(exact=True))

    def _matching(self, name: str, wanted: models.Filter) -> int:
        request = edge.CountRequest(exact=True, filter=to_filter(wanted))
        with self._alone(), told(name):
            return self._shard(name).count(request)

    def _generation(self, name: str) -> Generation:
        with self._alone():
            if name not in self._dims:
                facts = self._folder.facts(name)
                self._dims[name] = Generation(name, active=False, count=None, **facts)
            return self._dims[name]

    def _write(self, name: str, batch: Sequence[Raw]) -> None:
        rows = [edge.Point(str(r.id), {VECTOR: array(r.vector)}, r.payload) for r in batch]
        with self._alone(name), told(name):
            self._require_room(
                sum(_STORED * r.vector.nbytes for r in batch if r.vector is not None)
            )
            self._shard(name).update(edge.UpdateOperation.upsert_points(rows))

    def _remove(self, name: str, ids: Sequence[UUID]) -> None:
        with self._alone(name), told(name):
            self._require_room()
            self._shard(name).update(edge.UpdateOperation.delete_points([str(i) for i in ids]))

    def _query(
        self, name: str, vector: Vector, wanted: models.Filter, limit: int, request: SearchRequest
    ) -> list[Raw]:
        with self._alone(), told(name):
            shard = self._shard(name)
            exact = request.exact or shard.info().points_count <= EXACT_BELOW
            found = shard.query(
                edge.QueryRequest(
                    limit=limit,
                    query=edge.Query.Nearest(array(vector), using=VECTOR),
                    filter=to_filter(wanted),
                    params=edge.SearchParams(exact=exact, hnsw_ef=max(EF, limit)),
                    with_payload=True,
                    with_vector=request.with_vectors,
                )
            )
        return [raw(row, row.score) for row in found]

    def _read(self, name: str, ids: Sequence[UUID], *, vectors: bool) -> list[Raw]:
        with self._alone(), told(name):
            rows = self._shard(name).retrieve(
                [str(i) for i in ids], with_payload=True, with_vector=vectors
            )
        return [raw(row) for row in rows]

    def _scroll(
        self,
        name: str,
        wanted: models.Filter | None,
        limit: int,
        offset: UUID | None,
        *,
        vectors: bool = False,
    ) -> tuple[list[Raw], UUID | None]:
        request = edge.ScrollRequest(
            offset=offset,
            limit=limit,
            filter=to_filter(wanted),
            with_payload=wanted is not None,
            with_vector=vectors,
        )
        with self._alone(), told(name):
            rows, after = self._shard(name).scroll(request)
        return [raw(row) for row in rows], None if after is None else UUID(str(after))

    # -- inside ----------------------------------------------------------------------------

    @contextmanager
    def _alone(self, writes: str | None = None) -> Iterator[None]:
        """One call at a time; `writes` names the generation about to change."""
        with self._lock:
            if self._pid is None:
                raise StoreClosed("The store is closed. Open it again.")
            if self._pid != os.getpid():
                raise StoreClosed(
                    "The store was opened before a fork and would hang here. "
                    "Start processes with 'spawn' and open the store in them."
                )
            if writes is not None and self._builds not in (None, writes):
                raise InvalidRequest(f"This process builds {self._builds!r}, not {writes!r}.")
            with told_files(self._folder.root):
                yield

    def _shard(self, name: str) -> edge.EdgeShard:
        if name not in self._open:
            self._generation(name)
            self._require_room()
            with told(name):
                self._open[name] = edge.EdgeShard.load(str(self._folder.shard(name)))
        return self._open[name]

    def _condition(self, name: str) -> tuple[bool, str]:
        try:
            self._require_room()
        except StoreFull as error:
            return True, f"Answers searches, but nothing can be written. {error}"
        return super()._condition(name)

    def _require_room(self, wanted: int = 0) -> None:
        edge_space.require(self._folder.root, self.keep_free, wanted)

    def _is_active(self, name: str) -> bool:
        try:
            return self._folder.active() == name
        except StoreDamaged:
            return False  # nothing answers searches through a broken alias

    def _described(self, name: str) -> Generation:
        """What a generation is; one that is closed is opened anew only when its files changed."""
        known = self._looked.get(name)
        if name not in self._open and known is not None and known[0] == self._folder.mark(name):
            return replace(known[1], active=self._is_active(name))
        found = self._look(name)
        self._looked[name] = self._folder.mark(name), found
        return found

    def _look(self, name: str) -> Generation:
        active, count, damage = self._is_active(name), None, None
        held = name in self._open
        facts: dict[str, object] = {"dims": 0, "model_stamp": ""}
        try:
            facts = self._folder.facts(name)
            with suppress(StoreBusy, StoreFull):  # being built, or no room to open it: no count
                count = self.count(name)
            if not held:
                self.release(name)  # a builder may want it
        except StoreDamaged as error:
            damage = str(error)
        return Generation(
            name=name,
            dims=int(str(facts["dims"])),
            model_stamp=str(facts["model_stamp"]),
            active=active,
            count=count,
            damage=damage,
        )

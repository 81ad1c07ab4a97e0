"""What all engines share: checks, the blend, one song per track, recommending by example.

An engine adds only the primitive calls at the bottom of `CommonStore`, in terms of
`qdrant_client.models`, so that a query is written once.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from uuid import UUID

from qdrant_client import models

from vectorstore import blend, filters, recommending
from vectorstore.diversity import varied, wider
from vectorstore.errors import GenerationNotFound, InvalidPoint, InvalidRequest, StoreError
from vectorstore.points import Raw, to_hit, to_raw, to_record
from vectorstore.types import (
    ALIAS,
    LYRIC_DIMS,
    SHARED,
    Capabilities,
    Generation,
    Health,
    Hit,
    RecommendRequest,
    Record,
    SearchFilter,
    SearchRequest,
    SongPoint,
    Vector,
)

WRITE_BATCH = 500
READ_BATCH = 1000
MOST_HITS = 10_000
EXACT_BELOW = 200_000
"""Up to here looking at every song costs less than 20 ms (10 per 100,000) and misses none."""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")


class CommonStore(ABC):
    """The engine-independent half of a `VectorStore`."""

    engine: str

    # -- writing ---------------------------------------------------------------------------

    def upsert(self, name: str, points: Iterable[SongPoint]) -> int:
        """See `VectorStore.upsert`."""
        dims, written, source = self._written(name).dims, 0, iter(points)
        while batch := list(islice(source, WRITE_BATCH)):
            self._write(name, [to_raw(point, dims) for point in batch])
            written += len(batch)
        return written

    def delete(self, name: str, ids: Iterable[UUID]) -> None:
        """See `VectorStore.delete`."""
        self._written(name)
        source = iter(ids)
        while batch := list(islice(source, READ_BATCH)):
            self._remove(name, batch)

    # -- reading ---------------------------------------------------------------------------

    def search(self, name: str, request: SearchRequest) -> list[Hit]:
        """See `VectorStore.search`."""
        if request.diversity:
            return varied(self.search(name, wider(request)), request)
        if not 1 <= request.limit <= MOST_HITS:
            raise InvalidRequest(f"A search brings 1 to {MOST_HITS} songs, not {request.limit}.")
        physical = self._physical(name)
        vector, constant = blend.asked(request, self._generation(physical).dims)
        wanted = filters.to_qdrant(request.filter)
        if wanted is None:
            return []
        want = request.limit
        while True:
            found = self._query(physical, vector, wanted, want, request)
            kept = self._own_first(physical, found, request.filter)
            if len(kept) >= request.limit or len(found) < want:
                return [to_hit(raw, constant) for raw in kept[: request.limit]]
            want *= 2

    def recommend(self, name: str, request: RecommendRequest) -> list[Hit]:
        """See `VectorStore.recommend`."""
        recommending.check(request)
        physical = self._physical(name)
        wanted = recommending.to_search(request, self._examples(physical, request))
        return [] if wanted is None else self.search(physical, wanted)

    def retrieve(
        self, name: str, ids: Iterable[UUID], *, with_vectors: bool = False
    ) -> list[Record]:
        """See `VectorStore.retrieve`."""
        asked = list(dict.fromkeys(ids))
        physical = self._physical(name)
        found: dict[UUID, Record] = {}
        for start in range(0, len(asked), READ_BATCH):
            part = asked[start : start + READ_BATCH]
            for raw in self._read(physical, part, vectors=with_vectors):
                found[raw.id] = to_record(raw)
        return [found[i] for i in asked if i in found]

    def ids(self, name: str) -> Iterator[UUID]:
        """See `VectorStore.ids`."""
        physical = self._physical(name)
        offset: UUID | None = None
        while True:
            page, offset = self._scroll(physical, None, READ_BATCH, offset)
            yield from (raw.id for raw in page)
            if offset is None:
                return

    def answering(self) -> str | None:
        """See `VectorStore.answering`."""
        return self.active()

    def health(self) -> Health:
        """See `VectorStore.health`."""
        name: str | None = None
        try:
            name = self.active()
            if name is None:
                return Health(
                    ok=True,
                    engine=self.engine,
                    active=None,
                    count=None,
                    detail="No generation is active yet.",
                )
            count = self.count(name)
            ok, detail = self._condition(name)
            return Health(ok=ok, engine=self.engine, active=name, count=count, detail=detail)
        except StoreError as error:
            return Health(ok=False, engine=self.engine, active=name, count=None, detail=str(error))

    # -- inside ----------------------------------------------------------------------------

    def _condition(self, name: str) -> tuple[bool, str]:  # noqa: ARG002 - a server looks closer
        """Whether a generation that can be counted can be searched, and in what state it is."""
        return True, "Answers searches."

    def _physical(self, name: str) -> str:
        if name != ALIAS:
            return name
        active = self.active()
        if active is None:
            raise GenerationNotFound(
                "No generation is active. Build one and activate it before searching."
            )
        return active

    def _written(self, name: str) -> Generation:
        if name == ALIAS:
            raise InvalidRequest(
                f"A write names its generation, not the alias {ALIAS!r}: the alias may switch."
            )
        return self._generation(name)

    def _own_first(self, name: str, found: list[Raw], wanted: SearchFilter) -> list[Raw]:
        """Leave out the shared point of every track the listener has an own point of."""
        private = [key for key in wanted.owner_keys if key != SHARED]
        shared = [r.payload["track_id"] for r in found if r.payload["owner_key"] == SHARED]
        if not private or not shared or not self._matching(name, filters.of_owners(private)):
            return found
        own = self._all(name, filters.of_tracks(private, shared))
        hidden = {raw.payload["track_id"] for raw in own}
        return [
            raw
            for raw in found
            if raw.payload["owner_key"] != SHARED or raw.payload["track_id"] not in hidden
        ]

    def _all(self, name: str, wanted: models.Filter, *, vectors: bool = False) -> list[Raw]:
        rows: list[Raw] = []
        offset: UUID | None = None
        while True:
            page, offset = self._scroll(name, wanted, READ_BATCH, offset, vectors=vectors)
            rows += page
            if offset is None:
                return rows

    def _examples(self, name: str, request: RecommendRequest) -> dict[UUID, Record]:
        """The stored points of the examples by track, the listener's own before the shared."""
        tracks = [*request.positives, *request.negatives]
        rows = self._all(name, filters.of_tracks(request.filter.owner_keys, tracks), vectors=True)
        rows.sort(key=lambda raw: raw.payload["owner_key"] != SHARED)
        return {record.track_id: record for record in map(to_record, rows)}

    # -- what an engine adds ---------------------------------------------------------------

    @abstractmethod
    def create(self, name: str, *, dims: int = LYRIC_DIMS, model_stamp: str) -> None:
        """See `VectorStore.create`."""

    @abstractmethod
    def capabilities(self) -> Capabilities:
        """See `VectorStore.capabilities`."""

    @abstractmethod
    def count(self, name: str) -> int:
        """See `VectorStore.count`."""

    @abstractmethod
    def _matching(self, name: str, wanted: models.Filter) -> int:
        """How many points match."""

    @abstractmethod
    def active(self) -> str | None:
        """See `VectorStore.active`."""

    @abstractmethod
    def _generation(self, name: str) -> Generation:
        """Facts of a generation without its count; raises GenerationNotFound."""

    @abstractmethod
    def _write(self, name: str, batch: Sequence[Raw]) -> None: ...

    @abstractmethod
    def _remove(self, name: str, ids: Sequence[UUID]) -> None: ...

    @abstractmethod
    def _query(
        self, name: str, vector: Vector, wanted: models.Filter, limit: int, request: SearchRequest
    ) -> list[Raw]: ...

    @abstractmethod
    def _read(self, name: str, ids: Sequence[UUID], *, vectors: bool) -> list[Raw]: ...

    @abstractmethod
    def _scroll(
        self,
        name: str,
        wanted: models.Filter | None,
        limit: int,
        offset: UUID | None,
        *,
        vectors: bool = False,
    ) -> tuple[list[Raw], UUID | None]: ...


def check_name(name: str) -> None:
    """Names become folders and parts of addresses: letters, digits, `_`, `.` and `-`.

    Raises:
        InvalidRequest: anything else, or the alias itself.
    """
    if not _NAME.fullmatch(name) or name == ALIAS:
        raise InvalidRequest(
            f"{name!r} is no name for a generation: 1 to 100 letters, digits, '_', '.', '-', "
            f"starting with a letter or digit, and not {ALIAS!r}."
        )


def check_dims(dims: int) -> None:
    """Refuse a lyric vector without numbers, or with more than the engines take."""
    if not 1 <= dims <= 60_000:
        raise InvalidPoint(f"A lyric vector has 1 to 60,000 numbers, not {dims}.")

"""The interface every engine of the vector store offers.

A *generation* is one build of the index under its own name; the alias `songs` points at the one
that answers searches. Reading calls take either; writing calls take the generation's own name,
so that a write can never land in a generation it was not meant for.
"""

from collections.abc import Iterable, Iterator
from typing import Protocol
from uuid import UUID

from vectorstore.types import (
    Capabilities,
    Generation,
    Health,
    Hit,
    RecommendRequest,
    Record,
    SearchRequest,
    SongPoint,
)


class VectorStore(Protocol):
    """Songs as vectors. Safe to use from several threads; errors are in `vectorstore.errors`."""

    def create(self, name: str, *, dims: int = ..., model_stamp: str) -> None:
        """Make an empty generation for lyric vectors of `dims` numbers.

        Raises:
            GenerationExists: the name is in use.
        """

    def upsert(self, name: str, points: Iterable[SongPoint]) -> int:
        """Write points, replacing those of the same id; returns how many.

        A batch with a bad point is refused as a whole before anything is written; batches are
        `WRITE_BATCH` points long. When it returns, the points survive the end of the process.

        Raises:
            InvalidPoint: not finite, of the wrong length, or a payload that cannot be filtered.
            StoreFull: no room; the batches before are kept, this one and those after are not.
        """

    def delete(self, name: str, ids: Iterable[UUID]) -> None:
        """Remove points by id; unknown ids are no error."""

    def flush(self, name: str) -> None:
        """Return when everything written so far would survive a power cut."""

    def count(self, name: str) -> int:
        """How many points a generation has, exactly."""

    def search(self, name: str, request: SearchRequest) -> list[Hit]:
        """The best songs first. Of a track with an own and a shared point only the own comes."""

    def recommend(self, name: str, request: RecommendRequest) -> list[Hit]:
        """The best songs near some examples; empty when no positive example is stored."""

    def retrieve(
        self, name: str, ids: Iterable[UUID], *, with_vectors: bool = False
    ) -> list[Record]:
        """Stored points by id, in the order asked; unknown ids are left out."""

    def ids(self, name: str) -> Iterator[UUID]:
        """Every id, each once, in the engine's order."""

    def generations(self) -> list[Generation]:
        """All generations by name, damaged ones included."""

    def activate(self, name: str) -> str | None:
        """Point the alias at a generation in one step; returns the one before, to go back to."""

    def active(self) -> str | None:
        """The generation behind the alias."""

    def answering(self) -> str | None:
        """The generation behind the alias, for a search: it may be what was so a second ago."""

    def optimize(self, name: str) -> None:
        """Build the approximate index. Takes minutes: never in a process that serves."""

    def release(self, name: str) -> None:
        """Let go of a generation, so that another process may build it."""

    def drop(self, name: str, *, even_active: bool = False) -> None:
        """Remove a generation, damaged or not; an unknown name is no error.

        Raises:
            GenerationActive: it answers searches, and `even_active` was not given.
        """

    def health(self) -> Health:
        """Never raises."""

    def capabilities(self) -> Capabilities:
        """What this engine can do. Never raises."""

    def close(self) -> None:
        """Let go of everything. Twice is no error."""

"""The engine itself, as the worker runs it: the mood model and the vector store in one process."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

import numpy as np
import structlog

from analysis.affect import Six
from assistant.core.errors import UpstreamUnavailable
from assistant.engine.explaining import RecentExplanations, explained
from assistant.engine.model_host import ModelHost
from assistant.engine.types import (
    Candidate,
    EngineHealth,
    ExplainedText,
    Filters,
    ScoredLine,
    ScoredText,
    SearchAnswer,
    SearchQuery,
    Vector,
)
from vectorstore import types as vectors
from vectorstore.errors import GenerationNotFound, StoreError

if TYPE_CHECKING:
    from analysis.types import SongScore
    from vectorstore.base import VectorStore

log = structlog.get_logger(__name__)
MODEL_PATIENCE_S = 90.0
T = TypeVar("T")


class InProcessEngine:
    """See `assistant.engine.types.Engine`.

    Args:
        model: the mood model's host.
        store: the open vector store, or None with `store_message` saying why there is none.
        apply: brings the store up to what SQL says and returns how many changes that took.
    """

    def __init__(
        self,
        model: ModelHost,
        store: "VectorStore | None",
        *,
        apply: Callable[[], int] = lambda: 0,
        store_message: str = "",
    ) -> None:
        self.model, self._store, self.apply = model, store, apply
        self._store_message = store_message
        self._explained = RecentExplanations()

    @property
    def store(self) -> "VectorStore":
        """The open store.

        Raises:
            UpstreamUnavailable: it could not be opened; says why.
        """
        if self._store is None:
            raise UpstreamUnavailable("store_away", self._store_message)
        return self._store

    def score(
        self, texts: list[str], *, lines: bool = True, embeddings: bool = False
    ) -> list[ScoredText]:
        """See `Engine.score`."""
        from analysis.preprocessing import text_sha256

        scores = self.model.score(texts, lines=lines, wait_s=MODEL_PATIENCE_S)
        return [
            _scored(text_sha256(text), score, embeddings)
            for text, score in zip(texts, scores, strict=True)
        ]

    def explain(self, text: str) -> ExplainedText:
        """See `Engine.explain`."""
        from analysis.preprocessing import text_sha256

        def make() -> ExplainedText:
            found = self.model.explain(text, wait_s=MODEL_PATIENCE_S)
            return explained(text_sha256(text), found)

        return self._explained.get(self.model.mood_stamp, text, make)

    def search(self, query: SearchQuery) -> SearchAnswer:
        """See `Engine.search`."""
        return self._in_use(lambda name: self._search(name, query))

    def _search(self, name: str, query: SearchQuery) -> SearchAnswer:
        taste = self._taste(name, query)
        request = vectors.SearchRequest(
            taste=taste, mood=_six(query.mood),
            weights=vectors.Weights(**query.weights.model_dump()),
            filter=_filter(query.filters), limit=query.limit, with_vectors=True,
        )  # fmt: skip
        hits = self.store.search(name, request)
        return SearchAnswer(
            generation=name,
            candidates=[_candidate(hit, taste, with_vector=query.with_vectors) for hit in hits],
        )

    def similar(self, track_id: UUID, filters: Filters, limit: int) -> SearchAnswer:
        """See `Engine.similar`."""
        return self._in_use(lambda name: self._similar(name, track_id, filters, limit))

    def _similar(self, name: str, track_id: UUID, filters: Filters, limit: int) -> SearchAnswer:
        request = vectors.RecommendRequest(
            positives={track_id: 1.0}, weights=vectors.Weights(lyric=1.0, mood=0.25),
            filter=_filter(filters), limit=limit, with_vectors=True,
        )  # fmt: skip
        hits = self.store.recommend(name, request)
        taste = self._words_of(name, track_id, filters.owner_keys)
        return SearchAnswer(
            generation=name, candidates=[_candidate(h, taste, with_vector=False) for h in hits]
        )

    def apply_changes(self) -> int:
        """See `Engine.apply_changes`."""
        return self.apply()

    def health(self) -> EngineHealth:
        """See `Engine.health`."""
        store = self._store.health() if self._store is not None else None
        return EngineHealth(
            model=self.model.state, model_name=self.model.name, model_message=self.model.message,
            model_precision=self.model.precision,
            mood_stamp=self.model.mood_stamp, embedding_stamp=self.model.embedding_stamp,
            store="ready" if store and store.ok else "away",
            store_message=store.detail if store else self._store_message,
            points=(store.count or 0) if store else 0,
        )  # fmt: skip

    def _in_use(self, ask: Callable[[str], T]) -> T:
        """Ask the generation in use; once more when it was switched from and dropped just now."""
        try:
            try:
                return ask(_there(self.store.answering()))
            except GenerationNotFound:
                return ask(_there(self.store.active()))
        except StoreError as error:
            log.warning("vector store failed", error=str(error))
            raise UpstreamUnavailable("store_failed", str(error)) from error

    def _words_of(self, name: str, track_id: UUID, owner_keys: list[str]) -> Vector | None:
        """A song's direction: the listener's own point before the shared one; None without."""
        keys = sorted(owner_keys, key=lambda key: key == vectors.SHARED)
        ids = [vectors.point_id(track_id, key) for key in keys]
        found = self.store.retrieve(name, ids, with_vectors=True)
        return found[0].lyric if found else None

    def _taste(self, name: str, query: SearchQuery) -> Vector | None:
        """The weighted mean of the liked songs' directions, or None when none is indexed."""
        weights: dict[UUID, float] = {}
        for track_id, weight in query.taste:
            for key in query.filters.owner_keys:
                weights[vectors.point_id(track_id, key)] = weight
        if not weights:
            return None
        records = self.store.retrieve(name, list(weights), with_vectors=True)
        told = [weights[r.id] * r.lyric for r in records if r.lyric is not None]
        if not told:
            return None
        total: Vector = np.stack(told).sum(axis=0, dtype=np.float32)
        length = float(np.linalg.norm(total))
        return total / length if length > 0 else None


def _there(name: str | None) -> str:
    if name is None:
        raise UpstreamUnavailable(
            "index_missing",
            "There is no song index yet; it is being built. Try again in a moment.",
            retry_after_s=5,
        )
    return name


def _scored(sha256: str, score: "SongScore", embeddings: bool) -> ScoredText:  # noqa: FBT001 - private
    return ScoredText(
        text_sha256=sha256, known=score.known, reason=score.reason, six=score.six,
        confidence=score.confidence, language=score.language,
        lines=[
            ScoredLine(number=x.number, start=x.start, end=x.end, six=x.six, weight=x.weight)
            for x in score.lines
        ],
        embedding=score.embedding if embeddings else None,
    )  # fmt: skip


def _candidate(hit: vectors.Hit, taste: Vector | None, *, with_vector: bool) -> Candidate:
    near = 0.0 if taste is None or hit.lyric is None else float(np.dot(taste, hit.lyric))
    return Candidate(
        track_id=hit.track_id, owner_key=hit.owner_key, score=hit.score, six=Six(*hit.six),
        lyric_similarity=near, popularity=hit.popularity,
        vector=hit.lyric if with_vector else None,
    )  # fmt: skip


def _six(mood: Six) -> vectors.Six:
    return (
        mood.valence, mood.arousal, mood.happy, mood.sad, mood.angry, mood.relaxed
    )  # fmt: skip


def _filter(filters: Filters) -> vectors.SearchFilter:
    return vectors.SearchFilter(**filters.model_dump())

"""What crosses the engine's border: moods and songs; vectors only for candidates."""

import base64
from typing import Annotated, Literal, Protocol
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, Field, PlainSerializer, PlainValidator

from analysis.affect import Six


def _to_text(vector: NDArray[np.float32]) -> str:
    return base64.b64encode(np.asarray(vector, "<f2").tobytes()).decode()


def _from_text(value: object) -> NDArray[np.float32]:
    if isinstance(value, str):
        return np.frombuffer(base64.b64decode(value), "<f2").astype(np.float32)
    return np.asarray(value, np.float32)


Vector = Annotated[
    NDArray[np.float32],
    PlainValidator(_from_text),
    PlainSerializer(_to_text, return_type=str, when_used="json"),
]
"""A 1-d float array; crosses the border as base64 of 16-bit floats, little-endian."""

ModelState = Literal["away", "warming", "ready", "failed"]


class ScoredLine(BaseModel):
    """One line's mood: where it stands in the text, and how strongly it speaks (0-1)."""

    number: int
    start: int
    end: int
    six: Six
    weight: float


class ScoredText(BaseModel):
    """What the model says of one text; `six` is None when the mood is unknown."""

    text_sha256: str
    known: bool
    reason: str | None = None
    six: Six | None = None
    confidence: float | None = None
    language: str | None = None
    lines: list[ScoredLine] = Field(default_factory=list)
    embedding: Vector | None = None


class Filters(BaseModel):
    """What a song must satisfy to be a candidate at all."""

    owner_keys: list[str] = Field(default_factory=lambda: [""])
    exclude_track_ids: list[UUID] = Field(default_factory=list)
    explicit_ok: bool = True
    genres: list[str] = Field(default_factory=list)
    not_genres: list[str] = Field(default_factory=list)
    not_artists: list[str] = Field(default_factory=list)
    languages: list[str] = Field(default_factory=list)
    year_from: int | None = None
    year_to: int | None = None


class Weights(BaseModel):
    """How much each part counts in the blend that finds candidates."""

    lyric: float = 0.0
    mood: float = 1.0
    popularity: float = 0.0
    freshness: float = 0.0


class SearchQuery(BaseModel):
    """A search by target.

    Attributes:
        mood: the mood wanted.
        taste: (track id, weight) of songs whose words the listener likes; the engine makes
            their weighted mean.
        limit: how many candidates come back.
        with_vectors: whether their embeddings come along, for diversity.
    """

    mood: Six
    taste: list[tuple[UUID, float]] = Field(default_factory=list)
    weights: Weights = Field(default_factory=Weights)
    filters: Filters = Field(default_factory=Filters)
    limit: int = Field(default=200, ge=1, le=500)
    with_vectors: bool = False


class Candidate(BaseModel):
    """A song that passed the filters.

    Attributes:
        lyric_similarity: cosine to the taste in [-1, 1]; 0 without a taste.
    """

    track_id: UUID
    owner_key: str
    score: float
    six: Six
    lyric_similarity: float = 0.0
    popularity: float = 0.0
    vector: Vector | None = None


class SearchAnswer(BaseModel):
    """Candidates, best first, and the generation of the index they come from."""

    generation: str
    candidates: list[Candidate]


class EngineHealth(BaseModel):
    """How the worker's model and store are."""

    model: ModelState
    model_name: str = ""
    model_message: str = ""
    mood_stamp: str = ""
    embedding_stamp: str = ""
    store: str = ""
    store_message: str = ""
    points: int = 0


class Engine(Protocol):
    """Implemented by the worker itself (`inprocess`) and by the client that asks it (`client`)."""

    def score(
        self, texts: list[str], *, lines: bool = True, embeddings: bool = False
    ) -> list[ScoredText]:
        """Score texts, in the order given.

        Raises:
            UpstreamUnavailable: the model is still warming up or could not be loaded.
        """

    def search(self, query: SearchQuery) -> SearchAnswer:
        """Find the songs nearest to a target.

        Raises:
            UpstreamUnavailable: the store is not there.
        """

    def similar(self, track_id: UUID, filters: Filters, limit: int) -> SearchAnswer:
        """Find the songs whose words are nearest to one song's."""

    def apply_changes(self) -> int:
        """Bring the store up to what SQL says; how many changes that took."""

    def health(self) -> EngineHealth:
        """How model and store are."""

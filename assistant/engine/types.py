"""What crosses the engine's border: moods and songs; vectors only for candidates."""

import base64
from typing import Annotated, Literal, Protocol
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, Field, PlainSerializer, PlainValidator

from analysis.affect import Mood, Six
from analysis.types import Change


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


class ExplainedLine(BaseModel):
    """What one line gives to the mood; `analysis.types.LineContribution` says it in full."""

    numbers: list[int]
    start: int
    end: int
    without: Six | None
    gives: Change | None


class ExplainedTurn(BaseModel):
    """The few lines, by their place in `lines`, without which the mood is another."""

    lines: list[int]
    six: Six
    mood: Mood


class ExplainedText(BaseModel):
    """Why a text has its mood; `analysis.types.Explanation` says it in full, this is flat.

    Attributes:
        text_sha256: of the text.
        scatter: standard error of the arousal; None where it cannot be told.
        energy_unsaid: whether the words say nothing about energy; None where the mood is unknown.
    """

    text_sha256: str
    reason: str | None = None
    six: Six | None = None
    mood: Mood | None = None
    runner_up: Mood | None = None
    lead: float | None = None
    lines: list[ExplainedLine] = Field(default_factory=list)
    untried: int = 0
    turn: ExplainedTurn | None = None
    scatter: float | None = None
    energy_unsaid: bool | None = None


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
    model_precision: str = ""
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

    def explain(self, text: str) -> ExplainedText:
        """Say why a text has its mood, by leaving its lines out; about a second for a song.

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

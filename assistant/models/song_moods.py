"""Tables of what models said about songs, and of what listeners said against it."""

from typing import Any
from uuid import UUID

from sqlalchemy import Index, LargeBinary
from sqlmodel import Field

from assistant.models.base import (
    SHARED,
    Created,
    MaybeSixColumns,
    SixColumns,
    json,
    ref,
    six_checks,
    text,
)


class Model(Created, table=True):
    """A model by its stamp; what it said stays beside what others said."""

    __tablename__ = "model"

    stamp: str = text(200, primary_key=True)
    role: str = text(16)
    name: str = text(200)
    parts: dict[str, Any] = json(default_factory=dict)
    dims: int | None = None


class SongMood(Created, MaybeSixColumns, table=True):
    """A song's mood: as one model reads it from one text, fused with what tags say of the song.

    `basis` says which of them it rests on ("lyrics", "tags", "both"; null when unknown) and
    `evidence` keeps the parts, the words' own mood among them, unless the words are all there is.
    `reason` says why the words say nothing. A song without a text has an empty `text_sha256`.
    """

    __tablename__ = "song_mood"
    __table_args__ = (*six_checks(), Index(None, "text_sha256", "stamp"))

    track_id: UUID = ref("track.id", primary_key=True)
    owner_key: str = text(36, default=SHARED, primary_key=True)
    stamp: str = text(200, primary_key=True)
    text_sha256: str = text(64)
    known: bool
    reason: str | None = text(32, default=None)
    confidence: float | None = None
    language: str | None = text(16, default=None)
    basis: str | None = text(8, default=None)
    evidence: list[Any] = json(default_factory=list)
    lines: list[Any] = json(default_factory=list)


class SongEmbedding(Created, table=True):
    """A text's embedding by one model: 16-bit floats, little-endian."""

    __tablename__ = "song_embedding"

    text_sha256: str = text(64, primary_key=True)
    stamp: str = text(200, primary_key=True)
    vector: bytes = Field(sa_type=LargeBinary)


class SongMoodCorrection(Created, SixColumns, table=True):
    """What a song is "for me": wins in that listener's views and ranking."""

    __tablename__ = "song_mood_correction"
    __table_args__ = six_checks()

    user_id: UUID = ref("app_user.id", primary_key=True)
    track_id: UUID = ref("track.id", primary_key=True, index=True)

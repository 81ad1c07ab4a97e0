"""Answers of LRCLIB as it sends them, and what we make of them."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter
from pydantic.alias_generators import to_camel

Title = Annotated[str, StringConstraints(max_length=2_000)]
Words = Annotated[str, StringConstraints(max_length=500_000)]


class Record(BaseModel):
    """One record of LRCLIB; `duration` in seconds."""

    model_config = ConfigDict(strict=True, frozen=True, extra="ignore", alias_generator=to_camel)

    id: Annotated[int, Field(ge=0)]
    track_name: Title
    artist_name: Title
    album_name: Title | None = None
    duration: Annotated[float, Field(ge=0, le=86_400, allow_inf_nan=False)] | None = None
    instrumental: bool
    plain_lyrics: Words | None = None
    synced_lyrics: Words | None = None

    @property
    def says_something(self) -> bool:
        """Whether there are words, or the word that there are none."""
        return bool(
            self.instrumental
            or (self.plain_lyrics or "").strip()
            or (self.synced_lyrics or "").strip()
        )


RECORDS: TypeAdapter[list[Record]] = TypeAdapter(Annotated[list[Record], Field(max_length=100)])


class Refusal(BaseModel):
    """The body of a refusal; a 404 without it comes from somebody else."""

    model_config = ConfigDict(strict=True, extra="ignore")

    name: str


@dataclass(frozen=True, slots=True)
class Found:
    """LRCLIB has the song.

    Attributes:
        plain: words without stamps; None when only synced words, or none, are known.
        synced: LRC.
        instrumental: nobody sings.
        ref: LRCLIB's id of the record.
    """

    plain: str | None
    synced: str | None
    instrumental: bool
    ref: str


@dataclass(frozen=True, slots=True)
class Missing:
    """LRCLIB answered, and does not have it (or nothing that is surely the same song)."""

"""What is reported of plays, and what the history shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, Self
from uuid import UUID

from pydantic import BaseModel, Field, model_validator

from analysis.affect import Six
from assistant.catalogue.schemas import TrackNames, TrackView


@dataclass(slots=True)
class PlayReport:
    """One report of a play.

    Attributes:
        source: who reports, such as "spotify_api", "sample", "listenbrainz" (up to 16 characters).
        source_key: names the report within its source and listener (up to 80 characters); the
            same key again is the same report.
        track: the recording, in the source's own words.
        started_at: aware; some sources mean the end.
        ms_played: None when the source does not say.
        track_id: the track, where whoever reports knows it; recording fills it in where not.
        row_no: where it stood in the file of `import_id`, from 1.
        context: facts to keep, such as a device; no text of the listener's.
    """

    source: str
    source_key: str
    track: TrackNames
    started_at: datetime
    ended_at: datetime | None = None
    ms_played: int | None = None
    track_id: UUID | None = None
    import_id: UUID | None = None
    row_no: int | None = None
    context: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of reports.

    Attributes:
        added: became listens.
        merged: joined a listen that another source had reported.
        skipped: no listens: too short, or in the future.
        repeated: were here already.
        track_ids: the tracks of those that were added.
        reasons: why some were skipped ("short", "future"), and how many each.
        repeated_rows: `row_no` of those that were here already, where they had one.
    """

    added: int = 0
    merged: int = 0
    skipped: int = 0
    repeated: int = 0
    track_ids: tuple[UUID, ...] = ()
    reasons: Mapping[str, int] = field(default_factory=dict)
    repeated_rows: tuple[int, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """The counts by name."""
        return {
            "added": self.added, "merged": self.merged, "skipped": self.skipped,
            "repeated": self.repeated,
        }  # fmt: skip


class ListenView(BaseModel):
    """A song that was heard; `local_day` (yyyymmdd) and `local_hour` are the listener's own."""

    id: int
    track: TrackView
    listened_at: datetime
    local_day: int
    local_hour: int
    ms_played: int | None
    sources: list[str] = Field(default=[], description="who reported it")


class UncountedView(BaseModel):
    """A report that is no listen, in its source's own words, and why."""

    id: int
    title: str
    artist: str
    album: str | None
    started_at: datetime
    ms_played: int | None
    source: str
    import_id: UUID | None
    reason: str = Field(description='"short", "future", or "taken_out" by the listener')


class Contribution(BaseModel):
    """What one source, or one import of it, reported."""

    source: str
    import_id: UUID | None
    reports: int
    listens: int = Field(description="reports that are, or joined, a listen")
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True)
class HistoryFilters:
    """Which part of a history is asked for.

    Attributes:
        from_at: the first moment, aware.
        to_at: the moment it ends before, aware.
        track_id: only this song.
        artist_id: only songs of this artist.
        source: only what this source reported, such as "spotify_api".
        import_id: only what this import reported.
        text: words in a song's title or its artists' names.
    """

    from_at: datetime | None = None
    to_at: datetime | None = None
    track_id: UUID | None = None
    artist_id: UUID | None = None
    source: str | None = None
    import_id: UUID | None = None
    text: str = ""


class SongIn(BaseModel):
    """The song that a play really was: one that is here, or by its names."""

    track_id: UUID | None = None
    title: str = Field("", max_length=300)
    artist: str = Field("", max_length=300)

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        if self.track_id is None and not (self.title.strip() and self.artist.strip()):
            raise ValueError("name the song by its id, or by title and artist")
        return self


class CorrectionView(BaseModel):
    """What a listener put right."""

    id: UUID
    verb: Literal["delete", "song"]
    listen_id: int | None = Field(description="null once the play is gone")
    was: TrackView | None = Field(description="the song that the play had")
    listened_at: datetime
    created_at: datetime
    undone_at: datetime | None


class ListeningMood(BaseModel):
    """The mood of what was heard in a span; derived from lyrics, never said by anybody."""

    from_at: datetime
    to_at: datetime
    mood: Six
    tracks_known: int
    tracks_total: int
    created_at: datetime

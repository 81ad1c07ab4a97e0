"""What gathering lyrics takes in and shows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel

from assistant.catalogue.schemas import TrackView
from assistant.jobs.schemas import JobView

State = Literal["found", "language", "instrumental", "missing", "failed", "waiting"]
STATES: tuple[State, ...] = ("found", "language", "instrumental", "missing", "failed", "waiting")
FileState = Literal["waiting", "matched", "unsure", "unmatched", "refused", "dismissed"]
FILE_STATES: tuple[FileState, ...] = (
    "waiting", "matched", "unsure", "unmatched", "refused", "dismissed",
)  # fmt: skip


class Share(BaseModel):
    """A part of somebody's music: how many songs, and how many plays of them."""

    songs: int = 0
    plays: int = 0


class Fetching(BaseModel):
    """Whether missing lyrics are fetched, and how the provider is.

    Attributes:
        allowed: whether titles may be sent to the provider; null: never asked.
        paused: allowed, but stopped for now.
        job: the fetching under way.
        next_at: when it looks again by itself.
        provider_state: "answers", "slow_down", "away", as the last question found it; null when
            it was never asked.
        blocked_until: the provider asked not to be asked before.
        detail: all this in words.
    """

    allowed: bool | None
    paused: bool = False
    job: JobView | None = None
    next_at: datetime | None = None
    provider: str
    address: str
    provider_state: Literal["answers", "slow_down", "away"] | None = None
    provider_at: datetime | None = None
    blocked_until: datetime | None = None
    detail: str = ""


class Coverage(BaseModel):
    """How much of a listener's music has words; each song counts in exactly one state.

    Attributes:
        states: "found" words that can be read; "language": words in a language that cannot;
            "instrumental"; "missing": the provider has none; "failed": asking came to nothing;
            "waiting": nobody asked yet.
    """

    total: Share
    states: dict[State, Share]
    fetching: Fetching


class CoverageSong(BaseModel):
    """A song and how its lyrics are.

    Attributes:
        reason: why asking failed, as a code.
        retry_after: when it is asked about again.
        own: whether the listener gave the words, or said that there are none.
    """

    track: TrackView
    state: State
    plays: int
    reason: str | None = None
    asked_at: datetime | None = None
    retry_after: datetime | None = None
    own: bool = False


class RetryIn(BaseModel):
    """What to ask about again: everything that failed or was missing, or one song."""

    state: Literal["failed", "missing"] = "failed"
    track_id: UUID | None = None


class Retried(BaseModel):
    """How many songs are asked about again, and the job that does."""

    again: int
    job_id: UUID | None = None


class UploadStarted(BaseModel):
    """Files were taken; a job matches them with songs."""

    id: UUID
    job_id: UUID
    files: int


class UploadView(BaseModel):
    """Files given at once, and what became of them."""

    id: UUID
    created_at: datetime
    job: JobView | None = None
    files: dict[FileState, int]


class FileView(BaseModel):
    """One file of lyrics.

    Attributes:
        name: what it was called.
        reason: why it is unsure, unmatched or refused, as a code.
        detail: that in words.
        track: the song that has its words now.
        candidates: songs it may be of.
        excerpt: its first words, while it is undecided.
    """

    id: UUID
    name: str
    state: FileState
    reason: str = ""
    detail: str = ""
    track: TrackView | None = None
    candidates: list[TrackView] = []
    excerpt: str = ""


class ChooseIn(BaseModel):
    """The song that a file's words are of."""

    track_id: UUID


@dataclass(frozen=True, slots=True)
class Given:
    """A file as it was read: its text, or why it has none.

    Attributes:
        name: its path within what was given, cleaned; never a path on this machine.
    """

    name: str
    text: str | None = None
    refused: str = ""

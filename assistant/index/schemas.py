"""What an admin sees of the song index."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from assistant.jobs.schemas import JobView

WRITING, REPLAYING, CHECKING = "Writing vectors", "Replaying changes", "Checking them"
COMPARING, SWITCHING = "Comparing old and new", "Switching to them"
"""What a build's job says of the phase it is in."""
GenerationState = Literal[
    "building", "paused", "verified", "active", "retired", "failed", "cancelled", "dropped"
]
BuildState = Literal["waiting", "running", "stopping", "paused"]
Repair = Literal["building", "replaying", "waits", "scoring"]
EventName = Literal[
    "begun", "paused", "resumed", "cancelled", "verified", "failed", "compared", "activated",
    "dropped", "mended", "repair",
]  # fmt: skip


class GenerationView(BaseModel):
    """One build of the index.

    Attributes:
        params_sha: digest of the preprocessing and of how a point is made.
        dims: length of its lyric vectors.
        checks: what was found before it could be switched to.
        compared: whether a comparison with another generation can be read.
    """

    id: UUID
    number: int
    name: str
    state: GenerationState
    mood_stamp: str
    embedding_stamp: str
    params_sha: str
    dims: int
    count: int
    checks: dict[str, Any]
    compared: bool
    switches: bool
    created_at: datetime
    activated_at: datetime | None


class PhaseView(BaseModel):
    """One phase of a build; `done` of `total` where something is counted."""

    name: str
    state: Literal["done", "now", "waits"]
    done: int | None = None
    total: int | None = None


class BuildView(BaseModel):
    """The build under way, or paused.

    Attributes:
        number: of the generation it makes; 0 until it has begun.
        state: "stopping" while a pause or a cancel waits for the next batch.
        switches: whether it ends by answering searches, or waits to be compared.
        per_s: songs written a second, over all its runs; None before the first batch.
        remaining_s: for the songs left, at that rate; None when it is not known.
    """

    number: int
    state: BuildState
    switches: bool
    job: JobView | None
    phases: list[PhaseView]
    done: int
    total: int
    per_s: float | None = None
    remaining_s: float | None = None


class Trouble(BaseModel):
    """Where the index in use does not match SQL or the model, and what is done about it.

    Attributes:
        code: "missing" (no generation), "songs" (points missing or foreign), "model".
        repair: "building" (a build beside it), "replaying" (single songs), "waits" (an admin
            decides), or "scoring" (the new model reads the songs first).
    """

    code: Literal["missing", "songs", "model"]
    detail: str
    repair: Repair


class IndexStatus(BaseModel):
    """How the index stands.

    Attributes:
        songs: how many points SQL says there should be.
        points: how many the active generation has.
        waiting: changes in SQL that the active generation lacks yet.
        build: the job that builds, while one is waiting or running.
        progress: the build under way or paused, with its phases.
        current: whether the active generation was built with the model that counts.
        trouble: what is wrong with the index in use; None when nothing is known to be.
        checked_at: when it was last compared with SQL, song by song.
        generations: those that exist, newest first.
    """

    active: GenerationView | None
    songs: int
    points: int
    waiting: int
    current: bool
    build: JobView | None
    progress: BuildView | None
    trouble: Trouble | None
    checked_at: datetime | None
    generations: list[GenerationView]


class Basis(BaseModel):
    """An earlier build that an estimate rests on."""

    number: int
    songs: int
    seconds: float


class Plan(BaseModel):
    """What a rebuild would do, without doing it.

    Attributes:
        songs: points it would write; `own` of them belong to one listener alone.
        without_words: songs it would write without an embedding: they are near to no taste.
        unscored: texts that another model has scored and the one that counts has not yet; they
            would be missing until they are scored.
        vector_bytes: size of the vectors alone.
        seconds: how long it would take at the rate of earlier builds; None when there are none.
        per_s: that rate, in songs a second.
        rough: whether those builds were too small to go by.
        basis: those builds.
        goes_on: number of the interrupted build it would go on with; its `done` songs are there.
        drops: numbers of the generations that would be removed after switching.
    """

    songs: int
    own: int
    without_words: int
    unscored: int
    dims: int
    vector_bytes: int
    mood_stamp: str
    embedding_stamp: str
    params_sha: str
    new_model: bool
    seconds: float | None
    per_s: float | None
    rough: bool
    basis: list[Basis]
    goes_on: int | None
    done: int
    drops: list[int]


class ProbeSong(BaseModel):
    """A song in a list of the comparison; `kept` when it is in the other list too."""

    track_id: UUID
    title: str
    artist: str
    kept: bool


class Probe(BaseModel):
    """One query asked of both generations.

    Attributes:
        kind: "mood" (the songs nearest to a mood) or "song" (those like a song).
        subject: the mood's or the song's name.
        overlap: songs in both top tens, as a share of ten (of fewer, where there are fewer).
        fit_old, fit_new: how near the top ten are to the mood asked for, 0 to 1; see `fit`.
    """

    kind: Literal["mood", "song"]
    subject: str
    overlap: float
    fit_old: float | None
    fit_new: float | None
    old: list[ProbeSong] = Field(default_factory=list)
    new: list[ProbeSong] = Field(default_factory=list)


class Comparison(BaseModel):
    """Two generations side by side on the same queries; figures are means over `probes`."""

    old: int
    new: int
    old_count: int
    new_count: int
    made_at: datetime
    overlap_at_10: float
    fit_old: float | None
    fit_new: float | None
    p95_ms_old: float
    p95_ms_new: float
    probes: list[Probe]


class HistoryEntry(BaseModel):
    """Something that happened to a generation.

    Attributes:
        by: the admin's name; None when it was the system or somebody who is gone.
        via: "browser", "api", "cli", or "job" for what Attune did by itself.
    """

    number: int
    what: EventName
    at: datetime
    by: str | None
    via: str
    details: dict[str, Any]


class GenerationChoice(BaseModel):
    """Which generation is meant."""

    generation_id: UUID


class RebuildChoice(BaseModel):
    """Whether the build ends by answering searches, or waits to be compared and switched to."""

    switch: bool = True

"""What a job looks like from outside."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel

JobState = Literal["waiting", "running", "done", "failed", "cancelled"]
QueueName = Literal["quick", "model", "outward", "lyrics", "index"]


@dataclass(frozen=True, slots=True)
class JobSpec:
    """What is to be done.

    Attributes:
        kind: names the handler, such as "listens.analyse_recent".
        queue: "quick" (seconds), "model" (uses the mood model, one at a time), "outward" (waits
            for providers), "lyrics" (asks a provider for hours, song after song), "index" (the
            vector store, one at a time).
        args: ids and counts only, never texts, tokens or moods.
        dedupe_key: while a job of this kind and key is waiting or running, no second is made.
        total: how many units there are, when known beforehand.
        unit: what is counted, such as "songs".
    """

    kind: str
    queue: QueueName
    args: dict[str, Any] = field(default_factory=dict)
    dedupe_key: str = ""
    total: int | None = None
    unit: str = ""


class JobView(BaseModel):
    """A job with its counts; it stops at its next step once that was asked for."""

    id: UUID
    kind: str
    state: JobState
    done: int
    total: int | None
    unit: str
    message: str
    cancel_requested: bool = False
    result: dict[str, Any] | None = None
    created_at: datetime
    started_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def active(self) -> bool:
        """Whether it is still going to change."""
        return self.state in ("waiting", "running")


class JobStarted(BaseModel):
    """The answer to a request that began a job."""

    job_id: UUID

"""What the feature announces: jobs that will never begin."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from assistant.core.events import Event


@dataclass(frozen=True, slots=True)
class NeverBegun(Event):
    """A job was stopped while it waited: nobody else tells whoever ordered it."""

    job_id: UUID
    kind: str
    args: dict[str, Any]

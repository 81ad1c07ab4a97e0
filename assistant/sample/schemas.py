"""How the sample library stands."""

from dataclasses import dataclass
from uuid import UUID

from pydantic import BaseModel


class SampleStatus(BaseModel):
    """What there is of the sample.

    Attributes:
        loaded: whether its songs are in the catalogue.
        scored: how many of them were read by the model.
        listener: whether the sample listener can be explored.
        hidden: whether you do not want to see it.
        job_id: the job that scores its songs and invents the listener's history, while it runs.
    """

    loaded: bool
    songs: int
    scored: int
    listener: bool
    hidden: bool = False
    job_id: UUID | None = None


class SampleHidden(BaseModel):
    """Whether sample songs are hidden from you."""

    hidden: bool


@dataclass(frozen=True, slots=True)
class Removed:
    """What a removal took away."""

    songs: int
    listener: bool

"""What an analysis is asked for, and what it counts."""

from dataclasses import asdict, dataclass
from typing import Annotated, Any

from pydantic import BaseModel, Field

PLAYS_MAX = 200


class AnalyseIn(BaseModel):
    """How many of the last plays to analyse."""

    plays: Annotated[int, Field(ge=1, le=PLAYS_MAX)] = 50


@dataclass(frozen=True, slots=True)
class AnalysisCounts:
    """What an analysis came to, read from the database and so the same however often it ran.

    Attributes:
        plays: listens looked at.
        tracks: different songs among them.
        with_lyrics: songs with words.
        missing: songs whose words nobody has.
        instrumental: songs without words.
        left: songs nobody could be asked about yet.
        scored: songs whose mood is known.
        unknown: songs whose mood is not.
        lookup: how looking up went: "done", "not_allowed", or the code of what stopped it.
        spotify: the code of what kept recent plays from being read, if anything did.
    """

    plays: int
    tracks: int
    with_lyrics: int
    missing: int
    instrumental: int
    left: int
    scored: int
    unknown: int
    lookup: str
    spotify: str | None

    @property
    def result(self) -> dict[str, Any]:
        """The counts as a job's result."""
        return asdict(self)

    @property
    def message(self) -> str:
        """The counts in a sentence or two."""
        said = [f"{self.scored} of {self.tracks} songs have a mood."]
        if self.tracks == 0:
            said = ["There is nothing to analyse yet: no listens."]
        elif self.left and self.lookup == "not_allowed":
            said.append(f"{self.left} were not looked up: allow it under Connections.")
        elif self.left:
            said.append(
                f"The lyrics provider is down: {self.left} songs left. Start again to go on."
            )
        return " ".join(said)

"""What playlists look like, and what a provider says of one."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from pydantic import BaseModel

from assistant.catalogue.schemas import TrackView

Outcome = Literal["new", "changed", "unchanged", "not_yours", "ours"]


@dataclass(frozen=True, slots=True)
class Outside:
    """A playlist at a provider.

    Attributes:
        source: the provider, as listens name it.
        ref: its id there.
        total: how many songs and episodes it has, where that is said.
    """

    source: str
    ref: str
    name: str
    description: str = ""
    total: int | None = None


class PlaylistView(BaseModel):
    """A playlist in a list.

    Attributes:
        source: who it was brought in from; empty for one made here.
        state: how bringing it in went last: "new", "changed", "unchanged"; "not_yours": the
            provider does not show its songs; "ours": a queue that Attune put there.
        songs: how many of its songs are here.
        total: how many it has at the provider.
    """

    id: UUID
    name: str
    description: str
    source: str
    state: str
    songs: int
    total: int | None


class PlaylistSong(BaseModel):
    """A song at its place in a playlist, from 0."""

    position: int
    track: TrackView

"""What a library looks like: songs with moods, counts, and points of the map."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from analysis.affect import Mood
from analysis.fusion import Basis
from assistant.catalogue.schemas import TrackView
from assistant.library.rules import MoodFilter, Sort

OnAxis = Annotated[float, Field(ge=-1, le=1, allow_inf_nan=False)]


class Frame(BaseModel):
    """A part of the plane: songs inside it, borders included."""

    low_valence: OnAxis = -1.0
    high_valence: OnAxis = 1.0
    low_arousal: OnAxis = -1.0
    high_arousal: OnAxis = 1.0


class LibraryFilters(BaseModel):
    """Which songs are wanted, and in which order.

    Attributes:
        query: stands in title, artist, album or the words of the song.
        mood: songs of one quadrant, or those whose mood is unknown.
        frame: songs inside a part of the plane.
        favorites: only songs rated +1.
    """

    query: Annotated[str, Field(max_length=200)] = ""
    mood: MoodFilter | None = None
    frame: Frame | None = None
    favorites: bool = False
    sort: Sort = "title"
    descending: bool = False
    limit: Annotated[int, Field(ge=1, le=200)] = 50
    offset: Annotated[int, Field(ge=0, le=1_000_000_000)] = 0


class SongMood(BaseModel):
    """The mood of a song in a list; `quadrant` and numbers are null when it is unknown.

    Attributes:
        reason: why it is unknown: "waiting", "no_lyrics", or what the model said.
        corrected: whether it is the listener's own word.
        basis: what the prediction rests on: "lyrics", "tags" (a guess) or "both".
    """

    known: bool
    quadrant: Mood | None = None
    reason: str | None = None
    valence: float | None = None
    arousal: float | None = None
    happy: float | None = None
    sad: float | None = None
    angry: float | None = None
    relaxed: float | None = None
    confidence: float | None = None
    corrected: bool = False
    basis: Basis | None = None


class LibrarySong(BaseModel):
    """A song of the library."""

    track: TrackView
    mood: SongMood
    rating: int = 0
    added_at: datetime | None = None
    plays: int = 0


class LibrarySummary(BaseModel):
    """How many songs there are, by mood and by the reason why there is none.

    Attributes:
        waiting: songs whose words are not scored yet; part of `unknown` too.
    """

    total: int
    known: int
    waiting: int
    by_mood: dict[Mood, int]
    unknown: dict[str, int]


class MapPoint(BaseModel):
    """A song on the plane."""

    track_id: UUID
    title: str
    artist: str
    valence: float
    arousal: float
    quadrant: Mood
    corrected: bool


class RatingIn(BaseModel):
    """A rating: +1 favourite, 0 none, -1 not for me."""

    rating: Annotated[int, Field(ge=-1, le=1)]

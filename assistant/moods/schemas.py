"""What a mood entry is made of, and what comes back of it."""

from datetime import date, datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints, model_validator

from analysis.affect import Mood, Six

Coordinate = Annotated[float, Field(ge=-1, le=1, allow_inf_nan=False)]
Amount = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
TagName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
Tags = Annotated[list[TagName], Field(max_length=20)]
NOTE_MAX = 4000
Note = Annotated[str, Field(max_length=NOTE_MAX)]
Input = Literal["tap", "pad", "sliders", "vector"]
Group = Literal["day", "week", "month"]


class MoodIn(BaseModel):
    """A mood as somebody enters it: a point, or four amounts of any sum, never both.

    Attributes:
        id: made by the client, for a log that was offline; the same id again is the same entry.
        recorded_at: when it was felt; now when missing. Without a zone it is the listener's own.
    """

    id: UUID | None = None
    valence: Coordinate | None = None
    arousal: Coordinate | None = None
    happy: Amount | None = None
    sad: Amount | None = None
    angry: Amount | None = None
    relaxed: Amount | None = None
    words: Tags = []
    activities: Tags = []
    note: Note | None = None
    notes: Note | None = None
    recorded_at: datetime | None = None
    input: Input | None = None
    prompt: Literal["none", "before", "after"] = "none"
    queue_id: UUID | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        point = [self.valence, self.arousal]
        amounts = [self.happy, self.sad, self.angry, self.relaxed]
        has_point, has_amounts = any(_given(point)), any(_given(amounts))
        if has_point == has_amounts:
            raise ValueError("give either valence and arousal, or happy, sad, angry and relaxed")
        if has_point and not all(_given(point)):
            raise ValueError("give both valence and arousal")
        return self


class MoodChange(BaseModel):
    """What may be changed of an entry; what is left out stays."""

    valence: Coordinate | None = None
    arousal: Coordinate | None = None
    words: Tags | None = None
    activities: Tags | None = None
    note: Note | None = None
    recorded_at: datetime | None = None


class MoodView(BaseModel):
    """An entry as its listener sees it."""

    id: UUID
    valence: float
    arousal: float
    happy: float
    sad: float
    angry: float
    relaxed: float
    mood: Mood
    words: list[str]
    activities: list[str]
    note: str | None
    source: Literal["logged"] = "logged"
    recorded_at: datetime
    local_day: int
    local_hour: int
    utc_offset_min: int
    edited_at: datetime | None = None


class MoodSource(BaseModel):
    """One kind of evidence for the current mood, and how much of it counted."""

    kind: Literal["logged", "listening"]
    count: int
    share: float
    latest_at: datetime


class CurrentMood(BaseModel):
    """The mood now, how unsure that is (0 sure, 1 not known), and what it comes from."""

    valence: float
    arousal: float
    happy: float
    sad: float
    angry: float
    relaxed: float
    uncertainty: float
    sources: list[MoodSource]

    @property
    def six(self) -> Six:
        """The mood as a value."""
        return Six(self.valence, self.arousal, self.happy, self.sad, self.angry, self.relaxed)


class Bucket(BaseModel):
    """The entries of one day, week or month; `valence_low/high` is an 80% band of the mean."""

    starts: date
    count: int
    valence: float
    arousal: float
    valence_low: float
    valence_high: float
    mood: Mood


class Counted(BaseModel):
    """How often something was said."""

    name: str
    mood: Mood | None
    count: int


class HourCell(BaseModel):
    """Entries of one hour on one weekday (0 is Monday)."""

    weekday: int
    hour: int
    count: int
    valence: float
    arousal: float
    mood: Mood


class Statistics(BaseModel):
    """What the log says of a period; `shares` are of entries by quadrant."""

    from_day: date
    to_day: date
    group: Group
    count: int
    days: int
    valence: float | None
    arousal: float | None
    shares: dict[Mood, float]
    buckets: list[Bucket]
    words: list[Counted]
    activities: list[Counted]
    hours: list[HourCell]


class WordView(BaseModel):
    """A word that is offered for a mood, and where it lies."""

    key: str
    name: str
    valence: float
    arousal: float
    mood: Mood


class ActivityView(BaseModel):
    """Something that is offered as done meanwhile."""

    key: str
    name: str


class Vocabulary(BaseModel):
    """What is offered to say with a mood; words and activities of one's own are as good."""

    words: list[WordView]
    activities: list[ActivityView]


class CalendarDay(BaseModel):
    """The mean mood of one day."""

    day: date
    count: int
    valence: float
    arousal: float
    mood: Mood


def _given(values: list[float | None]) -> list[bool]:
    return [value is not None for value in values]

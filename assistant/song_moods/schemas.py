"""What is asked and said about the mood of songs."""

from dataclasses import dataclass, field
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints, model_validator

from analysis.affect import Mood, Six, from_valence_arousal
from assistant.catalogue.schemas import TrackView
from assistant.lyrics.schemas import PASTE_MAX_CHARS
from assistant.song_moods.rules import NAMED

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
OnAxis = Annotated[float, Field(ge=-1, le=1, allow_inf_nan=False)]
LyricsText = Annotated[str, Field(max_length=PASTE_MAX_CHARS)]


class ScoreIn(BaseModel):
    """Lyrics to be scored and not kept."""

    lyrics: LyricsText
    title: Annotated[str, Field(max_length=300)] | None = None
    artist: Annotated[str, Field(max_length=300)] | None = None
    lines: bool = True


class PasteIn(BaseModel):
    """A song given by hand: plain words or LRC."""

    title: Name
    artist: Name
    lyrics: LyricsText


class CorrectionIn(BaseModel):
    """What a song is "for me": one of the four moods by name, or a point of the plane."""

    mood: Mood | None = None
    valence: OnAxis | None = None
    arousal: OnAxis | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        point = (self.valence is not None, self.arousal is not None)
        if (self.mood is not None) == any(point) or point[0] != point[1]:
            raise ValueError("give either mood, or valence and arousal")
        return self

    @property
    def six(self) -> Six:
        """The mood as a value."""
        if self.mood is not None:
            return NAMED[self.mood]
        return from_valence_arousal(self.valence or 0.0, self.arousal or 0.0)


class MoodNumbers(BaseModel):
    """A mood in both forms; all null when it is unknown."""

    happy: float | None = None
    sad: float | None = None
    angry: float | None = None
    relaxed: float | None = None
    valence: float | None = None
    arousal: float | None = None

    @property
    def six(self) -> Six | None:
        """The mood as a value."""
        v, a, h, s = self.valence, self.arousal, self.happy, self.sad
        an, r = self.angry, self.relaxed
        if v is None or a is None or h is None or s is None or an is None or r is None:
            return None
        return Six(v, a, h, s, an, r)


class LineView(BaseModel):
    """One line's mood, and how strongly it speaks for the song's (0-1)."""

    text: str
    number: int
    happy: float
    sad: float
    angry: float
    relaxed: float
    valence: float
    arousal: float
    weight: float


class ScoreView(MoodNumbers):
    """What the model says of lyrics.

    Attributes:
        reason: why the mood is unknown: empty, instrumental, too_short, language_unknown.
        confidence: chance that the strongest of the four moods is the right one.
    """

    known: bool
    reason: str | None = None
    confidence: float | None = None
    language: str | None = None
    lines: list[LineView] = []


class SongMoodView(MoodNumbers):
    """A song's mood as one listener sees it.

    Attributes:
        known: whether there is a mood: the model's, or the listener's own word.
        reason: why not: what `ScoreView` names, "no_lyrics", or "waiting" (not scored yet).
        own: whether it was read from the listener's own text.
        corrected: whether it is the listener's own word against the model's.
    """

    track_id: UUID
    known: bool
    reason: str | None = None
    confidence: float | None = None
    language: str | None = None
    own: bool = False
    corrected: bool = False


class SongMoodDetail(SongMoodView):
    """A song's mood with its lines; `predicted` is the model's word where it was corrected."""

    predicted: MoodNumbers | None = None
    lines: list[LineView] = []


class PastedSong(BaseModel):
    """A song given by hand, and its mood; "waiting" when the model is not there yet."""

    track: TrackView
    mood: SongMoodDetail
    state: Literal["scored", "waiting"]


@dataclass
class ScoreCounts:
    """How the scoring of many songs went.

    Attributes:
        scored: songs read by the model now.
        copied: songs whose very text had been read before.
        unchanged: songs that had their score already.
        known: of all songs with a text, those with a mood.
        unknown: those without, by reason.
        no_text: songs without a text.
    """

    scored: int = 0
    copied: int = 0
    unchanged: int = 0
    known: int = 0
    no_text: int = 0
    unknown: dict[str, int] = field(default_factory=dict)

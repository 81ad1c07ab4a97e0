"""What is asked and said about the mood of songs."""

from dataclasses import dataclass, field
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints, model_validator

from analysis.affect import Mood, Six, from_valence_arousal
from analysis.fusion import Basis, Kind
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


class EvidenceView(BaseModel):
    """One part of what a mood rests on.

    Attributes:
        kind: the words, a genre or tag of the song, one of its artist's other songs, or the
            listener's own corrections.
        label: the tag as printed; empty for words and corrections.
        weight: how strongly it is pooled; the words weigh 1.
        share: how much of the result it made, 0 to 1; the shares sum to 1.
    """

    kind: Kind
    label: str
    weight: float
    share: float
    happy: float
    sad: float
    angry: float
    relaxed: float
    valence: float
    arousal: float


class SongMoodView(MoodNumbers):
    """A song's mood as one listener sees it.

    Attributes:
        known: whether there is a mood: the model's, that of tags, or the listener's own word.
        reason: why the words say none: what `ScoreView` names, "no_lyrics", or "waiting" (not
            scored yet). A song known by its tags alone has one too.
        basis: what the prediction rests on: "lyrics", "tags" (a guess) or "both"; null when
            nothing speaks for a mood.
        evidence: the parts it was made of, the words first, the listener's corrections last.
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
    basis: Basis | None = None
    evidence: list[EvidenceView] = []


class SongMoodDetail(SongMoodView):
    """A song's mood with its lines.

    Attributes:
        words: what its words alone say; null where they say nothing.
        predicted: what would count without the listener's own word, where it was corrected.
    """

    words: MoodNumbers | None = None
    predicted: MoodNumbers | None = None
    lines: list[LineView] = []


class ExplainIn(BaseModel):
    """Lyrics whose mood is to be explained; they are not kept."""

    lyrics: LyricsText


class MoodDifference(BaseModel):
    """What a mood loses when words are left out; the differences of the shares sum to 0."""

    happy: float
    sad: float
    angry: float
    relaxed: float
    valence: float
    arousal: float


class LineContributionView(BaseModel):
    """What one line gives to the mood of the words.

    Attributes:
        text: the line.
        numbers: every line of the text, counted from 0, that sings it.
        gives: the mood with it less the mood without it; null when too little is left for a mood.
        without: the mood without it; all null likewise.
    """

    text: str
    numbers: list[int]
    gives: MoodDifference | None
    without: MoodNumbers


class TurnView(MoodNumbers):
    """The few lines without which another mood is the strongest, and the mood without them.

    Attributes:
        lines: their places in the explanation's `lines`.
        mood: the mood that is the strongest then.
    """

    lines: list[int]
    mood: Mood


class ExplanationView(MoodNumbers):
    """Why words have their mood, by reading them again without each of their lines.

    Attributes:
        known: whether there is a mood to explain; it is that of the words alone.
        reason: why not: what `SongMoodView` names.
        mood: the strongest of the four moods.
        runner_up: the second of them.
        lead: share of the strongest less that of the second.
        lines: the different lines that were left out one by one, in the order of the text.
        untried: how many more different lines a long text has; those weigh least.
        turn: what would change the mood; null when leaving out up to five lines does not.
        arousal_error: standard error of the arousal: how far other such lines would move it.
        energy_unsaid: whether the words say nothing about energy: the arousal is within twice
            its standard error of 0.
    """

    known: bool
    reason: str | None = None
    mood: Mood | None = None
    runner_up: Mood | None = None
    lead: float | None = None
    lines: list[LineContributionView] = []
    untried: int = 0
    turn: TurnView | None = None
    arousal_error: float | None = None
    energy_unsaid: bool | None = None


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

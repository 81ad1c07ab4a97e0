"""How mood and listening go together, as the Stats page and the API show it."""

from datetime import date
from typing import Literal

from pydantic import BaseModel

from analysis.affect import Mood

Axis = Literal["valence", "arousal"]


class HeardWhen(BaseModel):
    """What was heard near entries of one mood.

    Attributes:
        mood: how the listener felt.
        entries: how many entries of that mood the period has.
        heard: plays of songs of known mood within two hours of one; each counts once.
        unknown: such plays of songs whose mood is not known; they are in no share.
        shares: of `heard`, by the songs' mood; null below five.
        missing: plays still needed before shares are shown.
        sentence: the same in words.
    """

    mood: Mood
    entries: int
    heard: int
    unknown: int
    shares: dict[Mood, float] | None
    missing: int
    sentence: str


class Correlation(BaseModel):
    """How the daily means of what was felt and of what was heard move together.

    Attributes:
        axis: valence or arousal, of both.
        lag: in days: -1 is the music of the day before, 1 that of the day after.
        days: pairs of days that have both.
        r: Pearson's correlation; null when there are too few days or no variation.
        low: lower end of its 90% interval.
        high: upper end of its 90% interval.
        missing: days still needed.
        sentence: the same in words.
    """

    axis: Axis
    lag: int
    days: int
    r: float | None
    low: float | None
    high: float | None
    missing: int
    sentence: str


class ListeningInsight(BaseModel):
    """Mood against listening in a period; `note` says what the numbers cannot say."""

    from_day: date
    to_day: date
    entries: int
    heard: int
    unknown: int
    by_mood: list[HeardWhen]
    correlations: list[Correlation]
    note: str

"""What the sample listener says: one to four mood entries a day, after what was heard."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random

from analysis.affect import quadrant
from assistant.moods.vocabulary import nearest_words
from assistant.sample.notes import NOTES
from assistant.sample.playing import SamplePlay
from assistant.sample.rhythm import Point, Rhythm

RECENTLY = timedelta(hours=3)
MUSIC_SHARE = 0.22  # of the way from the day's feeling to the mood of what was just heard


@dataclass(frozen=True, slots=True)
class SampleEntry:
    """How the sample listener said they felt.

    Attributes:
        recorded_at: local time, aware.
        valence: in [-1, 1], two decimals.
        arousal: in [-1, 1], two decimals.
        words: keys of `assistant.moods.vocabulary.WORDS`, up to three.
        activities: keys of `assistant.moods.vocabulary.ACTIVITIES`, up to two.
        input: how it was entered, "pad" or "sliders".
    """

    recorded_at: datetime
    valence: float
    arousal: float
    words: tuple[str, ...]
    activities: tuple[str, ...]
    note: str | None
    input: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A time of day at which an entry is likely, and what is done then.

    Attributes:
        chance: of an entry, 0 to 1.
        activities: what may be going on; repeated names are likelier.
    """

    at: time
    spread_min: int
    chance: float
    activities: tuple[str, ...]


WORKDAY = (
    Moment(time(8, 25), 20, 0.6, ("commuting", "commuting", "walk")),
    Moment(time(12, 45), 40, 0.45, ("work", "work", "study", "friends")),
    Moment(time(18, 50), 30, 0.75, ("cooking", "sport", "walk", "chores", "commuting")),
    Moment(time(22, 15), 35, 0.6, ("reading", "rest", "rest", "friends", "study")),
)
WEEKEND = (
    Moment(time(10, 50), 45, 0.55, ("rest", "reading", "chores", "walk")),
    Moment(time(15, 30), 60, 0.5, ("walk", "sport", "friends", "chores", "study")),
    Moment(time(19, 15), 40, 0.6, ("cooking", "cooking", "friends")),
    Moment(time(22, 40), 40, 0.6, ("friends", "rest", "reading")),
)
EFFECT: dict[str, tuple[float, float]] = {
    "work": (-0.1, 0.08),
    "study": (-0.04, 0.02),
    "commuting": (-0.12, 0.04),
    "walk": (0.12, -0.08),
    "sport": (0.12, 0.22),
    "cooking": (0.08, 0.0),
    "chores": (-0.07, 0.05),
    "reading": (0.06, -0.18),
    "friends": (0.2, 0.14),
    "rest": (0.02, -0.22),
}


class Diarist:
    """Writes entries; the same random source and plays give the same entries.

    Args:
        random: source of every choice.
        mood_of: predicted mood by song key.
    """

    def __init__(self, random: Random, mood_of: Mapping[str, Point]) -> None:
        self._random = random
        self._mood_of = mood_of

    def day(
        self, number: int, midnight: datetime, rhythm: Rhythm, plays: Sequence[SamplePlay]
    ) -> list[SampleEntry]:
        """The entries of one local day, in order; `plays` are that day's."""
        moments = WEEKEND if midnight.weekday() >= 5 else WORKDAY
        chosen = [m for m in moments if self._random.random() < m.chance]
        return [
            self._entry(number, midnight, moment, rhythm, plays)
            for moment in chosen or [moments[2]]
        ]

    def _entry(
        self,
        number: int,
        midnight: datetime,
        moment: Moment,
        rhythm: Rhythm,
        plays: Sequence[SamplePlay],
    ) -> SampleEntry:
        at = midnight.replace(hour=moment.at.hour, minute=moment.at.minute)
        at += timedelta(
            minutes=self._random.randint(-moment.spread_min, moment.spread_min),
            seconds=self._random.randint(0, 59),
        )
        activities = self._activities(moment)
        feeling = self._feeling(rhythm.at(number, at), activities, self._heard(at, plays))
        return SampleEntry(
            recorded_at=at,
            valence=round(feeling.valence, 2),
            arousal=round(feeling.arousal, 2),
            words=self._words(feeling),
            activities=activities,
            note=self._note(feeling),
            input="sliders" if self._random.random() < 0.15 else "pad",
        )

    def _feeling(self, base: Point, activities: tuple[str, ...], heard: Point | None) -> Point:
        feeling = base if heard is None else base.towards(heard, MUSIC_SHARE)
        for activity in activities:
            feeling = feeling.shifted(*EFFECT[activity])
        return feeling.shifted(self._random.gauss(0, 0.13), self._random.gauss(0, 0.13))

    def _heard(self, at: datetime, plays: Sequence[SamplePlay]) -> Point | None:
        """Mean predicted mood of what was heard in the last hours; None when nothing was."""
        moods = [
            self._mood_of[play.song_key]
            for play in plays
            if at - RECENTLY <= play.started_at <= at
            and not play.skipped
            and play.song_key in self._mood_of
        ]
        if not moods:
            return None
        return Point(
            sum(mood.valence for mood in moods) / len(moods),
            sum(mood.arousal for mood in moods) / len(moods),
        )

    def _activities(self, moment: Moment) -> tuple[str, ...]:
        if self._random.random() < 0.15:
            return ()
        first = self._random.choice(moment.activities)
        if self._random.random() < 0.8:
            return (first,)
        second = self._random.choice(moment.activities)
        return (first,) if second == first else (first, second)

    def _words(self, feeling: Point) -> tuple[str, ...]:
        near = [word.key for word in nearest_words(feeling.valence, feeling.arousal, 5)]
        count = self._random.choice((0, 1, 1, 2, 2, 3))
        return tuple(sorted(self._random.sample(near, k=count), key=near.index))

    def _note(self, feeling: Point) -> str | None:
        if self._random.random() >= 0.14:
            return None
        return self._random.choice(NOTES[quadrant(feeling.valence, feeling.arousal)])

"""The words and activities offered for a mood, with where each word lies on the plane.

The words are the ones people use of themselves, ten to a quadrant, placed by us after the usual
circumplex orderings: a word says where it points, not how strongly somebody feels it. `name` is
the English word kept with a tag; the dashboard's own words live in the interface.
"""

from dataclasses import dataclass
from math import hypot

from analysis.affect import Mood, quadrant


@dataclass(frozen=True, slots=True)
class MoodWord:
    """A word for a feeling.

    Attributes:
        key: stable name in the database and the API.
        valence: unpleasant to pleasant, in [-1, 1].
        arousal: low to high energy, in [-1, 1].
    """

    key: str
    name: str
    valence: float
    arousal: float

    @property
    def mood(self) -> Mood:
        """The quadrant the word belongs to."""
        return quadrant(self.valence, self.arousal)


@dataclass(frozen=True, slots=True)
class Activity:
    """Something a listener does while feeling."""

    key: str
    name: str


def _word(name: str, valence: float, arousal: float) -> MoodWord:
    return MoodWord(name.replace(" ", "_"), name, valence, arousal)


WORDS: tuple[MoodWord, ...] = (
    _word("hopeful", 0.45, 0.15),
    _word("amused", 0.5, 0.3),
    _word("bright", 0.6, 0.25),
    _word("proud", 0.6, 0.4),
    _word("playful", 0.55, 0.5),
    _word("cheerful", 0.75, 0.4),
    _word("inspired", 0.5, 0.6),
    _word("energetic", 0.4, 0.75),
    _word("delighted", 0.85, 0.55),
    _word("excited", 0.65, 0.8),
    _word("grateful", 0.7, -0.1),
    _word("tender", 0.45, -0.2),
    _word("content", 0.65, -0.3),
    _word("at ease", 0.5, -0.35),
    _word("unhurried", 0.3, -0.4),
    _word("cosy", 0.6, -0.5),
    _word("rested", 0.4, -0.5),
    _word("calm", 0.45, -0.6),
    _word("dreamy", 0.25, -0.65),
    _word("peaceful", 0.6, -0.7),
    _word("disappointed", -0.5, -0.1),
    _word("hurt", -0.7, -0.1),
    _word("homesick", -0.35, -0.2),
    _word("lonely", -0.6, -0.35),
    _word("down", -0.5, -0.4),
    _word("bored", -0.2, -0.45),
    _word("flat", -0.35, -0.55),
    _word("heavy", -0.65, -0.6),
    _word("tired", -0.2, -0.75),
    _word("numb", -0.45, -0.75),
    _word("restless", -0.15, 0.35),
    _word("edgy", -0.3, 0.5),
    _word("annoyed", -0.4, 0.35),
    _word("worried", -0.45, 0.2),
    _word("tense", -0.4, 0.6),
    _word("resentful", -0.65, 0.25),
    _word("frustrated", -0.6, 0.5),
    _word("overwhelmed", -0.5, 0.7),
    _word("stressed", -0.55, 0.8),
    _word("furious", -0.85, 0.85),
)

ACTIVITIES: tuple[Activity, ...] = (
    Activity("work", "work"),
    Activity("study", "study"),
    Activity("commuting", "commuting"),
    Activity("walk", "a walk"),
    Activity("sport", "sport"),
    Activity("cooking", "cooking"),
    Activity("chores", "chores"),
    Activity("reading", "reading"),
    Activity("friends", "friends"),
    Activity("rest", "rest"),
)


def words_of(mood: Mood) -> tuple[MoodWord, ...]:
    """The words of one quadrant, in the order they are offered."""
    return tuple(word for word in WORDS if word.mood == mood)


def nearest_words(valence: float, arousal: float, count: int) -> tuple[MoodWord, ...]:
    """The words that lie closest to a point, closest first.

    Args:
        valence: of the point, in [-1, 1].
        arousal: of the point, in [-1, 1].
        count: how many words; all of them when there are fewer.
    """
    by_distance = sorted(
        WORDS, key=lambda word: hypot(word.valence - valence, word.arousal - arousal)
    )
    return tuple(by_distance[:count])

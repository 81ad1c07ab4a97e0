"""The score of a song: a sum of named parts, each in the open; pure.

    score = mood_fit + corrections + lyric_taste + liked + rested + popular
            (+ variety when a list is made)

Each part is a weight times a number from 0 to 1 (variety takes away instead), so that the largest
possible score without variety is 1. `corrections` is what the listener's own corrections change
about the fit of a song that they did not correct: above or below 0, and left out where it is 0.
"""

import math
from dataclasses import dataclass
from datetime import datetime

from analysis.affect import Six

WEIGHTS: dict[str, float] = {
    "mood_fit": 0.62,
    "lyric_taste": 0.14,
    "liked": 0.10,
    "rested": 0.10,
    "popular": 0.04,
}
VARIETY = 0.12
MOOD_WIDTH = 0.5
REST_DAYS = 14.0


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a candidate.

    Attributes:
        distance: from the target in the valence-arousal plane, 0 to 2.83.
        unmoved: the same without the listener's personal shift; None when there is none.
        taste: cosine of its words to what the listener likes, -1 to 1; None without a taste.
        rating: -1, 0 or +1.
        last_heard: when it was last heard, None for never.
        popularity: 0 to 1.
    """

    distance: float
    unmoved: float | None = None
    taste: float | None = None
    rating: int = 0
    last_heard: datetime | None = None
    popularity: float = 0.0


def distance(a: Six, b: Six) -> float:
    """Euclidean distance of two moods in the valence-arousal plane."""
    return math.hypot(a.valence - b.valence, a.arousal - b.arousal)


def mood_fit(distance_: float) -> float:
    """1 at the target, falling as a Gaussian of width `MOOD_WIDTH`."""
    return math.exp(-(distance_**2) / (2 * MOOD_WIDTH**2))


def rested(last_heard: datetime | None, now: datetime) -> float:
    """0 just heard, 1 - 1/e after `REST_DAYS`, 1 never heard."""
    if last_heard is None:
        return 1.0
    days = max(0.0, (now - last_heard).total_seconds() / 86_400)
    return 1 - math.exp(-days / REST_DAYS)


def contributions(facts: Facts, now: datetime) -> dict[str, float]:
    """The parts of a song's score by name, in a fixed order."""
    weight, fit = WEIGHTS["mood_fit"], mood_fit(facts.distance)
    plain = fit if facts.unmoved is None else mood_fit(facts.unmoved)
    moved = {"corrections": weight * (fit - plain)} if fit != plain else {}
    return {
        "mood_fit": weight * plain,
        **moved,
        "lyric_taste": WEIGHTS["lyric_taste"] * max(0.0, facts.taste or 0.0),
        "liked": WEIGHTS["liked"] * max(0, facts.rating),
        "rested": WEIGHTS["rested"] * rested(facts.last_heard, now),
        "popular": WEIGHTS["popular"] * facts.popularity,
    }

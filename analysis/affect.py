"""The one conversion between valence-arousal and the four moods.

The four moods are the quadrants of Russell's circumplex. A point (v, a) gives each quadrant the
product of its two half-axes, so the shares sum to one and the way back is exact:

    happy = (1+v)(1+a)/4    angry   = (1-v)(1+a)/4
    sad   = (1-v)(1-a)/4    relaxed = (1+v)(1-a)/4
    v = happy + relaxed - sad - angry      a = happy + angry - sad - relaxed
"""

import math
from dataclasses import dataclass
from typing import Literal, get_args

Mood = Literal["happy", "sad", "angry", "relaxed"]
MOODS: tuple[Mood, ...] = get_args(Mood)


class AffectError(ValueError):
    """A mood was given that is no point of the plane."""


@dataclass(frozen=True, slots=True)
class Six:
    """One mood in both forms: valence and arousal in [-1, 1], four shares that sum to one."""

    valence: float
    arousal: float
    happy: float
    sad: float
    angry: float
    relaxed: float

    @property
    def shares(self) -> dict[Mood, float]:
        """The mood vector by name."""
        return {
            "happy": self.happy,
            "sad": self.sad,
            "angry": self.angry,
            "relaxed": self.relaxed,
        }


def from_valence_arousal(valence: float, arousal: float) -> Six:
    """Derive the mood vector of a point.

    Args:
        valence: unpleasant to pleasant, in [-1, 1].
        arousal: low to high energy, in [-1, 1].

    Raises:
        AffectError: a coordinate is not a finite number in [-1, 1].
    """
    for name, value in (("valence", valence), ("arousal", arousal)):
        if not math.isfinite(value) or not -1 <= value <= 1:
            raise AffectError(f"{name} must be a number from -1 to 1")
    return Six(
        valence=valence,
        arousal=arousal,
        happy=(1 + valence) * (1 + arousal) / 4,
        sad=(1 - valence) * (1 - arousal) / 4,
        angry=(1 - valence) * (1 + arousal) / 4,
        relaxed=(1 + valence) * (1 - arousal) / 4,
    )


def from_shares(happy: float, sad: float, angry: float, relaxed: float) -> Six:
    """Scale four amounts to a mood vector and derive its valence and arousal.

    Args:
        happy: share of high energy and pleasant, 0 or more (any sum).
        sad: share of low energy and unpleasant.
        angry: share of high energy and unpleasant.
        relaxed: share of low energy and pleasant.

    Raises:
        AffectError: an amount is negative or not finite, or all are zero.
    """
    amounts = (happy, sad, angry, relaxed)
    if not all(math.isfinite(x) and x >= 0 for x in amounts):
        raise AffectError("happy, sad, angry and relaxed must be numbers of 0 or more")
    largest = max(amounts)
    if largest == 0:
        raise AffectError("at least one of happy, sad, angry and relaxed must be above 0")
    scaled = [x / largest for x in amounts]  # first by the largest: a sum of 1e308s overflows
    total = sum(scaled)
    h, s, an, r = (x / total for x in scaled)
    return Six(
        valence=_clip(h + r - s - an),
        arousal=_clip(h + an - s - r),
        happy=h,
        sad=s,
        angry=an,
        relaxed=r,
    )


def quadrant(valence: float, arousal: float) -> Mood:
    """Name the quadrant a point lies in; the axes belong to the pleasant and the energetic side."""
    if valence < 0:
        return "angry" if arousal >= 0 else "sad"
    return "happy" if arousal >= 0 else "relaxed"


def _clip(x: float) -> float:
    return max(-1.0, min(1.0, x))

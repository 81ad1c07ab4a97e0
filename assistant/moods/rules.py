"""How a current mood follows from what was said and heard; pure."""

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from analysis.affect import Mood, Six, from_valence_arousal, quadrant

HALF_LIFE = timedelta(hours=3)
WINDOW = timedelta(hours=24)
LISTENING_WEIGHT = 0.3
FUTURE_SLACK = timedelta(minutes=5)
STALEST = 0.02
OVERRULED = 0.25
"""What is left of an entry's weight for every one that was said after it."""
EVEN_WITHIN = 0.12
"""A mood nearer to both axes than this has no side worth naming."""


def is_even(valence: float, arousal: float) -> bool:
    """Whether a mood is too near the middle to be named after a quadrant."""
    return max(abs(valence), abs(arousal)) < EVEN_WITHIN


def named(valence: float, arousal: float) -> Mood | Literal["even"]:
    """What a mood somebody felt is called; shares and ranking go by the quadrant alone."""
    return "even" if is_even(valence, arousal) else quadrant(valence, arousal)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that speaks for a mood; `trust` is 1 for what was said, below 1 for the rest."""

    at: datetime
    six: Six
    trust: float

    @property
    def is_said(self) -> bool:
        """Whether the listener said it."""
        return self.trust == 1.0


def weight(evidence: Evidence, now: datetime) -> float:
    """How much it counts now: its trust, halved every `HALF_LIFE`; 0 beyond `WINDOW`."""
    age = max(timedelta(), now - evidence.at)
    if age > WINDOW:
        return 0.0
    return float(evidence.trust * 0.5 ** (age / HALF_LIFE))


def weights(evidence: Sequence[Evidence], now: datetime) -> list[float]:
    """How much each counts beside the others: an entry is quartered by every later one.

    So the newest entry has three quarters of all that was said, however quickly they followed.
    """
    said = sorted(e.at for e in evidence if e.is_said)
    later = [len(said) - bisect_right(said, e.at) if e.is_said else 0 for e in evidence]
    return [weight(e, now) * OVERRULED**n for e, n in zip(evidence, later, strict=True)]


def combine(evidence: Sequence[Evidence], now: datetime) -> tuple[Six, float] | None:
    """The weighted mean of all evidence and how unsure it is.

    uncertainty = exp(-W) + (1 - exp(-W)) * min(1, s), where W is the sum of what each counts by
    its age alone (little or old evidence leaves much open) and s the standard deviation of the
    points, weighted as the mean is (evidence that disagrees leaves much open too).

    Returns:
        (mood, uncertainty in [0, 1]), or None when nothing is recent enough.
    """
    amount = sum(weight(e, now) for e in evidence)
    if amount < STALEST:
        return None
    pairs = list(zip(evidence, weights(evidence, now), strict=True))
    total = sum(w for _, w in pairs)
    v = sum(w * e.six.valence for e, w in pairs) / total
    a = sum(w * e.six.arousal for e, w in pairs) / total
    spread = (
        sum(w * ((e.six.valence - v) ** 2 + (e.six.arousal - a) ** 2) for e, w in pairs) / total
    )
    little = math.exp(-amount)
    unsure = little + (1 - little) * min(1.0, math.sqrt(spread))
    return from_valence_arousal(max(-1, min(1, v)), max(-1, min(1, a))), min(1.0, unsure)

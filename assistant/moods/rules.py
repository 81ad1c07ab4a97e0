"""How a current mood follows from what was said and heard; pure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from analysis.affect import Six, from_valence_arousal

HALF_LIFE = timedelta(hours=3)
WINDOW = timedelta(hours=24)
LISTENING_WEIGHT = 0.3
FUTURE_SLACK = timedelta(minutes=5)
STALEST = 0.02


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that speaks for a mood; `trust` is 1 for what was said."""

    at: datetime
    six: Six
    trust: float


def weight(evidence: Evidence, now: datetime) -> float:
    """How much it counts now: its trust, halved every `HALF_LIFE`; 0 beyond `WINDOW`."""
    age = max(timedelta(), now - evidence.at)
    if age > WINDOW:
        return 0.0
    return float(evidence.trust * 0.5 ** (age / HALF_LIFE))


def combine(evidence: Sequence[Evidence], now: datetime) -> tuple[Six, float] | None:
    """The weighted mean of all evidence and how unsure it is.

    uncertainty = exp(-W) + (1 - exp(-W)) * min(1, s), where W is the sum of the weights (little
    or old evidence leaves much open) and s the weighted standard deviation of the points (evidence
    that disagrees does too).

    Returns:
        (mood, uncertainty in [0, 1]), or None when nothing is recent enough.
    """
    weights = [weight(e, now) for e in evidence]
    total = sum(weights)
    if total < STALEST:
        return None
    pairs = list(zip(evidence, weights, strict=True))
    v = sum(w * e.six.valence for e, w in pairs) / total
    a = sum(w * e.six.arousal for e, w in pairs) / total
    spread = (
        sum(w * ((e.six.valence - v) ** 2 + (e.six.arousal - a) ** 2) for e, w in pairs) / total
    )
    little = math.exp(-total)
    unsure = little + (1 - little) * min(1.0, math.sqrt(spread))
    return from_valence_arousal(max(-1, min(1, v)), max(-1, min(1, a))), min(1.0, unsure)

"""From scored candidates to a list: diverse, no artist too often; pure.

Greedy maximal marginal relevance (Carbonell and Goldstein, 1998): each next song is the one whose
score, less what it repeats of the songs chosen before it, is highest. What is taken off is part
of the score as "variety", so that the parts still sum to it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from analysis.affect import Six
from assistant.recommendations.scoring import VARIETY

ARTIST_CAP = 2
CAP_SPAN = 10
"""No artist more than `ARTIST_CAP` times among any `CAP_SPAN` songs in a row."""


@dataclass(slots=True)
class Scored:
    """A candidate with its parts."""

    track_id: UUID
    owner_key: str
    artist_ids: tuple[UUID, ...]
    six: Six
    distance: float
    parts: dict[str, float]
    vector: NDArray[np.float32] | None = field(default=None, repr=False)

    @property
    def score(self) -> float:
        """The sum of the parts."""
        return sum(self.parts.values())


def choose(candidates: Sequence[Scored], limit: int) -> list[Scored]:
    """Pick and order songs.

    Args:
        candidates: any order; vectors of unit length where there are words.
        limit: how many at most; fewer when the artist cap leaves no more.
    """
    left = sorted(candidates, key=lambda c: (-c.score, c.track_id.bytes))
    repeats = np.zeros(len(left))
    alive = np.ones(len(left), bool)
    scores = np.array([c.score for c in left])
    matrix = _matrix(left)
    chosen: list[Scored] = []
    while len(chosen) < limit:
        recent = Counter(a for c in chosen[-(CAP_SPAN - 1) :] for a in c.artist_ids)
        full = {artist for artist, n in recent.items() if n >= ARTIST_CAP}
        allowed = alive & np.array([not full.intersection(c.artist_ids) for c in left], bool)
        if not allowed.any():
            break
        value = np.where(allowed, scores - VARIETY * repeats, -np.inf)
        best = int(np.argmax(value))
        pick = left[best]
        if repeats[best] > 0:
            pick.parts["variety"] = -VARIETY * float(repeats[best])
        chosen.append(pick)
        alive[best] = False
        if matrix is not None:
            repeats = np.maximum(repeats, np.clip(matrix @ matrix[best], 0, 1))
    return chosen


def _matrix(songs: Sequence[Scored]) -> NDArray[np.float32] | None:
    dims = next((s.vector.shape[0] for s in songs if s.vector is not None), None)
    if dims is None:
        return None
    blank = np.zeros(dims, np.float32)
    return np.stack([blank if s.vector is None else s.vector for s in songs])

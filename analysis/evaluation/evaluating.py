"""Measuring any scorer on labelled lyrics, beside the baselines."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from analysis.affect import MOODS, Mood
from analysis.evaluation import baselines
from analysis.evaluation.figures import Measured, Predicted, Truth, measure
from analysis.evaluation.metrics import Numbers
from analysis.scorers.base import LyricsScorer
from analysis.types import SongScore

MODEL, WORDS, ZERO_SHOT, MAJORITY = "model", "word counts, own labels", "zero-shot", "majority"
"""Methods by name: the scorer; words under a model cross-validated on the very file; sentences
that say a mood; always the most frequent mood."""
_BATCH = 256


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All figures of one set.

    Attributes:
        name: of the scorer.
        stamp: that its moods carry.
        labels: the moods that occur in the set.
        methods: figures by method, the scorer's first; a baseline that the set is too small for,
            or the scorer gives no embeddings for, is left out.
    """

    name: str
    stamp: str
    labels: tuple[Mood, ...]
    methods: dict[str, Measured]

    def as_json(self) -> dict[str, Any]:
        """Return everything as JSON values."""
        return {
            "model": {"name": self.name, "mood_stamp": self.stamp},
            "labels": list(self.labels),
            "methods": {name: found.as_json() for name, found in self.methods.items()},
        }


@dataclass(frozen=True, slots=True)
class Scored:
    """What a scorer says of n texts, and their embeddings."""

    predicted: Predicted
    embeddings: list[Numbers | None]


def evaluate(
    scorer: LyricsScorer,
    texts: Sequence[str],
    truth: Truth,
    progress: Callable[[int], None] = lambda _done: None,
) -> Evaluation:
    """Measure a scorer and the baselines on labelled lyrics.

    Args:
        scorer: any scorer.
        texts: n lyrics, at least one.
        truth: their labels.
        progress: told how many texts have been scored so far.

    Raises:
        ModelError: the scorer's weights are missing or not the right ones.
    """
    scored = score_all(scorer, texts, progress)
    methods = {
        MODEL: scored.predicted,
        WORDS: baselines.word_counts(texts, truth),
        ZERO_SHOT: baselines.zero_shot(scorer, scored.embeddings),
    }
    found = {name: measure(truth, given) for name, given in methods.items() if given is not None}
    if (usual := baselines.majority(truth)) is not None:
        found[MAJORITY] = usual
    return Evaluation(scorer.name, scorer.mood_stamp, truth.labels, found)


def score_all(
    scorer: LyricsScorer,
    texts: Sequence[str],
    progress: Callable[[int], None] = lambda _done: None,
) -> Scored:
    """Score texts and keep what measuring needs of each."""
    scores: list[SongScore] = []
    for start in range(0, len(texts), _BATCH):
        scores += scorer.score(texts[start : start + _BATCH], lines=False)
        progress(len(scores))
    sixes = [score.six for score in scores]
    known = np.array([six is not None for six in sixes])
    shares = np.array([[six.shares[m] for m in MOODS] if six else [0.25] * 4 for six in sixes])
    valence = np.array([six.valence if six else 0.0 for six in sixes])
    arousal = np.array([six.arousal if six else 0.0 for six in sixes])
    return Scored(Predicted(known, shares, valence, arousal), [s.embedding for s in scores])

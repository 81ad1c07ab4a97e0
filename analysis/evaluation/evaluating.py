"""Measuring any scorer on labelled lyrics, beside the baselines."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from analysis.affect import MOODS, Mood
from analysis.evaluation import baselines
from analysis.evaluation.figures import Measured, Predicted, Truth, measure
from analysis.evaluation.metrics import Flags, Indices, Numbers
from analysis.scorers.base import LyricsScorer, SentenceReader
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
        sentences: how many texts had their valence and arousal read as those of sentences.
    """

    name: str
    stamp: str
    labels: tuple[Mood, ...]
    methods: dict[str, Measured]
    sentences: int = 0

    def as_json(self) -> dict[str, Any]:
        """Return everything as JSON values."""
        return {
            "model": {"name": self.name, "mood_stamp": self.stamp},
            "labels": list(self.labels),
            "sentences": self.sentences,
            "methods": {name: found.as_json() for name, found in self.methods.items()},
        }


@dataclass(frozen=True, slots=True)
class Scored:
    """What a scorer says of n texts, which of them are too short for a song, their embeddings."""

    predicted: Predicted
    short: Flags
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
    rows = sentences_among(scorer, scored.short, truth)
    methods = {
        MODEL: _with_sentences(scorer, texts, rows, scored.predicted),
        WORDS: baselines.word_counts(texts, truth),
        ZERO_SHOT: baselines.zero_shot(scorer, scored.embeddings),
    }
    found = {name: measure(truth, given) for name, given in methods.items() if given is not None}
    if (usual := baselines.majority(truth)) is not None:
        found[MAJORITY] = usual
    return Evaluation(scorer.name, scorer.mood_stamp, truth.labels, found, len(rows))


def sentences_among(scorer: LyricsScorer, short: Flags, truth: Truth) -> Indices:
    """Choose the texts whose valence and arousal are to be those of sentences.

    Those that are too short for a song; and where they are the most, all texts: the two scales
    differ, so that in one file they would mainly measure which text was read how.

    Args:
        scorer: any scorer; few can read sentences.
        short: (n,) texts too short for a song.
        truth: what is said of the texts.

    Returns:
        Their numbers; none where nothing is said of valence and arousal.
    """
    if not isinstance(scorer, SentenceReader) or np.isnan([truth.valence, truth.arousal]).all():
        return np.empty(0, dtype=np.int64)
    return np.arange(len(short)) if short.mean() > 0.5 else np.flatnonzero(short)


def _with_sentences(
    scorer: LyricsScorer, texts: Sequence[str], rows: Indices, predicted: Predicted
) -> Predicted:
    if not len(rows) or not isinstance(scorer, SentenceReader):
        return predicted
    plane = np.array([predicted.valence, predicted.arousal], dtype=float)
    plane[:, rows] = scorer.sentences([texts[row] for row in rows]).T
    return replace(predicted, valence=plane[0], arousal=plane[1])


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
    short = np.array([score.reason == "too_short" for score in scores])
    return Scored(Predicted(known, shares, valence, arousal), short, [s.embedding for s in scores])

"""Scorers by name: every way to turn lyrics into moods stands behind one interface."""

from analysis.choice import EMBEDDED, ModelChoice
from analysis.scorers.base import LyricsScorer
from analysis.scorers.embedded import EmbeddedScorer
from analysis.scorers.huggingface import HuggingFaceScorer


def make_scorer(choice: ModelChoice, threads: int | None) -> LyricsScorer:
    """Return the scorer of a choice, its weights not loaded yet.

    Raises:
        ModelError: the model is not here or cannot tell moods; says what to do.
    """
    if choice.embedded:
        return EmbeddedScorer(threads=threads, device=choice.device)
    return HuggingFaceScorer(choice, threads=threads)


__all__ = ["EMBEDDED", "EmbeddedScorer", "HuggingFaceScorer", "LyricsScorer", "make_scorer"]

"""Scorers by name: every way to turn lyrics into moods stands behind one interface."""

from analysis.errors import ModelMissing
from analysis.scorers.base import LyricsScorer
from analysis.scorers.embedded import EmbeddedScorer

EMBEDDED = "embedded"


def make_scorer(model: str | None, threads: int | None) -> LyricsScorer:
    """Return the scorer of a name, its weights not loaded yet.

    Raises:
        ModelMissing: there is no scorer of that name.
    """
    if model in (None, "", EMBEDDED):
        return EmbeddedScorer(threads=threads)
    raise ModelMissing(f"no scorer is called {model!r}; the one there is: {EMBEDDED}")


__all__ = ["EMBEDDED", "EmbeddedScorer", "LyricsScorer", "make_scorer"]

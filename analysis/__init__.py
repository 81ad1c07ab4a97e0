"""Lyrics to mood and embeddings; knows no product and no database.

Importing this costs nothing; `load_scorer` and the scorer's `load` bring in what they need.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.choice import ModelChoice
from analysis.stamps import stamps

if TYPE_CHECKING:
    from analysis.scorers.base import LyricsScorer

__all__ = ["ModelChoice", "load_scorer", "stamps"]


def load_scorer(choice: ModelChoice | None = None, threads: int | None = None) -> LyricsScorer:
    """Return a scorer whose weights are not loaded yet.

    Args:
        choice: which model and how it is to run; None for the embedded one.
        threads: processor threads it may use; None for torch's own choice.

    Raises:
        ModelError: the model is not here or cannot tell moods; says what to do.
    """
    from analysis.scorers import make_scorer  # brings numpy

    return make_scorer(choice or ModelChoice(), threads)

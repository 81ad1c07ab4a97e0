"""A scorer for tests: four words decide the mood, so that a test can write what it means."""

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np

from analysis.affect import MOODS, from_shares
from analysis.scorers.base import LyricsScorer
from analysis.types import LineScore, SongScore

DIMS = 384


class FakeScorer(LyricsScorer):
    """Counts the words happy, sad, angry and relaxed; fewer than five words are too short."""

    name = "fake"
    mood_stamp = "mood:fake:1"
    embedding_stamp = "embedding:fake:1"
    dims = DIMS
    parts: dict[str, Any] = {}  # noqa: RUF012 - read only

    def load(self) -> None:
        """Nothing to load."""

    def score(self, texts: Sequence[str], *, lines: bool = True) -> list[SongScore]:
        """See `analysis.scorers.LyricsScorer.score`."""
        return [self._one(text, lines=lines) for text in texts]

    def _one(self, text: str, *, lines: bool) -> SongScore:
        words = text.lower().split()
        if len(words) < 5:
            return SongScore(
                known=False,
                reason="too_short",
                six=None,
                confidence=None,
                language="en",
                lines=(),
                embedding=None,
            )
        scored = []
        position = 0
        for number, line in enumerate(text.split("\n")):
            if lines and line.strip():
                scored.append(LineScore(number, position, position + len(line), _six(line), 0.5))
            position += len(line) + 1
        return SongScore(
            known=True,
            reason=None,
            six=_six(text),
            confidence=0.8,
            language="en",
            lines=tuple(scored),
            embedding=_embedding(words),
        )


def _six(text: str) -> Any:
    words = text.lower().split()
    return from_shares(**{mood: 0.1 + words.count(mood) for mood in MOODS})


def _embedding(words: list[str]) -> Any:
    vector = np.zeros(DIMS, np.float32)
    for word in words:
        vector[int(hashlib.sha256(word.encode()).hexdigest(), 16) % DIMS] += 1
    return vector / np.linalg.norm(vector)

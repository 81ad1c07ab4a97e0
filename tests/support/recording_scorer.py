"""A scorer for tests that writes down what it was asked."""

from collections.abc import Sequence

from analysis.types import SongScore
from tests.support.fake_scorer import FakeScorer


class Recorder(FakeScorer):
    """Remembers every batch of texts."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []

    def score(self, texts: Sequence[str], *, lines: bool = True) -> list[SongScore]:
        """See `LyricsScorer.score`."""
        self.batches.append(list(texts))
        return super().score(texts, lines=lines)

    @property
    def texts(self) -> list[str]:
        return [text for batch in self.batches for text in batch]

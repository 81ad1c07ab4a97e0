"""The interface of a scorer: all the rest of Attune knows about models."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from analysis.explaining import MAX_LINES, affordable, explain
from analysis.types import Explanation, SongScore

if TYPE_CHECKING:
    from analysis.heads import Array


class LyricsScorer(Protocol):
    """Turns lyrics into moods and embeddings; a class that says it is one can explain them, too.

    Attributes:
        name: what people call the model.
        mood_stamp: identifies its moods; equal stamps mean equal moods for equal texts.
        embedding_stamp: the same for its embeddings.
        dims: length of an embedding.
        parts: what the stamps are made of, as plain JSON values.
    """

    name: str
    mood_stamp: str
    embedding_stamp: str
    dims: int
    parts: dict[str, str | int | float]

    def load(self) -> None:
        """Load the weights unless that is done.

        Raises:
            ModelError: they are missing or not the right ones.
        """

    def score(self, texts: Sequence[str], *, lines: bool = True) -> list[SongScore]:
        """Score texts, in their order; safe to call from several threads.

        Args:
            texts: lyrics of any size and content.
            lines: whether to give the scores of the lines too.

        Returns:
            One score per text. A text never raises: it is known or has a reason.

        Raises:
            ModelError: the weights are missing or not the right ones.
        """
        ...

    def explain(self, text: str, *, max_lines: int = MAX_LINES) -> Explanation:
        """Say why a text has its mood, line by line, and what would change it.

        This way works for any scorer: it scores the shortened texts together. A scorer that can
        read what they have in common once gives a way of its own.

        Args:
            text: lyrics of any size and content.
            max_lines: how many different lines are left out, the most weighty first; of very long
                texts fewer.

        Raises:
            ModelError: as `score`.
        """
        alike = partial(self.score, lines=False)
        return explain(text, self.score, alike, affordable(text, max_lines))


@runtime_checkable
class SentenceReader(Protocol):
    """What a scorer may do besides: read prose that is too short to be a song."""

    def sentences(self, texts: Sequence[str]) -> "Array":
        """Say how pleasant and how energetic short texts are; safe to call from several threads.

        The scale is that of rated prose, narrower than that of songs, and it is no guide to the
        energy of lyrics.

        Args:
            texts: n pieces of prose, a sentence or so each.

        Returns:
            (n, 2) valence and arousal in [-1, 1]; "" is read as a full stop.

        Raises:
            ModelError: the weights or the head are missing or not the right ones.
        """
        ...

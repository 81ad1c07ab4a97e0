"""The values the package hands out: a line's mood, a song's mood, and the stamps of a model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:  # numpy takes longer to import than the rest of the package together
    import numpy as np
    from numpy.typing import NDArray

    from analysis.affect import Six

Reason = Literal["empty", "instrumental", "too_short", "language_unknown"]


@dataclass(frozen=True, slots=True)
class LineScore:
    """The mood of one line of a song.

    Attributes:
        number: index of the line in `text.splitlines()`, from 0. A line that holds `<br>` gives
            several scores of one number.
        start: first character of the line's words in the given text, time stamps left out.
        end: one past the last character.
        six: mood of the line as it is sung in its context.
        weight: how strongly the line speaks for the mood of the song, 0 (not, or against it) to
            1 (the strongest line of the song).
    """

    number: int
    start: int
    end: int
    six: Six
    weight: float


@dataclass(frozen=True, slots=True)
class SongScore:
    """What lyrics say about the mood of a song.

    Attributes:
        known: whether there is a mood at all.
        reason: why there is none; None when known.
        six: mood of the song; None when unknown.
        confidence: calibrated chance that the strongest of the four shares is the right one, in
            [0.25, 1]; None when unknown. It speaks of the quadrant: valence is surer than that,
            arousal less sure, since energy is only weakly in words (see MODEL_CARD.md).
        language: ISO 639 code of the words; None when there are too few to tell.
        lines: scores in the order of the text, repeated lines included; empty when not asked for.
        embedding: 384 float32 of unit length, from the unadapted encoder; there may be one when
            the mood is unknown; None for a text without words.
    """

    known: bool
    reason: Reason | None
    six: Six | None
    confidence: float | None
    language: str | None
    lines: tuple[LineScore, ...]
    embedding: NDArray[np.float32] | None


@dataclass(frozen=True, slots=True)
class ModelStamps:
    """What identifies the results of a model: equal stamps mean equal scores for equal texts.

    Attributes:
        mood: role, name, weights, preprocessing, head and calibration of the mood.
        embedding: role, name, weights and preprocessing of the embedding.
    """

    mood: str
    embedding: str

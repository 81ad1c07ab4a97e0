"""The values the package hands out: a line's mood, a song's mood, and the stamps of a model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:  # numpy takes longer to import than the rest of the package together
    import numpy as np
    from numpy.typing import NDArray

    from analysis.affect import Mood, Six

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


@dataclass(frozen=True, slots=True)
class Change:
    """What is lost by leaving words out: the mood with them less the mood without them.

    Attributes:
        valence: difference, in [-2, 2].
        arousal: difference, in [-2, 2].
        happy: difference of the share, in [-1, 1]; the four differences sum to 0.
        sad: the same for sad.
        angry: the same for angry.
        relaxed: the same for relaxed.
    """

    valence: float
    arousal: float
    happy: float
    sad: float
    angry: float
    relaxed: float


@dataclass(frozen=True, slots=True)
class LineContribution:
    """What one line gives to the mood of its song, by leaving it out wherever it is sung.

    Attributes:
        numbers: indices in `text.splitlines()` of every place where it is sung.
        start: first character of its words where it is sung first, time stamps left out.
        end: one past the last character.
        without: mood of the song without it; None when what is left is too little for a mood.
        gives: what the song loses with it; None likewise.
    """

    numbers: tuple[int, ...]
    start: int
    end: int
    without: Six | None
    gives: Change | None


@dataclass(frozen=True, slots=True)
class Turn:
    """A few lines on which the mood of a song hangs.

    Attributes:
        lines: indices in `Explanation.lines`, in the order of the text.
        six: mood of the song without them, read anew.
        mood: the strongest of it.
    """

    lines: tuple[int, ...]
    six: Six
    mood: Mood


@dataclass(frozen=True, slots=True)
class Energy:
    """Whether the words of a song say anything about its energy.

    Attributes:
        scatter: standard error of the song's arousal by the jackknife: how far it would go for
            other lines of the same kind; None where fewer than two lines can be left out.
        says_nothing: whether the arousal is within twice that of 0, so that its sign is chance.
    """

    scatter: float | None
    says_nothing: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why lyrics have the mood they have.

    Attributes:
        reason: why there is no mood to explain; None when there is one.
        six: mood of the whole text; None when unknown, as are all that follow.
        mood: the strongest of the four.
        runner_up: the second of them.
        lead: share of the strongest less that of the second, in [0, 1].
        lines: the different lines that were left out, in the order of the text.
        untried: how many different lines of a long text were not; those have the least weight.
        turn: the fewest lines found without which another mood is the strongest; None when up to
            five of those that speak most for it change nothing.
        energy: what the words say about energy.
    """

    reason: Reason | None = None
    six: Six | None = None
    mood: Mood | None = None
    runner_up: Mood | None = None
    lead: float | None = None
    lines: tuple[LineContribution, ...] = ()
    untried: int = 0
    turn: Turn | None = None
    energy: Energy | None = None

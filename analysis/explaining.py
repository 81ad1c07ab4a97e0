"""Why lyrics have their mood: what each line gives to it, and what would change it.

Nothing here is an estimate: a line's contribution is the mood of the whole text less the mood of
the text without that line, read anew by the same model, neighbours and all.
"""

import math
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Protocol

from analysis.affect import MOODS, Mood, Six
from analysis.preprocessing import MAX_CHARS, Line, Prepared, prepare
from analysis.types import Change, Energy, Explanation, LineContribution, SongScore, Turn

MAX_LINES = 64  # left out one by one; a song has 20 to 50 different lines
MAX_TURN = 5  # lines: what hangs on more of them hangs on the whole song
MANY_WORDS = 15_000  # read for one explanation where every shortened text is read whole
FEW_LINES = 8
SURE = 2.0  # standard errors from 0 at which the sign of an arousal is no chance (about 95%)
_LEAST = 1e-9  # a share of 0 has no logarithm

Alike = Callable[[Sequence[str]], list[SongScore]]
"""Scores texts that have most of their words in common, without lines."""


class Score(Protocol):
    """How a scorer scores."""

    def __call__(self, texts: Sequence[str], *, lines: bool = True) -> list[SongScore]:
        """See `LyricsScorer.score`."""


def explain(text: str, score: Score, alike: Alike, max_lines: int = MAX_LINES) -> Explanation:
    """Explain the mood of a text.

    Args:
        text: lyrics of any size and content.
        score: scores the whole text with its lines.
        alike: scores the text and its shortened versions, in two calls at most.
        max_lines: how many different lines are left out; the most weighty ones of a longer text.

    Returns:
        The explanation; with a reason and nothing else where the mood is unknown.
    """
    (whole,) = score([text], lines=True)
    if whole.six is None:
        return Explanation(reason=whole.reason)
    prepared = prepare(text)
    tried = _weighty(prepared, whole, max_lines)
    # The whole text once more, beside the others: what they share then cancels to the last bit.
    shortened = [leave_out(text, prepared, {unit}) for unit in tried]
    full, *rest = (found.six for found in alike([text, *shortened]))
    assert full is not None  # noqa: S101 - the same text was known above
    lines = tuple(
        _contribution(prepared, unit, full, six) for unit, six in zip(tried, rest, strict=True)
    )
    first, second = _ranked(full)[:2]
    return Explanation(
        six=full,
        mood=first,
        runner_up=second,
        lead=full.shares[first] - full.shares[second],
        lines=lines,
        untried=len(prepared.units) - len(tried),
        turn=_turn(
            full, rest, lambda sets: alike([
                leave_out(text, prepared, {tried[i] for i in chosen}) for chosen in sets
            ])
        ),
        energy=_energy(full, rest, len(prepared.units)),
    )  # fmt: skip


def affordable(text: str, most: int) -> int:
    """Return how many lines of a text can be left out by reading `MANY_WORDS` in all."""
    words = prepare(text).words
    return min(most, max(FEW_LINES, MANY_WORDS // max(words, 1)))


def leave_out(text: str, prepared: Prepared, units: Collection[int]) -> str:
    """Return the text without some of its lines, wherever they are sung.

    Args:
        text: lyrics.
        prepared: what `prepare` says of them.
        units: indices in `prepared.units`.
    """
    parts, done = [], 0
    for line in prepared.lines:
        if line.unit in units:
            parts.append(text[done : line.start])
            done = line.end
    return "".join(parts) + text[done:MAX_CHARS]  # nothing slips in at the end instead


def _weighty(prepared: Prepared, whole: SongScore, most: int) -> list[int]:
    """Choose the units to leave out: all, or those with the most weight, in their order."""
    units = list(range(len(prepared.units)))
    if len(units) <= most:
        return units
    weights = {line.start: line.weight for line in whole.lines}
    of_unit = {line.unit: weights.get(line.start, 0.0) for line in prepared.lines}
    return sorted(sorted(units, key=lambda unit: -of_unit[unit])[:most])


def _contribution(prepared: Prepared, unit: int, full: Six, six: Six | None) -> LineContribution:
    places: list[Line] = [line for line in prepared.lines if line.unit == unit]
    return LineContribution(
        numbers=tuple(line.number for line in places),
        start=places[0].start,
        end=places[0].end,
        without=six,
        gives=None if six is None else _less(full, six),
    )


def _less(one: Six, other: Six) -> Change:
    return Change(
        valence=one.valence - other.valence,
        arousal=one.arousal - other.arousal,
        **{mood: one.shares[mood] - other.shares[mood] for mood in MOODS},
    )


def _ranked(six: Six) -> list[Mood]:
    return sorted(MOODS, key=lambda mood: -six.shares[mood])


def _energy(full: Six, rest: Sequence[Six | None], units: int) -> Energy:
    """Judge the arousal by the jackknife (Efron and Stein 1981): units left out one at a time.

    Where only the most weighty of them were, their mean square stands for all.
    """
    found = [six.arousal for six in rest if six is not None]
    if len(found) < 2:
        return Energy(scatter=None, says_nothing=True)
    mean = sum(found) / len(found)
    square = sum((arousal - mean) ** 2 for arousal in found) / len(found)
    scatter = math.sqrt((units - 1) * square)
    return Energy(scatter=scatter, says_nothing=abs(full.arousal) <= SURE * scatter)


def _turn(
    full: Six, rest: Sequence[Six | None], read: Callable[[list[tuple[int, ...]]], list[SongScore]]
) -> Turn | None:
    """Find few lines without which another mood is the strongest; greedy, and read anew."""
    alone: list[tuple[tuple[int, ...], Six | None]] = [((i,), six) for i, six in enumerate(rest)]
    if (turn := _best_turn(full, alone)) is not None:
        return turn
    sets = list(dict.fromkeys(_towards_others(full, rest)))
    scores = read(sets) if sets else []
    return _best_turn(full, [(s, score.six) for s, score in zip(sets, scores, strict=True)])


def _towards_others(full: Six, rest: Sequence[Six | None]) -> Iterator[tuple[int, ...]]:
    """For each other mood the two to five lines that hold it down most, alone."""
    first, *others = _ranked(full)
    for other in others:
        held = [
            (_odds(full, first, other) - _odds(six, first, other), i)
            for i, six in enumerate(rest)
            if six is not None
        ]
        order = [i for gain, i in sorted(held, key=lambda x: -x[0]) if gain > 0]
        for number in range(2, min(MAX_TURN, len(order)) + 1):
            yield tuple(sorted(order[:number]))


def _odds(six: Six, mood: Mood, other: Mood) -> float:
    return math.log(max(six.shares[mood], _LEAST) / max(six.shares[other], _LEAST))


def _best_turn(full: Six, found: Sequence[tuple[tuple[int, ...], Six | None]]) -> Turn | None:
    """Of the sets that turn the mood the smallest, and of those the one that turns it furthest."""
    first = _ranked(full)[0]
    turns = [
        (len(lines), six.shares[first] - max(six.shares.values()), lines, six)
        for lines, six in found
        if six is not None and max(six.shares.values()) > six.shares[first]
    ]
    if not turns:
        return None
    _, _, lines, six = min(turns, key=lambda turn: turn[:3])
    return Turn(lines=lines, six=six, mood=_ranked(six)[0])

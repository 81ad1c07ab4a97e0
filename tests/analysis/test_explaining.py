"""Explaining by leaving lines out: which texts are read, and what is said of the answers."""

from collections.abc import Sequence

import pytest

from analysis.affect import MOODS
from analysis.explaining import affordable, leave_out
from analysis.preprocessing import MAX_CHARS, prepare
from analysis.types import SongScore
from tests.support.fake_scorer import FakeScorer

SONG = """[Chorus]
sad sad night
happy here with you

happy happy day and days
[00:12.00] sad sad night
angry words"""


class _Reading(FakeScorer):
    """Notes the texts of every call."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[list[str]] = []

    def score(self, texts: Sequence[str], *, lines: bool = True) -> list[SongScore]:
        self.calls.append(list(texts))
        return super().score(texts, lines=lines)


def test_each_different_line_is_left_out_wherever_it_is_sung_in_one_call() -> None:
    scorer = _Reading()
    found = scorer.explain(SONG)
    assert scorer.calls[:2] == [
        [SONG],
        [
            SONG,
            "[Chorus]\n\nhappy here with you\n\nhappy happy day and days\n[00:12.00] \nangry words",
            "[Chorus]\nsad sad night\n\n\nhappy happy day and days\n[00:12.00] sad sad night\nangry words",
            "[Chorus]\nsad sad night\nhappy here with you\n\n\n[00:12.00] sad sad night\nangry words",
            "[Chorus]\nsad sad night\nhappy here with you\n\nhappy happy day and days\n[00:12.00] sad sad night\n",
        ],
    ]
    assert [line.numbers for line in found.lines] == [(1, 5), (2,), (4,), (6,)]
    assert SONG[found.lines[2].start : found.lines[2].end] == "happy happy day and days"


def test_a_contribution_is_the_whole_less_the_rest() -> None:
    found = FakeScorer().explain(SONG)
    shares = {mood: found.six.shares[mood] for mood in MOODS} if found.six else {}
    assert (found.mood, found.runner_up) == ("sad", "happy")
    assert found.lead == pytest.approx(shares["sad"] - shares["happy"])
    for line, numbers in zip(found.lines, ((1, 5), (2,), (4,), (6,)), strict=True):
        rest = "\n".join(x for n, x in enumerate(SONG.split("\n")) if n not in numbers)
        (alone,) = FakeScorer().score([rest])
        assert line.without == alone.six
        assert line.gives is not None
        assert alone.six is not None
        for mood in MOODS:
            assert getattr(line.gives, mood) == shares[mood] - alone.six.shares[mood]
    assert found.lines[0].gives is not None
    assert found.lines[0].gives.sad > 0 > found.lines[0].gives.happy


def test_what_would_change_it_is_the_smallest_set_that_does() -> None:
    lines = [f"sad line {n}" for n in "abcd"] + ["happy happy line", "and nothing else"]
    found = FakeScorer().explain("\n".join(lines))
    assert (found.mood, found.runner_up) == ("sad", "happy")
    assert found.turn is not None
    assert (found.turn.mood, found.turn.lines) == ("happy", (0, 1, 2))
    (alone,) = FakeScorer().score(["\n".join(lines[3:])])
    assert found.turn.six == alone.six


def test_one_line_may_be_enough_and_the_mood_of_many_stands() -> None:
    one = FakeScorer().explain("angry angry angry now\nhappy happy day and night\nof all the days")
    assert one.turn is not None
    assert (one.mood, one.turn.lines, one.turn.mood) == ("angry", (0,), "happy")
    words = ["one", "two", "three", "four", "five", "six", "seven", "eight"]
    many = FakeScorer().explain("\n".join(f"sad {word}" for word in [*words, "happy"]))
    assert (many.mood, many.turn) == ("sad", None)


def test_energy_is_said_to_be_unknown_only_while_its_sign_is_chance() -> None:
    def line(n: int, mood: str) -> str:
        return f"{mood} {'abcdefghijklmnop'[n]}"

    clear = FakeScorer().explain("\n".join(line(n, "sad") for n in range(12)))
    mixed = FakeScorer().explain("\n".join(line(n, ("sad", "angry")[n % 2]) for n in range(12)))
    assert clear.energy is not None
    assert mixed.energy is not None
    assert (clear.energy.says_nothing, mixed.energy.says_nothing) == (False, True)
    assert mixed.energy.scatter is not None
    # Twelve lines of arousal 1 or -1, as good as: the standard error of their mean.
    assert mixed.energy.scatter == pytest.approx(12**-0.5, rel=0.1)
    single = FakeScorer().explain("sad words and nothing but them")
    assert single.energy is not None
    assert (single.energy.scatter, single.energy.says_nothing) == (None, True)


def test_what_is_left_may_be_too_little_for_a_mood() -> None:
    found = FakeScorer().explain("happy day\nand all the nights")
    assert [(line.without, line.gives) for line in found.lines][1] == (None, None)
    assert found.turn is None


def test_an_unknown_mood_is_not_explained() -> None:
    scorer = _Reading()
    found = scorer.explain("too few")
    assert (found.reason, found.six, found.lines, len(scorer.calls)) == ("too_short", None, (), 1)


def test_of_a_long_text_the_most_weighty_lines_are_left_out() -> None:
    class Weighing(FakeScorer):
        def score(self, texts: Sequence[str], *, lines: bool = True) -> list[SongScore]:
            from dataclasses import replace

            return [
                replace(s, lines=tuple(replace(x, weight=x.number / 100) for x in s.lines))
                for s in super().score(texts, lines=lines)
            ]

    text = "\n".join(f"sad {a}{b}" for a in "abcdef" for b in "abcdef")
    found = Weighing().explain(text, max_lines=3)
    assert [line.numbers for line in found.lines] == [(33,), (34,), (35,)]
    assert found.untried == 33


def test_very_long_texts_are_not_read_once_per_line() -> None:
    assert affordable("word " * 100, 64) == 64
    assert affordable("\n".join(f"{a} {b}" for a in "abcdefghij" * 60 for b in "xyz"), 64) == 64
    words = ["".join(c) for c in zip("abcdefghij" * 1_000, "klmnopqrst" * 1_000, strict=True)]
    long = "\n".join(f"{w} {chr(97 + n % 26)}{chr(97 + n // 26 % 26)}" for n, w in enumerate(words))
    assert prepare(long).words < 15_000
    assert affordable(long, 64) == max(8, 15_000 // prepare(long).words)


def test_nothing_slips_in_at_the_end_of_a_text_that_is_too_long() -> None:
    text = "one line to leave out\n" + "x" * MAX_CHARS
    left = leave_out(text, prepare(text), {0})
    assert len(left) == MAX_CHARS - len("one line to leave out")


@pytest.mark.parametrize(
    "text", ["", "😀" * 50, "<br>" * 9, "a <br> b<br>c", "[00:01.00] one\r\ntwo"]
)
def test_leaving_out_a_line_leaves_the_others(text: str) -> None:
    prepared = prepare(text)
    for unit in range(len(prepared.units)):
        rest = prepare(leave_out(text, prepared, {unit})).units
        assert rest == (*prepared.units[:unit], *prepared.units[unit + 1 :])

"""Which entry a play belongs to, and how two series move together."""

from datetime import date, timedelta

import pytest

from analysis.affect import Mood
from assistant.insights.rules import Felt, link, nearest
from assistant.insights.wording import of_link, of_shares
from tests.support.app import NOON

FIRST = date(2026, 3, 1)


def felt(*hours: float) -> list[Felt]:
    return [Felt(NOON + timedelta(hours=h), 20261120, h / 100, 0.0) for h in hours]


def days(values: list[float], start: int = 0) -> dict[date, float]:
    return {FIRST + timedelta(days=start + n): value for n, value in enumerate(values)}


@pytest.mark.parametrize(
    "at, expected",
    [(-3.1, None), (-3, -1), (0.4, -1), (1, -1), (1.6, 3), (5, 3), (5.1, None)],
)
def test_a_play_belongs_to_the_entry_closest_in_time(at: float, expected: float | None) -> None:
    entries = felt(-1, 3)
    found = nearest(NOON + timedelta(hours=at), entries)
    assert found == (None if expected is None else felt(expected)[0])
    assert nearest(NOON, []) is None


def test_a_lag_moves_the_music_and_not_the_mood() -> None:
    mood = [0.1, -0.4, 0.3, 0.9, -0.2, 0.0, 0.6, -0.7, 0.5, 0.2, -0.1, 0.4]
    music = days(mood, start=1)  # the music follows the mood a day later
    after = link(days(mood), music, 1)
    assert after.n == 12
    assert after.r == pytest.approx(1.0)
    same = link(days(mood), music, 0)
    assert same.n == 11
    assert same.r is not None
    assert same.r < 0.5


def test_the_interval_is_fishers() -> None:
    x = [float(n) for n in range(20)]
    y = [n + (4 if n % 2 else -4) for n in x]
    found = link(days(x), days(y), 0)
    assert found.r == pytest.approx(0.83773, abs=1e-5)  # numpy.corrcoef
    assert found.low == pytest.approx(0.67211, abs=1e-4)
    assert found.high == pytest.approx(0.92352, abs=1e-4)


def test_too_few_days_and_no_variation_give_no_number() -> None:
    few = link(days([0.1] * 9), days([0.2] * 9), 0)
    assert (few.n, few.r) == (9, None)
    assert of_link("valence", 0, few) == (
        "Not enough yet: 1 more day with both an entry and music the same day."
    )
    flat = link(days([0.1] * 12), days([n / 20 for n in range(12)]), 0)
    assert (flat.n, flat.r) == (12, None)
    assert of_link("arousal", 0, flat).startswith("Nothing to compare")


def test_sentences_say_what_the_numbers_say_and_no_more() -> None:
    shares: dict[Mood, float] = {"happy": 0.2, "sad": 0.5, "angry": 0.0, "relaxed": 0.3}
    assert of_shares("relaxed", 10, shares) == (
        "Within two hours of feeling relaxed, 50% of the 10 songs you heard were sad, and 30% "
        "relaxed."
    )
    assert of_shares("sad", 10, shares) == (
        "Within two hours of feeling sad, 50% of the 10 songs you heard were sad."
    )
    even: dict[Mood, float] = {"happy": 0.4, "sad": 0.4, "angry": 0.2, "relaxed": 0.0}
    assert "40% of the 10 songs you heard were sad." in of_shares("sad", 10, even)
    assert of_shares("sad", 2, None) == "Not enough yet: 3 more songs heard near a sad entry."
    noise = link(days([0, 1] * 6), days([0, 0, 1, 1] * 3), 0)
    assert of_link("valence", 0, noise).startswith("No clear link between how good you felt")
    clear = link(days([float(n) for n in range(12)]), days([float(-n) for n in range(12)]), 0)
    assert of_link("arousal", 0, clear) == (
        "On days when you had more energy, the music of the same day was calmer "
        "(r −1.00, 90% −1.00 to −1.00, 12 days)."
    )

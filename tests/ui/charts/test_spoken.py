"""What charts say to those who listen comes from the same numbers that are drawn."""

import pytest

from ui.charts import spoken
from ui.charts.models import Day, HourCell, MapPoint, MoodListeningRow, Place, TrendPoint
from ui.text.en import charts as words


def _trend(n: int) -> list[TrendPoint]:
    return [TrendPoint(name=str(i), valence=i / 10, arousal=-i / 10, entries=1) for i in range(n)]


@pytest.mark.parametrize(
    "said",
    [
        spoken.trend(_trend(4)),
        spoken.trend([*_trend(4), TrendPoint(), TrendPoint()]),
        spoken.calendar([Day(date="2026-11-01", entries=1)] * 4),
        spoken.field([Place()] * 4),
        spoken.mood_map([MapPoint()] * 4),
        spoken.hours([HourCell(entries=1)] * 4),
        spoken.listening([MoodListeningRow(mood="sad", songs=4, sad=100)]),
    ],
)
def test_below_five_points_nothing_is_claimed(said: str) -> None:
    assert said == words.TOO_FEW


def test_days_in_the_middle_are_even() -> None:
    days = [Day("2026-11-01", 0.1, -0.1, 1)] * 3 + [Day("2026-11-04", 0.5, 0.5, 1)] * 2
    assert spoken.calendar(days) == "5 days with an entry; most often even, on 3 of them."


def test_the_line_says_its_ends_and_leaves_gaps_out() -> None:
    points = [*_trend(5), TrendPoint(), TrendPoint(valence=-0.25, arousal=0.5, entries=2)]
    assert spoken.trend(points) == (
        "Mood over time, 6 points: pleasant +0.00 at the start and −0.25 at the end, "
        "energy +0.00 and +0.50."
    )


def test_the_calendar_says_the_mood_of_most_days() -> None:
    days = [Day(date=f"2026-11-0{i}", valence=0.5, arousal=-0.5, entries=1) for i in range(1, 5)]
    days += [Day(date="2026-11-05", valence=-0.5, arousal=0.5, entries=3)]
    assert spoken.calendar(days) == "5 days with an entry; most often relaxed, on 4 of them."


def test_the_field_counts_the_axes_to_the_pleasant_and_energetic_side() -> None:
    points = [Place(0, 0)] * 3 + [Place(-0.1, 0)] + [Place(-0.1, -0.1)]
    assert spoken.field(points) == "5 entries on the mood plane: Happy 60%, Angry 20%, Sad 20%."


def test_the_hours_name_the_busiest() -> None:
    cells = [HourCell(weekday=d, hour=8, entries=1) for d in range(6)]
    cells.append(HourCell(weekday=6, hour=22, entries=7))
    assert spoken.hours(cells) == (
        "Mood by hour and weekday, 13 entries; most often on Sun at 22:00."
    )


def test_listening_leaves_out_moods_with_too_few_songs() -> None:
    rows = [
        MoodListeningRow(mood="angry", songs=20, angry=44, happy=21, sad=20, relaxed=15),
        MoodListeningRow(mood="sad", songs=3, sad=100),
    ]
    assert (
        spoken.listening(rows) == "Songs by mood while in each mood: when angry, 44% angry songs."
    )


def test_a_build_says_how_many_songs_a_mark_stands_for() -> None:
    assert spoken.build(694, 1102, 219) == (
        "694 of 1,102 songs written; each mark is about 3 songs."
    )
    assert spoken.build(0, 1102, 0) == "0 of 1,102 songs written; each mark is about 1 song."

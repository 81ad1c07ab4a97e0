"""How the sample listener feels at a moment: slow waves, the week, the hour, and a day's luck.

All of it is invented: it only has to look like a person, fill all four quadrants over a season and
leave something for the statistics to find (weekends are brighter, Mondays heavier, evenings
slower).
"""

from dataclasses import dataclass
from datetime import datetime
from math import cos, pi, sin
from random import Random

SEASON_DAYS = 41.0  # out of step with weeks, so that no two months look alike
CARRY_OVER = 0.55  # how much of a day's luck stays until the next


@dataclass(frozen=True, slots=True)
class Point:
    """A feeling: valence and arousal in [-1, 1]."""

    valence: float
    arousal: float

    def shifted(self, valence: float, arousal: float) -> "Point":
        """The point moved, kept on the plane."""
        return Point(_clip(self.valence + valence), _clip(self.arousal + arousal))

    def towards(self, other: "Point", share: float) -> "Point":
        """The point moved by a share (0 to 1) of the way to another."""
        return self.shifted(
            share * (other.valence - self.valence), share * (other.arousal - self.arousal)
        )


class Rhythm:
    """The feeling under everything else, for a number of days from day 0.

    Args:
        random: source of each day's luck and of where the waves begin.
        days: how many days there will be.
    """

    def __init__(self, random: Random, days: int) -> None:
        self._season = random.uniform(0, 2 * pi)
        self._luck = _walk(random, days)

    def at(self, day: int, local: datetime) -> Point:
        """The feeling at a local time of the given day."""
        luck = self._luck[day]
        hour = local.hour + local.minute / 60
        weekday = local.weekday() + hour / 24
        season = sin(2 * pi * day / SEASON_DAYS + self._season)
        week = cos(2 * pi * (weekday - 5.3) / 7)  # best on Saturday at noon
        return Point(0.12, 0.02).shifted(
            0.27 * week + 0.2 * season + luck.valence + 0.06 * sin(2 * pi * (hour - 13) / 24),
            0.16 * week - 0.1 * season + luck.arousal + _energy(hour),
        )


def _energy(hour: float) -> float:
    """A slow start, two crests (late morning and early evening), and a fall towards the night."""
    crests = 0.34 * sin(pi * (hour - 6.5) / 14.5) + 0.1 * cos(2 * pi * (hour - 18.5) / 8)
    return crests - (0.12 if hour >= 6.5 else 0.3)


def _walk(random: Random, days: int) -> list[Point]:
    """Luck that drifts: each day keeps a part of the day before."""
    luck: list[Point] = []
    last = Point(0, 0)
    for _ in range(days):
        last = Point(0, 0).shifted(
            CARRY_OVER * last.valence + random.gauss(0, 0.2),
            CARRY_OVER * last.arousal + random.gauss(0, 0.16),
        )
        luck.append(last)
    return luck


def _clip(x: float) -> float:
    return max(-1.0, min(1.0, x))

"""Owns the plain values that charts draw; valence and arousal are floats in [-1, 1]."""

from dataclasses import dataclass


@dataclass
class TrendPoint:
    """Moods of one step of time; `entries` 0 is a gap.

    Attributes:
        name: The step as said in the table, such as ``"2 to 8 March"``.
        tick: What stands below the line here, such as ``"Mar"``; mostly empty.
        valence: Mean of the step.
        arousal: Mean of the step.
        low: Lower end of the 80% band of valence.
        high: Upper end of the band.
        entries: How many mood entries the step has.
    """

    name: str = ""
    tick: str = ""
    valence: float = 0.0
    arousal: float = 0.0
    low: float = 0.0
    high: float = 0.0
    entries: int = 0


@dataclass
class Day:
    """Mean mood of one day that has entries; `date` is ISO, in the listener's time zone."""

    date: str = ""
    valence: float = 0.0
    arousal: float = 0.0
    entries: int = 0


@dataclass
class Place:
    """One mood entry on the plane."""

    valence: float = 0.0
    arousal: float = 0.0


@dataclass
class HourCell:
    """Mean mood of one hour of one weekday (0 is Monday), for hours with entries."""

    weekday: int = 0
    hour: int = 0
    valence: float = 0.0
    arousal: float = 0.0
    entries: int = 0


@dataclass
class MoodListeningRow:
    """What was played while the listener was in one mood: whole per cents of song moods."""

    mood: str = ""
    songs: int = 0
    angry: int = 0
    happy: int = 0
    sad: int = 0
    relaxed: int = 0


@dataclass
class MapPoint:
    """One song on the map of the library."""

    title: str = ""
    valence: float = 0.0
    arousal: float = 0.0


@dataclass
class LyricLine:
    """One line of lyrics; an empty `text` is a gap between verses.

    Attributes:
        text: The line.
        mood: The quadrant it speaks for, or empty.
        strength: How strongly, 0 to 1.
        is_peak: Whether it speaks most for the song's mood.
    """

    text: str = ""
    mood: str = ""
    strength: float = 0.0
    is_peak: bool = False

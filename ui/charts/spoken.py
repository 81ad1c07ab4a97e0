"""Owns what each chart says to those who listen: one sentence from the same numbers."""

from collections import Counter
from collections.abc import Iterable, Sequence

from assistant.moods.rules import is_even
from ui.charts.models import Day, HourCell, MapPoint, MoodListeningRow, Place, TrendPoint
from ui.text.en import charts as words
from ui.text.en import common

_NEED = 5


def trend(points: Sequence[TrendPoint]) -> str:
    """Say where the line begins and ends."""
    known = [p for p in points if p.entries]
    if len(known) < _NEED:
        return words.TOO_FEW
    first, last = known[0], known[-1]
    return words.SPOKEN_TREND.format(
        n=len(known),
        v_first=signed(first.valence),
        v_last=signed(last.valence),
        a_first=signed(first.arousal),
        a_last=signed(last.arousal),
    )


def calendar(days: Sequence[Day]) -> str:
    """Say how many days have an entry and which mood they mostly had."""
    if len(days) < _NEED:
        return words.TOO_FEW
    mood, count = Counter(_felt(d.valence, d.arousal) for d in days).most_common(1)[0]
    return words.SPOKEN_CALENDAR.format(n=len(days), mood=mood.lower(), count=count)


def field(points: Sequence[Place]) -> str:
    """Say how the entries divide among the four moods."""
    if len(points) < _NEED:
        return words.TOO_FEW
    return words.SPOKEN_FIELD.format(n=len(points), shares=_shares(points))


def mood_map(points: Sequence[MapPoint]) -> str:
    """Say how the songs divide among the four moods."""
    if len(points) < _NEED:
        return words.TOO_FEW
    return words.SPOKEN_MAP.format(n=len(points), shares=_shares(points))


def hours(cells: Sequence[HourCell]) -> str:
    """Say when most entries were made."""
    if sum(cell.entries for cell in cells) < _NEED:
        return words.TOO_FEW
    top = max(cells, key=lambda cell: cell.entries)
    return words.SPOKEN_HOURS.format(
        n=sum(cell.entries for cell in cells), day=words.WEEKDAYS[top.weekday], hour=top.hour
    )


def listening(rows: Sequence[MoodListeningRow]) -> str:
    """Say how often songs share the mood of the one who plays them."""
    spoken = [
        words.SPOKEN_LISTENING_PART.format(
            mood=common.MOODS[row.mood].lower(), percent=getattr(row, row.mood)
        )
        for row in rows
        if row.songs >= _NEED
    ]
    return words.SPOKEN_LISTENING.format(parts="; ".join(spoken)) if spoken else words.TOO_FEW


def build(done: int, total: int, marks: int) -> str:
    """Say how far the writing of songs is."""
    each = max(1, round(done / marks)) if marks else 1
    songs = words.SPOKEN_SONGS[each != 1].format(n=each)
    return words.SPOKEN_BUILD.format(done=f"{done:,}", total=f"{total:,}", songs=songs)


def signed(value: float) -> str:
    """Print a coordinate with its sign, two places and a true minus."""
    return f"{value:+.2f}".replace("-", "−")


def _shares(points: Iterable[Place | MapPoint]) -> str:
    counts = Counter(_name(p.valence, p.arousal) for p in points)
    total = counts.total()
    return ", ".join(f"{name} {100 * n / total:.0f}%" for name, n in counts.most_common())


def _felt(valence: float, arousal: float) -> str:
    return common.EVEN if is_even(valence, arousal) else _name(valence, arousal)


def _name(valence: float, arousal: float) -> str:
    if valence < 0:
        return common.MOODS["angry" if arousal >= 0 else "sad"]
    return common.MOODS["happy" if arousal >= 0 else "relaxed"]

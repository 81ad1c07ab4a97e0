"""Owns how days and moments are printed: in the interface's words, in the listener's own time."""

from datetime import date, datetime

from assistant.core.local_time import zone_of
from ui.text.en import dates as words


def day_words(day: date, *, year: bool = False, short: bool = False) -> str:
    """Print a day, such as "20 November", "20 Nov" or "20 November 2026"."""
    month = words.MONTHS[day.month - 1]
    text = f"{day.day} {month[: words.SHORT] if short else month}"
    return f"{text} {day.year}" if year else text


def month_words(day: date) -> str:
    """Print a month by its first letters, such as "Nov"."""
    return words.MONTHS[day.month - 1][: words.SHORT]


def weekday_words(day: date) -> str:
    """Print a weekday by its first letters, such as "Fri"."""
    return words.WEEKDAYS[day.weekday()][: words.SHORT]


def moment_words(at: datetime, zone: str, now: datetime) -> str:
    """Print a moment as seen from now: "today at 18:44", "3 November at 09:10".

    Args:
        at: aware.
        zone: the listener's time zone.
        now: aware.
    """
    local, here = at.astimezone(zone_of(zone)), now.astimezone(zone_of(zone))
    time = f"{local:%H:%M}"
    days = (here.date() - local.date()).days
    if days == 0:
        return words.TODAY.format(time=time)
    if days == 1:
        return words.YESTERDAY.format(time=time)
    day = day_words(local.date(), year=local.year != here.year)
    return words.ON_DAY.format(day=day, time=time)

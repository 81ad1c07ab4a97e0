"""Owns the steps of the line over time: where each begins, what it is called, what stands below."""

from datetime import date, timedelta

from assistant.moods.schemas import Group
from ui.dates import day_words, month_words, weekday_words
from ui.text.en import dates as words

_WEEK = 7
_MANY_WEEKS = 30
_MANY_MONTHS = 60


def steps_of(first: date, last: date, group: Group) -> list[date]:
    """The first day of every day, Monday's week or month from `first` to `last`."""
    if group == "month":
        step, steps = first.replace(day=1), []
        while step <= last:
            steps.append(step)
            step = (step + timedelta(days=31)).replace(day=1)
        return steps
    start = first - timedelta(days=first.weekday()) if group == "week" else first
    stride = _WEEK if group == "week" else 1
    return [start + timedelta(days=n) for n in range(0, (last - start).days + 1, stride)]


def name_of(step: date, group: Group, last: date) -> str:
    """What a step is called in the table, such as "2 March to 8 March"."""
    if group == "day":
        return day_words(step)
    if group == "month":
        return f"{month_words(step)} {step.year}"
    ends = min(last, step + timedelta(days=_WEEK - 1))
    return words.SPAN.format(first=day_words(step), last=day_words(ends))


def tick_of(step: date, group: Group, count: int) -> str:
    """What stands below the line at a step; mostly nothing.

    Args:
        step: its first day.
        group: how long a step is.
        count: how many steps there are: few are all named.
    """
    if group == "day":
        if count <= _WEEK:
            return weekday_words(step)
        return day_words(step, short=True) if step.weekday() == 0 else ""
    if group == "week":
        begins = step.day <= _WEEK
        return month_words(step) if begins and (count <= _MANY_WEEKS or step.month % 2) else ""
    if step.month != 1:
        return ""
    return str(step.year) if count <= _MANY_MONTHS or step.year % 5 == 0 else ""

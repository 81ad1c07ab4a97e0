"""Pure rules of the index: durations in words, as the dashboard and the command line say them."""

_MINUTE, _HOUR = 60, 3600


def duration_words(seconds: float) -> str:
    """A length of time, rounded as an estimate deserves: "under 1 s", "40 s", "3 min", "2 h"."""
    if seconds < 1:
        return "under 1 s"
    if seconds < 2 * _MINUTE:
        return f"{round(seconds)} s"
    if seconds < 2 * _HOUR:
        return f"{round(seconds / _MINUTE)} min"
    return f"{round(seconds / _HOUR)} h"

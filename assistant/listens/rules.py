"""What counts as a listen, and when two reports mean the same play; pure."""

from datetime import datetime, timedelta

LEAST_MS = 30_000
UNKNOWN_LENGTH_MS = 120_000
"""How far two reports of one play may lie apart when the song's length is not known."""
AHEAD = timedelta(days=1)
"""A clock may be wrong by a time zone; a play further ahead was never heard."""


def was_heard(ms_played: int | None, duration_ms: int | None) -> bool:
    """Whether a play counts: 30 s or half of the song; one of unknown length counts.

    Args:
        ms_played: how long it was played; None when the source does not say.
        duration_ms: length of the song, if known.
    """
    if ms_played is None or ms_played >= LEAST_MS:
        return True
    return duration_ms is not None and ms_played * 2 >= duration_ms > 0


def window(duration_ms: int | None) -> timedelta:
    """How far apart two sources may report one play: one of them may mean its end."""
    return timedelta(milliseconds=duration_ms or UNKNOWN_LENGTH_MS)


def reason_to_skip(
    started_at: datetime, ms_played: int | None, duration_ms: int | None, now: datetime
) -> str | None:
    """Why a report is no listen ("short", "future"), or None when it is one."""
    if started_at > now + AHEAD:
        return "future"
    return None if was_heard(ms_played, duration_ms) else "short"

"""What counts as a listen, and when two reports mean the same play; pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

LEAST_MS = 30_000
AHEAD = timedelta(days=1)
"""A clock may be wrong by a time zone; a play further ahead was never heard."""
POLLED = frozenset({"spotify_api"})
"""Sources whose one time may mean the start or the end of a play."""
NEAR_POLLED, NEAR = timedelta(seconds=30), timedelta(seconds=60)
UNKNOWN_LENGTH = timedelta(seconds=120)
"""How far a polled time may lie from the start of a play whose length is not known."""
LONGEST = timedelta(hours=24)
FAR = timedelta(hours=25)
"""Listens further away than this never are the same play."""


@dataclass(slots=True)
class Span:
    """When something was played, as one source says it or several agree.

    Attributes:
        start: when it began; for a polled one the only time there is.
        end: when it stopped, where that is known.
        is_polled: whether `start` may mean the end.
        length: of the song, where that is known.
    """

    start: datetime
    end: datetime | None
    is_polled: bool
    length: timedelta | None


def was_heard(ms_played: int | None, duration_ms: int | None) -> bool:
    """Whether a play counts: 30 s or half of the song; one of unknown length counts.

    Args:
        ms_played: how long it was played; None when the source does not say.
        duration_ms: length of the song, if known.
    """
    if ms_played is None or ms_played >= LEAST_MS:
        return True
    return duration_ms is not None and ms_played * 2 >= duration_ms > 0


def span(
    source: str,
    start: datetime,
    end: datetime | None,
    ms_played: int | None,
    duration_ms: int | None,
) -> Span:
    """The span that a source reports."""
    length = None if duration_ms is None else timedelta(milliseconds=duration_ms)
    if end is None and source not in POLLED:
        played = length if ms_played is None else timedelta(milliseconds=ms_played)
        end = None if played is None else start + played
    return Span(start, end, source in POLLED, length)


def same_play(one: Span, other: Span) -> bool:
    """Whether two reports of a song mean one play: their starts or their ends are near.

    Near is 60 s, or 30 s where one was polled. Two plays a whole length apart are two.
    """
    if one.is_polled and other.is_polled:
        return abs(one.start - other.start) <= NEAR_POLLED
    if one.is_polled or other.is_polled:
        return _polled_means(one, other) if one.is_polled else _polled_means(other, one)
    length = one.length or other.length
    apart = abs(one.start - other.start)
    if length is not None and apart >= length:
        return False
    if apart <= NEAR:
        return True
    return one.end is not None and other.end is not None and abs(one.end - other.end) <= NEAR


def _polled_means(polled: Span, play: Span) -> bool:
    end = play.end
    if end is None:
        length = play.length or polled.length
        end = None if length is None else play.start + length
    if end is None:
        return abs(polled.start - play.start) <= UNKNOWN_LENGTH
    return min(abs(polled.start - play.start), abs(polled.start - end)) <= NEAR_POLLED


def reach(found: Span) -> tuple[datetime, datetime]:
    """Between which starts a play must lie to be the same as this one."""
    before = min(found.length or UNKNOWN_LENGTH, LONGEST) + UNKNOWN_LENGTH
    after = min((found.end or found.start) - found.start, LONGEST) + UNKNOWN_LENGTH
    return found.start - before, found.start + after


def reason_to_skip(
    started_at: datetime, ms_played: int | None, duration_ms: int | None, now: datetime
) -> str | None:
    """Why a report is no listen ("short", "future"), or None when it is one."""
    if started_at > now + AHEAD:
        return "future"
    return None if was_heard(ms_played, duration_ms) else "short"

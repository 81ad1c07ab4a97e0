"""How often plays are asked for, and how long a Spotify that fails is left alone; pure."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

PAGE = 50
"""Spotify shows no more plays than that, however many there were."""
SOON_S, FIRST_S, SLOW_S, IDLE_S = 300, 900, 1_800, 2_400
PLAYING_S = 900
ROOM = 20
"""A poll is wanted about every so many plays: less than half of what Spotify keeps."""
OVERLAP = timedelta(hours=1)
"""Asked for again before the cursor: a play can turn up late. Known reports change nothing."""
SHIFT = timedelta(seconds=30)
"""Two plays of one song are at least that far apart; nearer, Spotify reports one of them twice."""
RETRY_S, RETRY_MAX_S = 60, 3_600

TRIES = 5
"""Failures in a row after which Spotify is left alone for a while."""
REST_S, REST_MAX_S = 60, 1_800
TRIAL_S = 60
"""How long one who tries for all after a rest may take, before the next may."""


def next_interval_s(previous_s: int, new: int, over_s: float | None, *, playing: bool) -> int:
    """Seconds until the next poll.

    Args:
        previous_s: the interval before this poll.
        new: plays that this poll brought.
        over_s: the time they came in; None when nobody knows.
        playing: whether something plays now.
    """
    if new >= PAGE:
        return SOON_S
    if new and over_s is not None:
        return round(min(SLOW_S, max(SOON_S, over_s / new * ROOM)))
    if new:
        return FIRST_S
    if playing:
        return min(previous_s, PLAYING_S)
    return min(IDLE_S, previous_s + previous_s // 2)


def retry_in_s(failures: int, asked_s: float = 0) -> int:
    """Seconds until a poll is tried again after so many failures in a row, the last included."""
    own = min(RETRY_MAX_S, RETRY_S << min(failures, 10))
    return max(own, round(asked_s))


def rest_s(failures: int) -> int:
    """Seconds that Spotify is left alone after so many failures in a row; 0: not yet."""
    if failures < TRIES:
        return 0
    return min(REST_MAX_S, REST_S << min(failures - TRIES, 10))


def spread_s(connection_id: UUID) -> int:
    """Seconds by which this connection waits longer: those that were held go on one by one."""
    return connection_id.int % 30


def is_gap(times: Sequence[datetime], known: int, cursor: datetime | None) -> bool:
    """Whether plays were lost: a full page, nothing of it known, all of it after the last one read.

    Args:
        times: of a page's plays.
        known: how many of them are recorded already.
        cursor: the last play that was read; None before the first poll.
    """
    return cursor is not None and len(times) >= PAGE and known == 0 and min(times) > cursor


def is_same_play(at: datetime, others: Iterable[datetime]) -> bool:
    """Whether a play of a song is one of those, reported at a slightly other time."""
    return any(abs(at - other) < SHIFT for other in others)

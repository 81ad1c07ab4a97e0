"""A listener's own day and hour of a moment, as they were then and there."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def zone_of(name: str) -> ZoneInfo:
    """A time zone by name; UTC when this machine does not know it (any more)."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def local_parts(at: datetime, zone: str) -> tuple[int, int, int]:
    """Where a moment falls for somebody.

    Args:
        at: an aware time.
        zone: a name of the tz database.

    Returns:
        (minutes ahead of UTC, day as yyyymmdd, hour 0-23).
    """
    local = at.astimezone(zone_of(zone))
    offset = local.utcoffset()
    minutes = int(offset.total_seconds() // 60) if offset is not None else 0
    return minutes, local.year * 10_000 + local.month * 100 + local.day, local.hour


def utc(at: datetime, zone: str) -> datetime:
    """A time in UTC; one without a zone is taken to be the listener's own."""
    aware = at if at.tzinfo is not None else at.replace(tzinfo=zone_of(zone))
    return aware.astimezone(UTC)

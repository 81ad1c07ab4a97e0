"""Single values of rows: times, lengths, names and ids as strangers write them."""

import math
import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from assistant.core.columns import clean_text
from assistant.imports.rules import NAME_MAX, RowRefusedError

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
LATEST = datetime(2900, 1, 1, tzinfo=UTC)
LONGEST_MS = 24 * 3_600_000
_SPOTIFY = re.compile(r"(?:spotify:track:|https://open\.spotify\.com/track/)([0-9A-Za-z]{22})")
_MBID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_WRITTEN = ("%Y-%m-%d %H:%M", "%d %b %Y, %H:%M", "%d %b %Y %H:%M", "%m/%d/%Y %H:%M:%S",
            "%m/%d/%Y %H:%M")  # fmt: skip


def name(value: Any, missing: str) -> str:
    """A name in one line.

    Raises:
        RowRefusedError: there is none (`missing` says which), or no name is that long.
    """
    if not isinstance(value, str):
        raise RowRefusedError(missing)
    shown = _in_one_line(value[: 4 * NAME_MAX])
    if not shown:
        raise RowRefusedError(missing)
    if len(shown) > NAME_MAX:
        raise RowRefusedError("name_too_long")
    return shown


def maybe_name(value: Any) -> str | None:
    """A name that may be missing; one that is too long is cut."""
    if not isinstance(value, str):
        return None
    return _in_one_line(value[: 4 * NAME_MAX])[:NAME_MAX] or None


@lru_cache(maxsize=100_000)
def _in_one_line(text: str) -> str:
    return " ".join(clean_text(text).split())


def when(value: Any) -> datetime:
    """A moment: ISO 8601, seconds or milliseconds since 1970, or as a few programs write it.

    A time without a zone is taken to be UTC.

    Raises:
        RowRefusedError: none, or none at which anything was recorded: before 2000, far ahead.
    """
    found = _from_text(value) if isinstance(value, str) else _from_number(value)
    if found is None:
        raise RowRefusedError("no_time")
    aware = found if found.tzinfo is not None else found.replace(tzinfo=UTC)
    if not EARLIEST <= aware < LATEST:
        raise RowRefusedError("impossible_time")
    return aware


def _from_text(value: str) -> datetime | None:
    text = value.strip()
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    if text.isascii() and text.lstrip("-").replace(".", "", 1).isdigit() and len(text) < 20:
        return _from_number(float(text))
    for form in _WRITTEN:
        try:
            return datetime.strptime(text.removesuffix(" UTC"), form)  # noqa: DTZ007 - UTC follows
        except ValueError:
            continue
    return None


def _from_number(value: Any) -> datetime | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    seconds = value / 1000 if abs(value) >= 100_000_000_000 else value
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError):
        raise RowRefusedError("impossible_time") from None


def milliseconds(value: Any, *, at_most: int = LONGEST_MS) -> int | None:
    """A length that was played; None when it is not said.

    Raises:
        RowRefusedError: it is negative, or longer than a day.
    """
    if value is None or value == "":
        return None
    number = as_number(value)
    if number is None or not 0 <= number <= at_most:
        raise RowRefusedError("impossible_length")
    return round(number)


def length(value: Any, factor: int = 1) -> int | None:
    """How long a song is, in ms; None when that makes no sense."""
    number = as_number(value)
    return (
        round(number * factor) if number is not None and 0 < number * factor <= LONGEST_MS else None
    )


def as_number(value: Any) -> float | None:
    """A number, also when it is written as text; None for anything else."""
    if isinstance(value, bool):
        return None
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def spotify_id(value: Any) -> str | None:
    """The id in a Spotify address of a track."""
    found = _SPOTIFY.match(value) if isinstance(value, str) else None
    return found[1] if found else None


def mbid(value: Any) -> str | None:
    """A MusicBrainz id."""
    found = _MBID.fullmatch(value.strip()) if isinstance(value, str) else None
    return found[0].lower() if found else None


def ended(end: datetime, ms_played: int | None) -> datetime:
    """When a play began that stopped at a moment."""
    return end - timedelta(milliseconds=ms_played or 0)

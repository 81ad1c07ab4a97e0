"""What players send, as we take it: names, times, keys; pure."""

import hashlib
import re
from datetime import UTC, datetime, timedelta

from assistant.core.columns import clean_text

FIRST_TS = 1_033_430_400
"""Nothing was scrobbled anywhere before October 2002; earlier is a clock that was not set."""
AHEAD = timedelta(hours=1)
PLAYING_AT_MOST = timedelta(hours=2)
PLAYING_UNKNOWN = timedelta(minutes=10)
_SLACK = timedelta(seconds=30)  # the next song's report is on its way
_SPOTIFY = re.compile(
    r"(?:open\.spotify\.com/(?:intl-[a-z]+/)?track/|spotify:track:)([0-9A-Za-z]{22})"
)
_ISRC = re.compile(r"[A-Z]{2}[A-Z0-9]{3}[0-9]{7}")
_PRODUCT = re.compile(r"^[^\s/(]{1,60}(?:/[^\s(]{1,20})?")


def shown(text: str) -> str:
    """A name as it is kept: cleaned, its blanks single; empty when there is nothing in it."""
    return " ".join(clean_text(text).split())


def moment(ts: int) -> datetime:
    """A POSIX time as a moment; only for times that `is_plausible` or `is_too_old` have passed."""
    return datetime.fromtimestamp(ts, UTC)


def is_too_old(ts: int) -> bool:
    """Whether a time is before anybody scrobbled."""
    return ts < FIRST_TS


def is_too_new(ts: int, now: datetime) -> bool:
    """Whether a time lies further ahead than clocks go wrong."""
    return ts > (now + AHEAD).timestamp()


def source_key(ts: int, artist: str, title: str) -> str:
    """What tells one report of a listener's from another, as a player may send it twice."""
    whole = "\x1f".join((str(ts), artist, title))
    return hashlib.sha256(whole.encode()).hexdigest()


def playing_until(started_at: datetime, duration_ms: int | None) -> datetime:
    """Until when a song is held for playing, unless its player says more."""
    if duration_ms is None:
        return started_at + PLAYING_UNKNOWN
    return started_at + min(timedelta(milliseconds=duration_ms) + _SLACK, PLAYING_AT_MOST)


def spotify_id(value: object) -> str | None:
    """The track's id in a Spotify address."""
    found = _SPOTIFY.search(value) if isinstance(value, str) else None
    return found[1] if found else None


def isrc(value: object) -> str | None:
    """An ISRC, or nothing where a text is none."""
    plain = value.replace("-", "").upper() if isinstance(value, str) else ""
    return plain if _ISRC.fullmatch(plain) else None


def program(user_agent: str) -> str:
    """What a program calls itself, such as "Navidrome/0.55"; empty when it does not."""
    found = _PRODUCT.match(user_agent.strip())
    return clean_text(found[0], 80) if found else ""


def md5(text: str) -> str:
    """The hash that Last.fm's protocols prove a secret by; safe here for 256 random bits alone."""
    return hashlib.md5(text.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()

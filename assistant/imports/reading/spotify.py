"""Spotify's two kinds of history: the extended one, and the short one of the account data."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from assistant.imports.reading.rows import Passed, Play
from assistant.imports.reading.values import (
    ended,
    maybe_name,
    milliseconds,
    name,
    spotify_id,
    when,
)
from assistant.imports.rules import RowRefusedError

EXTENDED, ACCOUNT = "spotify_file", "spotify_account"
_OFFLINE_FOR = timedelta(hours=1)


def is_extended(row: dict[str, Any]) -> bool:
    """Whether a row is of the extended history (or of the older endsong files)."""
    return "master_metadata_track_name" in row or ("ms_played" in row and "ts" in row)


def is_account(row: dict[str, Any]) -> bool:
    """Whether a row is of the account data."""
    return "endTime" in row and "msPlayed" in row


def extended(row: dict[str, Any]) -> Play | Passed:
    """A row of the extended history; address, user agent, country and account name are left out.

    Raises:
        RowRefusedError: it tells no play.
    """
    if row.get("incognito_mode") is True:
        return Passed("private_session")
    title = row.get("master_metadata_track_name")
    if title is None:
        if row.get("episode_name") or row.get("spotify_episode_uri"):
            return Passed("podcast")
        if row.get("audiobook_title") or row.get("audiobook_uri"):
            return Passed("audiobook")
    ms_played = milliseconds(row.get("ms_played"))
    end = when(row.get("ts"))
    start = ended(end, ms_played)
    if row.get("offline") is True:
        start = _offline(row.get("offline_timestamp"), start)
        end = start + timedelta(milliseconds=ms_played or 0)
    return Play(
        EXTENDED, start, name(title, "no_title"),
        name(row.get("master_metadata_album_artist_name"), "no_artist"),
        maybe_name(row.get("master_metadata_album_album_name")), end, ms_played,
        spotify_id=spotify_id(row.get("spotify_track_uri")), context=_context(row),
    )  # fmt: skip


def account(row: dict[str, Any]) -> Play:
    """A row of the account data; its time is exact to the minute.

    Raises:
        RowRefusedError: it tells no play.
    """
    ms_played = milliseconds(row.get("msPlayed"))
    end = when(row.get("endTime"))
    return Play(
        ACCOUNT, ended(end, ms_played), name(row.get("trackName"), "no_title"),
        name(row.get("artistName"), "no_artist"), None, end, ms_played,
    )  # fmt: skip


def _offline(value: Any, start: datetime) -> datetime:
    """When a play without a network began: its own clock, where Spotify says a later upload."""
    try:
        at = when(value).astimezone(UTC)
    except RowRefusedError:
        return start
    return at if start - at > _OFFLINE_FOR else start


def _context(row: dict[str, Any]) -> dict[str, Any]:
    words = tuple(_short(row.get(key)) for key in ("platform", "reason_start", "reason_end"))
    marks = tuple(row.get(key) is True for key in ("shuffle", "skipped", "offline"))
    return _shared_context(words, marks)


def _short(value: Any) -> str:
    return value[:60] if isinstance(value, str) else ""


@lru_cache(maxsize=10_000)
def _shared_context(words: tuple[str, ...], marks: tuple[bool, ...]) -> dict[str, Any]:
    """One object for all rows that say the same."""
    names = ("device", "reason_start", "reason_end", "shuffle", "skipped", "offline")
    return {key: value for key, value in zip(names, (*words, *marks), strict=True) if value}

"""Whether a record of LRCLIB is surely the song asked for: rather none than a wrong one."""

import re
from collections.abc import Sequence

from anyascii import anyascii

from assistant.core.music_names import title_key
from assistant.integrations.lrclib.schemas import Record

TOLERANCE_S = 4.0
"""LRCLIB itself allows 2 s; a search may give what rounds or pads a little more, not an edit."""


def key(name: str) -> str:
    """A title or artist as LRCLIB's own names are compared: its key in ASCII, without spaces."""
    return re.sub(r"[^a-z0-9]+", "", anyascii(title_key(name)).casefold()) or title_key(name)


def is_same(record: Record, track_name: str, artist_name: str, duration_s: float | None) -> bool:
    """Whether a record has the same title and artist, and a duration within `TOLERANCE_S`.

    A record without a duration matches only when none was asked for.
    """
    if key(record.track_name) != key(track_name) or key(record.artist_name) != key(artist_name):
        return False
    if duration_s is None:
        return True
    return record.duration is not None and abs(record.duration - duration_s) <= TOLERANCE_S


def best(
    records: Sequence[Record], track_name: str, artist_name: str, duration_s: float | None
) -> Record | None:
    """The record that is surely the song, if there is one.

    The nearest in duration; of equally near ones, one with synced words. When no duration was
    asked for, records further apart than `TOLERANCE_S` may be different recordings: then none.
    """
    same = [
        record
        for record in records
        if record.says_something and is_same(record, track_name, artist_name, duration_s)
    ]
    if duration_s is None:
        lengths = [record.duration for record in same if record.duration is not None]
        if lengths and max(lengths) - min(lengths) > TOLERANCE_S:
            return None
    return min(
        same,
        key=lambda record: (
            round(abs((record.duration or 0) - (duration_s or record.duration or 0))),
            not record.synced_lyrics,
            not record.plain_lyrics,
            record.id,
        ),
        default=None,
    )

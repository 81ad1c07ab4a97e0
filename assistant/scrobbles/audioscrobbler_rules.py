"""AudioScrobbler 1.2.1: what a handshake and a submission hold; pure.

The protocol is described at https://www.last.fm/api/submissions.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import parse_qsl
from uuid import UUID

from assistant.scrobbles import rules
from assistant.scrobbles.schemas import Heard

WINDOW_S = 180
"""How old or young a handshake's time may be: one that was overheard does not open later."""
AT_ONCE = 50
DURATION_S_MAX = 24 * 86_400
_FIELD = re.compile(r"([a-z])\[([0-9]{1,2})\]")
_RATINGS = {"L": 1, "B": -1}


def fields(body: bytes) -> dict[str, str]:
    """The parameters of a form.

    Raises:
        ValueError: there are too many.
    """
    text = body.decode("utf-8", "replace")
    return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=1_000))


def is_timely(t: str, now: datetime) -> bool:
    """Whether a handshake was made just now."""
    if not (t.isascii() and t.isdigit() and len(t) <= 12):
        return False
    return abs(int(t) - now.timestamp()) <= WINDOW_S


def proof_of(token: str, t: str) -> str:
    """What a handshake shows of a secret: md5(md5(secret) + time)."""
    return rules.md5(rules.md5(token) + t)


def songs(given: Mapping[str, str], now: datetime, client: str) -> tuple[list[Heard], int]:
    """The songs of a submission, and how many are none that can be kept.

    A program sends what was refused again and again, and nothing that comes after it: so what
    can never be kept (no name, no time, a time nobody lived at) is left out and the rest taken.
    """
    by_index: dict[int, dict[str, str]] = {}
    for name, value in given.items():
        found = _FIELD.fullmatch(name)
        if found:
            by_index.setdefault(int(found[2]), {})[found[1]] = value
    all_songs = [_song(by_index[n], now, client) for n in sorted(by_index)[:AT_ONCE]]
    kept = [song for song in all_songs if song is not None]
    return kept, len(by_index) - len(kept)


def playing(given: Mapping[str, str], client: str) -> Heard | None:
    """The song of a now-playing notification; None when it names none."""
    return _heard(given, None, client)


def _song(sent: Mapping[str, str], now: datetime, client: str) -> Heard | None:
    written = sent.get("i", "").strip()
    if not (written.isascii() and written.isdigit() and len(written) <= 12):
        return None
    ts = int(written)
    if rules.is_too_old(ts) or rules.is_too_new(ts, now) or sent.get("r", "").strip() == "S":
        return None
    return _heard(sent, ts, client)


def _heard(sent: Mapping[str, str], ts: int | None, client: str) -> Heard | None:
    artist, title = rules.shown(sent.get("a", "")), rules.shown(sent.get("t", ""))
    if not artist or not title:
        return None
    length = sent.get("l", "")
    seconds = int(length) if length.isascii() and length.isdigit() and len(length) < 8 else 0
    rating = _RATINGS.get(sent.get("r", "").strip())
    return Heard(
        title=title, artist=artist, ts=ts, album=rules.shown(sent.get("b", "")) or None,
        duration_ms=seconds * 1_000 if 0 < seconds <= DURATION_S_MAX else None,
        mbid=_mbid(sent.get("m", "")), client=client, rating=rating,
    )  # fmt: skip


def _mbid(value: str) -> str | None:
    try:
        return str(UUID(value)) if len(value) == 36 else None
    except ValueError:
        return None

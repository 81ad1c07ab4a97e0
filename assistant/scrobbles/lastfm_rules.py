"""Last.fm's protocol 2.0: what its calls hold, and answers in XML and JSON; pure.

Errors and shapes are those of https://www.last.fm/api; the numbers are part of the protocol.
"""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID

from assistant.scrobbles import rules
from assistant.scrobbles.schemas import Heard

AT_ONCE = 50
DURATION_S_MAX = 24 * 86_400
METHOD, AUTH, PARAMETERS, FAILED, SESSION, API_KEY, OFFLINE, LATER, TOO_MANY = (
    3, 4, 6, 8, 9, 10, 11, 16, 29,
)  # fmt: skip
STATUS = {
    METHOD: 400, AUTH: 403, PARAMETERS: 400, FAILED: 503, SESSION: 403, API_KEY: 403,
    OFFLINE: 503, LATER: 503, TOO_MANY: 429,
}  # fmt: skip
NO_ARTIST, NO_TRACK, TOO_OLD, TOO_NEW = 1, 2, 3, 4
_IGNORED = {
    0: "", NO_ARTIST: "Artist was ignored", NO_TRACK: "Track was ignored",
    TOO_OLD: "Timestamp was too old", TOO_NEW: "Timestamp was too new",
}  # fmt: skip
_INDEXED = re.compile(r"([A-Za-z]+)(?:\[([0-9]{1,2})\])?")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Failed(Exception):
    """A call that is answered with an error of this number."""

    def __init__(self, number: int, words: str) -> None:
        super().__init__(words)
        self.number, self.words = number, words


@dataclass(frozen=True, slots=True)
class Item:
    """One song of a call, as it was sent; `ignored` is why it is none, 0 when it is one."""

    sent: dict[str, str]
    heard: Heard | None
    ignored: int


def fields(query: Mapping[str, str], body: bytes) -> dict[str, str]:
    """The parameters of a call: the form's, and those of the address."""
    form = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=1_000)
    return {**query, **dict(form)}


def songs(given: Mapping[str, str], now: datetime, client: str, *, timed: bool) -> list[Item]:
    """The songs of a call, by their index.

    Args:
        given: its parameters.
        now: the time, aware.
        client: the program, by its own words.
        timed: whether each needs a timestamp.

    Raises:
        Failed: none, more than `AT_ONCE`, or one without what it needs.
    """
    by_index: dict[int, dict[str, str]] = {}
    for name, value in given.items():
        found = _INDEXED.fullmatch(name)
        if found:
            by_index.setdefault(int(found[2] or 0), {})[found[1]] = value
    chosen = [
        by_index[n]
        for n in sorted(by_index)
        if {"artist", "track", "timestamp"} & by_index[n].keys()
    ]
    if not chosen or len(chosen) > AT_ONCE:
        raise Failed(PARAMETERS, f"Give from 1 to {AT_ONCE} songs.")
    return [_item(sent, now, client, timed=timed) for sent in chosen]


def _item(sent: dict[str, str], now: datetime, client: str, *, timed: bool) -> Item:
    if not {"artist", "track"} <= sent.keys():
        raise Failed(PARAMETERS, "A song needs artist and track.")
    ts = _whole(sent.get("timestamp", ""), "timestamp") if timed else None
    artist, title = rules.shown(sent["artist"]), rules.shown(sent["track"])
    why = _why_ignored(artist, title, ts, now)
    if why:
        return Item(sent, None, why)
    duration_s = sent.get("duration", "")
    length = int(duration_s) if duration_s.isascii() and duration_s.isdigit() else 0
    heard = Heard(
        title=title, artist=artist, ts=ts, album=rules.shown(sent.get("album", "")) or None,
        duration_ms=length * 1_000 if 0 < length <= DURATION_S_MAX else None,
        mbid=_mbid(sent.get("mbid", "")), client=client,
    )  # fmt: skip
    return Item(sent, heard, 0)


def _why_ignored(artist: str, title: str, ts: int | None, now: datetime) -> int:
    if not artist:
        return NO_ARTIST
    if not title:
        return NO_TRACK
    if ts is not None and rules.is_too_old(ts):
        return TOO_OLD
    return TOO_NEW if ts is not None and rules.is_too_new(ts, now) else 0


def _whole(value: str, name: str) -> int:
    if not re.fullmatch(r"-?[0-9]{1,18}", value.strip(), re.ASCII):
        raise Failed(PARAMETERS, f"{name} must be a whole number of seconds.")
    return int(value)


def _mbid(value: str) -> str | None:
    try:
        return str(UUID(value)) if len(value) == 36 else None
    except ValueError:
        return None


def scrobbles(items: list[Item]) -> dict[str, Any]:
    """The answer to track.scrobble."""
    shown = [_shown(item, timed=True) for item in items]
    accepted = sum(item.heard is not None for item in items)
    return {
        "scrobbles": {
            "@attr": {"accepted": accepted, "ignored": len(items) - accepted},
            "scrobble": shown[0] if len(shown) == 1 else shown,
        }
    }


def nowplaying(item: Item) -> dict[str, Any]:
    """The answer to track.updateNowPlaying."""
    return {"nowplaying": _shown(item, timed=False)}


def _shown(item: Item, *, timed: bool) -> dict[str, Any]:
    def named(value: str) -> dict[str, str]:
        return {"corrected": "0", "#text": value}

    shown: dict[str, Any] = {
        name: named(item.sent.get(name, "")) for name in ("track", "artist", "album", "albumArtist")
    }
    if timed:
        shown["timestamp"] = item.sent.get("timestamp", "")
    shown["ignoredMessage"] = {"code": str(item.ignored), "#text": _IGNORED[item.ignored]}
    return shown


def as_json(body: Mapping[str, Any]) -> bytes:
    """An answer as JSON."""
    return json.dumps(body).encode()


def as_xml(body: Mapping[str, Any], *, ok: bool = True) -> bytes:
    """An answer as XML, of the JSON's shape: "@attr" are attributes, "#text" is the text."""
    root = ET.Element("lfm", status="ok" if ok else "failed")
    for name, value in body.items():
        _append(root, name, value)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def error(number: int, words: str, *, json_wanted: bool) -> bytes:
    """An error as JSON or XML."""
    if json_wanted:
        return as_json({"error": number, "message": words})
    return as_xml({"error": {"code": str(number), "#text": words}}, ok=False)


def _append(parent: ET.Element, name: str, value: object) -> None:
    for one in value if isinstance(value, list) else [value]:
        element = ET.SubElement(parent, name)
        if not isinstance(one, dict):
            element.text = _plain(one)
            continue
        for key, inner in one.items():
            if key == "#text":
                element.text = _plain(inner)
            elif key == "@attr":
                element.attrib |= {k: _plain(v) for k, v in inner.items()}
            elif key in ("corrected", "code"):
                element.set(key, _plain(inner))
            else:
                _append(element, key, inner)


def _plain(value: object) -> str:
    """A value as text without the signs that XML does not know."""
    return _NOT_XML.sub("", str(value))

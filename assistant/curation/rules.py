"""What becomes of two rows that a merge makes one, and which names may be the same; pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any, Literal, NamedTuple
from uuid import UUID

from assistant.core.recordings import Recording, likeness, sound_of

Kind = Literal["track", "artist", "album"]
Row = Mapping[str, Any]
LIKELY = 0.6
"""From here on two entries are shown as possibly one."""
_BLOCK, _BLOCK_MAX = 5, 60
_LYRICS_KEPT = ("id", "track_id", "owner_key", "provider", "created_at")
_MOOD_KEPT = ("track_id", "owner_key", "stamp", "created_at")


class Entry(NamedTuple):
    """A track, artist or album as suspects are looked for.

    Attributes:
        by: its artists' names; of an artist none.
    """

    id: UUID
    name: str
    by: tuple[str, ...]
    duration_ms: int | None
    identifiers: Mapping[str, str] = {}


class Suspects(NamedTuple):
    """Two entries that may be one."""

    one: Entry
    other: Entry
    likeness: float


def folded(table: str, kept: Row, gone: Row) -> dict[str, Any]:
    """What a kept row takes over from the row that goes because they became the same."""
    fold = _FOLDS.get(table)
    return {} if fold is None else fold(kept, gone)


def unknown_filled(kept: Row, gone: Row, columns: Iterable[str]) -> dict[str, Any]:
    """What one entry knew and the other did not."""
    return {
        name: gone[name]
        for name in columns
        if name in kept and kept[name] is None and gone[name] is not None
    }


def suspects(kind: Kind, entries: Iterable[Entry]) -> list[Suspects]:
    """Pairs of entries that may be one, the surest first.

    Only entries that sound alike in their beginnings are compared: all with all would take days.
    """
    found = {}
    for block in _blocks(kind, entries):
        for one, other in combinations(block, 2):
            alike = likeness(_recording(kind, one), _recording(kind, other))
            if alike >= LIKELY:
                found[one.id, other.id] = Suspects(one, other, alike)
    return sorted(found.values(), key=lambda pair: (-pair.likeness, pair.one.name, pair.one.id))


def _blocks(kind: Kind, entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    by_sound: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    by_identifier: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        first = sound_of(entry.by[0])[:3] if entry.by else ""
        by_sound[sound_of(entry.name)[:_BLOCK], first].append(entry)
        for scheme, value in entry.identifiers.items():
            by_identifier[scheme, value].append(entry)
    whole = (*by_sound.values(), *by_identifier.values())
    size = _BLOCK_MAX if kind != "artist" else 2 * _BLOCK_MAX
    yield from (block[:size] for block in whole if len(block) > 1)


def _recording(kind: Kind, entry: Entry) -> Recording:
    by = (entry.name,) if kind == "artist" else entry.by
    return Recording(entry.name, by, entry.duration_ms, entry.identifiers)


def _item(kept: Row, gone: Row) -> dict[str, Any]:
    """One song in a library: what was said of either, since the earlier of two days."""
    changes: dict[str, Any] = {}
    if not kept["rating"] and gone["rating"]:
        changes |= {"rating": gone["rating"], "rated_at": gone["rated_at"]}
    if gone["added_at"] < kept["added_at"]:
        changes["added_at"] = gone["added_at"]
    if kept["hidden_until"] is None and gone["hidden_until"] is not None:
        changes["hidden_until"] = gone["hidden_until"]
    return changes


def _words(kept: Row, gone: Row) -> dict[str, Any]:
    better = kept["state"] != "found" and gone["state"] == "found"
    return _but(gone, _LYRICS_KEPT) if better else {}


def _mood(kept: Row, gone: Row) -> dict[str, Any]:
    return _but(gone, _MOOD_KEPT) if gone["known"] and not kept["known"] else {}


def _play(kept: Row, gone: Row) -> dict[str, Any]:
    known = kept["ms_played"] is None and gone["ms_played"] is not None
    return {"ms_played": gone["ms_played"]} if known else {}


def _but(row: Row, left_out: Iterable[str]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in left_out}


_FOLDS: dict[str, Callable[[Row, Row], dict[str, Any]]] = {
    "library_item": _item, "lyrics": _words, "song_mood": _mood, "listen": _play,
}  # fmt: skip

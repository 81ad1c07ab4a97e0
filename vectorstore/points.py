"""Checks points before they are stored, and reads stored ones back.

What the engines would accept silently and answer wrongly is refused here: numbers that are not
finite, vectors of another length, and bools (the embedded engine reads them as integers, so that
a filter on explicit songs would let them through).
"""

import math
from typing import Any, NamedTuple
from uuid import UUID

import numpy as np

from vectorstore import blend
from vectorstore.errors import InvalidPoint
from vectorstore.types import (
    UNKNOWN_LANGUAGE,
    UNKNOWN_YEAR,
    Hit,
    Payload,
    Record,
    Six,
    SongPoint,
    Vector,
)

VECTOR = "blend"
"""The name of the one vector of a point: its lyric part alone answers lyric searches too."""
_OWN = ("track_id", "owner_key", "six", "popularity", "freshness")
_UNKNOWN: dict[str, object] = {"year": UNKNOWN_YEAR, "language": UNKNOWN_LANGUAGE}


class Raw(NamedTuple):
    """A point as the engines know it."""

    id: UUID
    vector: Vector | None
    payload: dict[str, Any]
    score: float = 0.0


def to_raw(point: SongPoint, dims: int) -> Raw:
    """Check one point and bring it into its stored form.

    Raises:
        InvalidPoint: see the module; the message names the point.
    """
    lyric = np.asarray(point.lyric, dtype=np.float32)
    if lyric.shape != (dims,):
        raise InvalidPoint(
            f"Point {point.id}: the lyric vector has the shape {lyric.shape}, "
            f"this generation takes ({dims},). Build a new generation for another model."
        )
    if not np.isfinite(lyric).all():
        raise InvalidPoint(f"Point {point.id}: the lyric vector holds NaN or infinity.")
    six = _six(point)
    _within(point.id, "popularity", point.popularity, 0)
    _within(point.id, "freshness", point.freshness, 0)
    payload = {
        **_UNKNOWN,
        **_payload(point),
        "track_id": str(point.track_id),
        "owner_key": point.owner_key,
        "six": list(six),
        "popularity": float(point.popularity),
        "freshness": float(point.freshness),
    }
    return Raw(point.id, blend.stored(lyric, six, point.popularity, point.freshness), payload)


def to_record(raw: Raw) -> Record:
    """Read a stored point back."""
    return Record(**_fields(raw))


def to_hit(raw: Raw, constant: float) -> Hit:
    """Read a found point back; `constant` is what the query's products lack (`blend.asked`)."""
    return Hit(score=raw.score + constant, **_fields(raw))


def _fields(raw: Raw) -> dict[str, Any]:
    stored = raw.payload
    return {
        "id": raw.id,
        "track_id": UUID(stored["track_id"]),
        "owner_key": stored["owner_key"],
        "six": tuple(stored["six"]),
        "popularity": stored["popularity"],
        "freshness": stored["freshness"],
        "payload": {k: v for k, v in stored.items() if k not in _OWN and _is_known(k, v)},
        "lyric": None if raw.vector is None else blend.lyric_of(raw.vector),
    }


def _is_known(key: str, value: object) -> bool:
    return key not in _UNKNOWN or value != _UNKNOWN[key]


def _six(point: SongPoint) -> Six:
    if len(point.six) != 6:
        raise InvalidPoint(f"Point {point.id}: a mood has six numbers, not {len(point.six)}.")
    for i, value in enumerate(point.six):
        _within(point.id, "mood", value, -1 if i < 2 else 0)
    v, a, h, s, an, r = map(float, point.six)
    return v, a, h, s, an, r


def _within(point_id: UUID, what: str, value: float, low: float) -> None:
    if not math.isfinite(value) or not low - 1e-6 <= value <= 1 + 1e-6:
        raise InvalidPoint(f"Point {point_id}: {what} must lie from {low} to 1, it is {value!r}.")


def _payload(point: SongPoint) -> dict[str, Any]:
    payload: Payload = point.payload
    taken = [key for key in _OWN if key in payload]
    if taken:
        raise InvalidPoint(f"Point {point.id}: {taken[0]!r} is a field of the point itself.")
    known = {k: list(v) if isinstance(v, tuple) else v for k, v in payload.items() if v is not None}
    for key, value in known.items():
        _plain(point.id, key, value)
    for key in ("genre", "artist"):
        _check(point.id, key, known, _is_texts, "a list of texts")
    _check(point.id, "language", known, lambda v: isinstance(v, str), "a text")
    _check(point.id, "year", known, _is_year, "a whole number, 0 or later")
    _check(point.id, "explicit", known, lambda v: v in (0, 1), "0 or 1")
    return known


def _check(point_id: UUID, key: str, known: dict[str, Any], fits: Any, what: str) -> None:
    if key in known and not fits(known[key]):
        raise InvalidPoint(f"Point {point_id}: {key!r} must be {what}, it is {known[key]!r}.")


def _is_year(value: object) -> bool:
    return isinstance(value, int) and 0 <= value < 10_000


def _is_texts(value: object) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(x, str) for x in value)


def _plain(point_id: UUID, key: str, value: object) -> None:
    """Refuse what is no JSON, and bools, however deep."""
    if isinstance(value, bool):
        raise InvalidPoint(f"Point {point_id}: {key!r} is a bool; store 0 or 1.")
    if value is None or isinstance(value, str | int):
        return
    if isinstance(value, float) and math.isfinite(value):
        return
    if isinstance(value, list | tuple):
        for item in value:
            _plain(point_id, key, item)
    elif isinstance(value, dict) and all(isinstance(k, str) for k in value):
        for item in value.values():
            _plain(point_id, key, item)
    else:
        raise InvalidPoint(f"Point {point_id}: {key!r} holds {value!r}, which JSON cannot say.")

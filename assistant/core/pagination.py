"""Pages: every list of the product comes in them, by limit and an opaque cursor."""

import base64
import binascii
import json
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from pydantic import BaseModel

from assistant.core.columns import FIRST_YEAR, LAST_YEAR
from assistant.core.errors import RuleViolated

T = TypeVar("T")
LIMIT_DEFAULT, LIMIT_MAX = 50, 200
OFFSET_MAX = 1_000_000_000


class Page(BaseModel, Generic[T]):
    """One page of a list; `cursor` is None on the last."""

    items: list[T]
    cursor: str | None = None
    total: int | None = None


def encode_cursor(*key: str | float | None) -> str:
    """Make a cursor of the last row's sort key."""
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


def decode_cursor(cursor: str, length: int) -> list[Any]:
    """Read a cursor back.

    Args:
        cursor: what a page gave.
        length: how many parts its sort key has.

    Raises:
        RuleViolated: it is no cursor of this list.
    """
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        key = json.loads(raw)
    except (ValueError, binascii.Error) as error:
        raise _bad_cursor() from error
    if not isinstance(key, list) or len(key) != length:
        raise _bad_cursor()
    return key


def moment_of(part: object) -> datetime:
    """Read a moment out of a cursor's key, in UTC.

    Raises:
        RuleViolated: it is none.
    """
    try:
        at = datetime.fromisoformat(str(part)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise _bad_cursor() from error
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise _bad_cursor()
    return at


def id_of(part: object) -> UUID:
    """Read an id out of a cursor's key.

    Raises:
        RuleViolated: it is none.
    """
    try:
        return UUID(str(part))
    except ValueError as error:
        raise _bad_cursor() from error


def number_of(part: object) -> int:
    """Read the id of a row counted in millions out of a cursor's key.

    Raises:
        RuleViolated: it is none.
    """
    if isinstance(part, int) and not isinstance(part, bool) and 0 <= part < 1 << 63:
        return part
    raise _bad_cursor()


def offset_of(cursor: str | None) -> int:
    """Where a page begins in a list that is paged by position; 0 without a cursor.

    Raises:
        RuleViolated: it is no cursor of this list.
    """
    if cursor is None:
        return 0
    (offset,) = decode_cursor(cursor, 1)
    if not isinstance(offset, int) or not 0 <= offset <= OFFSET_MAX:
        raise _bad_cursor()
    return offset


def next_offset(offset: int, limit: int, total: int) -> str | None:
    """The cursor of the page after this one, None when this is the last."""
    return encode_cursor(offset + limit) if offset + limit < total else None


def _bad_cursor() -> RuleViolated:
    return RuleViolated("bad_cursor", "This page does not exist. Start again from the first.")

"""Pages: every list of the product comes in them, by limit and an opaque cursor."""

import base64
import binascii
import json
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from assistant.core.errors import RuleViolated

T = TypeVar("T")
LIMIT_DEFAULT, LIMIT_MAX = 50, 200


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


def _bad_cursor() -> RuleViolated:
    return RuleViolated("bad_cursor", "This page does not exist. Start again from the first.")

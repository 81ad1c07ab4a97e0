"""Identifiers: time-ordered UUIDs (RFC 9562, version 7), which Python 3.11 lacks."""

import os
import time
from uuid import UUID

_VERSION, _VARIANT = 0x7, 0b10


def new_id() -> UUID:
    """A fresh UUIDv7: 48 bits of Unix milliseconds, then 74 random bits."""
    stamp = (time.time_ns() // 1_000_000) & ((1 << 48) - 1)
    random = int.from_bytes(os.urandom(10), "big")
    value = (stamp << 80) | (_VERSION << 76) | ((random >> 62 & 0xFFF) << 64)
    return UUID(int=value | (_VARIANT << 62) | (random & ((1 << 62) - 1)))

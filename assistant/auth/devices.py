"""Known devices: a long-lived cookie that shows that an account was signed in to here before.

It opens nothing. A device that has it counts its wrong passwords by itself, so that whoever tries
passwords elsewhere, or from the same address, uses up no tries of it (OWASP's device cookies).
"""

import hmac
import secrets
from datetime import timedelta

COOKIE = "attune_device"
LIFETIME = timedelta(days=365)


class DeviceMarks:
    """Makes and reads the cookie's values; nothing is stored.

    Args:
        seed: 32 bytes, this installation's own.
    """

    def __init__(self, seed: bytes) -> None:
        self._key = hmac.digest(seed, b"attune device marks", "sha256")

    def make(self, email_key: str) -> str:
        """A fresh mark for the account of an address."""
        nonce = secrets.token_urlsafe(16)
        return f"{nonce}.{self._seal(nonce, email_key)}"

    def read(self, value: str | None, email_key: str) -> str | None:
        """Which device this is; None when the mark is missing, forged or another account's."""
        nonce, _, seal = (value or "").partition(".")
        right = self._seal(nonce, email_key)
        return nonce if hmac.compare_digest(seal.encode(), right.encode()) else None

    def _seal(self, nonce: str, email_key: str) -> str:
        return hmac.new(self._key, f"{nonce}\n{email_key}".encode(), "sha256").hexdigest()

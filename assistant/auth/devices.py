"""Known devices: a long-lived cookie that shows that an account was signed in to here before.

It opens nothing. A device that has it counts its wrong passwords by itself, so that whoever tries
passwords elsewhere, or from the same address, uses up no tries of it (OWASP's device cookies). A
new password ends it: whoever had to reset one may have been visited.
"""

import hmac
import secrets
from datetime import datetime, timedelta

from assistant.core.clock import Clock, utc_now

COOKIE = "attune_device"
LIFETIME = timedelta(days=365)


class DeviceMarks:
    """Makes and reads the cookie's values; nothing is stored.

    Args:
        seed: 32 bytes, this installation's own.
        clock: the time.
    """

    def __init__(self, seed: bytes, clock: Clock = utc_now) -> None:
        self._clock = clock
        self._key = hmac.digest(seed, b"attune device marks", "sha256")

    def make(self, email_key: str) -> str:
        """A fresh mark for the account of an address."""
        nonce = f"{secrets.token_urlsafe(16)}~{self._clock().timestamp():.6f}"
        return f"{nonce}!{self._seal(nonce, email_key)}"

    def read(self, value: str | None, email_key: str, since: datetime | None) -> str | None:
        """Which device this is; None when the mark is missing, forged, too old, or another's.

        Args:
            value: the cookie's.
            email_key: the address of the account that is signed in to.
            since: when its password was set.
        """
        nonce, _, seal = (value or "").partition("!")
        right = self._seal(nonce, email_key)
        if not hmac.compare_digest(seal.encode(), right.encode()):
            return None
        made = float(nonce.rpartition("~")[2])  # sealed, so it is one that we wrote
        return nonce if since is None or made >= since.timestamp() else None

    def _seal(self, nonce: str, email_key: str) -> str:
        return hmac.new(self._key, f"{nonce}\n{email_key}".encode(), "sha256").hexdigest()

"""Rate limits: moving windows in memory, or in Redis when several processes share them."""

import hashlib
import ipaddress
import time
from contextlib import suppress
from math import ceil

import structlog
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage, RedisStorage
from limits.strategies import MovingWindowRateLimiter
from redis.exceptions import RedisError

from assistant.core.errors import RateLimited

log = structlog.get_logger(__name__)
_RETRY_S = 30.0
_TIMEOUT_S = 1.0


class RateLimiter:
    """Counts acts by key.

    Keys are hashed: what an act is counted under may be somebody's address. While Redis cannot be
    reached each process counts for itself, so that nobody is let in unlimited or kept out.

    Args:
        redis_url: where the counts are shared; empty keeps them in this process.
    """

    def __init__(self, redis_url: str = "") -> None:
        self._own = MovingWindowRateLimiter(MemoryStorage())
        self._shared = MovingWindowRateLimiter(_redis(redis_url)) if redis_url else None
        self._alone_until = 0.0
        self._parsed: dict[str, RateLimitItem] = {}

    def check(self, rule: str, *key: str) -> None:
        """Count one act.

        Args:
            rule: such as "10/minute".
            key: what the act is counted under.

        Raises:
            RateLimited: the rule's number is reached; context has `retry_after_s`.
        """
        item = self._parsed.setdefault(rule, parse(rule))
        if not self._hit(item, _hashed(key)):
            raise RateLimited(
                "too_many_requests",
                "That was too often in a short time. Wait a little, then try again.",
                retry_after_s=item.get_expiry(),
            )

    def left(self, rule: str, *key: str) -> tuple[int, int]:
        """How many acts are left under a key now, and in how many seconds there are more."""
        item = self._parsed.setdefault(rule, parse(rule))
        hashed = _hashed(key)
        if self._shared is not None and time.monotonic() >= self._alone_until:
            with suppress(RedisError):
                return _left(self._shared, item, hashed)
        return _left(self._own, item, hashed)

    def _hit(self, item: RateLimitItem, key: str) -> bool:
        if self._shared is not None and time.monotonic() >= self._alone_until:
            try:
                return self._shared.hit(item, key)
            except RedisError as error:
                self._alone_until = time.monotonic() + _RETRY_S
                log.warning("redis is away; counting here for now", error=type(error).__name__)
        return self._own.hit(item, key)


def _hashed(key: tuple[str, ...]) -> str:
    return hashlib.sha256("\x1f".join(key).encode("utf-8", "surrogatepass")).hexdigest()


def _left(counter: MovingWindowRateLimiter, item: RateLimitItem, key: str) -> tuple[int, int]:
    stats = counter.get_window_stats(item, key)
    return max(0, stats.remaining), max(1, ceil(stats.reset_time - time.time()))


def _redis(url: str) -> RedisStorage:
    return RedisStorage(
        url, socket_timeout=_TIMEOUT_S, socket_connect_timeout=_TIMEOUT_S, key_prefix="attune"
    )


def network_of(address: str) -> str:
    """What an address is counted under: itself, or the /64 that one IPv6 household is given."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    parsed = getattr(parsed, "ipv4_mapped", None) or parsed  # as a socket for both kinds says it
    if parsed.version == 4 or parsed.is_loopback:
        return str(parsed)
    return str(ipaddress.ip_network((parsed, 64), strict=False))

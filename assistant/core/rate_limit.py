"""Rate limits: moving windows in memory, or in Redis when several processes share them."""

import ipaddress

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage, RedisStorage, Storage
from limits.strategies import MovingWindowRateLimiter

from assistant.core.errors import RateLimited


class RateLimiter:
    """Counts acts by key.

    Args:
        redis_url: where the counts are shared; empty keeps them in this process.
    """

    def __init__(self, redis_url: str = "") -> None:
        storage: Storage = RedisStorage(redis_url) if redis_url else MemoryStorage()
        self._limiter = MovingWindowRateLimiter(storage)
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
        if not self._limiter.hit(item, *key):
            raise RateLimited(
                "too_many_requests",
                "That was too often in a short time. Wait a little, then try again.",
                retry_after_s=item.get_expiry(),
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

"""What acts are counted under."""

import pytest

from assistant.core.errors import RateLimited
from assistant.core.rate_limit import RateLimiter, network_of


@pytest.mark.parametrize(
    "address, counted",
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("::1", "::1"),
        ("testclient", "testclient"),
    ],
)
def test_a_household_is_counted_once(address: str, counted: str) -> None:
    assert network_of(address) == counted


def test_the_act_beyond_the_rule_is_refused_for_its_key_alone() -> None:
    limiter = RateLimiter()
    for _ in range(3):
        limiter.check("3/minute", "sign_in", "a")
    with pytest.raises(RateLimited) as refused:
        limiter.check("3/minute", "sign_in", "a")
    assert refused.value.context["retry_after_s"] == 60
    limiter.check("3/minute", "sign_in", "b")

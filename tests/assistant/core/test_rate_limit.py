"""What acts are counted under."""

import shutil
from pathlib import Path

import pytest
from redis import Redis

from assistant.core.errors import RateLimited
from assistant.core.rate_limit import RateLimiter, network_of
from tests.support.redis_server import running


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


@pytest.fixture(params=["memory", "redis"])
def shared_at(request: pytest.FixtureRequest) -> str:
    """Where acts are counted: in the process, or in a real Redis."""
    if request.param == "memory":
        return ""
    url: str = request.getfixturevalue("redis")
    Redis.from_url(url).flushdb()
    return url


def test_the_act_beyond_the_rule_is_refused_for_its_key_alone(shared_at: str) -> None:
    limiter = RateLimiter(shared_at)
    for _ in range(3):
        limiter.check("3/minute", "sign_in", "a")
    with pytest.raises(RateLimited) as refused:
        limiter.check("3/minute", "sign_in", "a")
    assert refused.value.context["retry_after_s"] == 60
    limiter.check("3/minute", "sign_in", "b")


def test_processes_that_share_redis_share_their_counts(redis: str) -> None:
    Redis.from_url(redis).flushdb()
    one, other = RateLimiter(redis), RateLimiter(redis)
    for limiter in (one, other, one):
        limiter.check("3/minute", "shared", "mara@example.com")
    with pytest.raises(RateLimited):
        other.check("3/minute", "shared", "mara@example.com")


def test_redis_is_told_no_address(redis: str) -> None:
    client = Redis.from_url(redis)
    client.flushdb()
    RateLimiter(redis).check("3/minute", "sign_in", "203.0.113.9", "mara@example.com")
    [key] = list(client.scan_iter())
    assert b"mara" not in key
    assert b"203.0.113" not in key


def test_while_redis_is_away_each_process_counts_for_itself(free_port: int, tmp_path: Path) -> None:
    program = shutil.which("redis-server")
    assert program is not None
    with running(program, tmp_path, free_port) as url:
        limiter = RateLimiter(url)
        limiter.check("2/minute", "away", "a")
    limiter.check("2/minute", "away", "a")  # it is gone: one that is counted here
    limiter.check("2/minute", "away", "a")
    with pytest.raises(RateLimited):
        limiter.check("2/minute", "away", "a")


def test_a_redis_that_was_never_there_keeps_nobody_out(free_port: int) -> None:
    limiter = RateLimiter(f"redis://127.0.0.1:{free_port}/0")
    limiter.check("1/minute", "never", "a")
    with pytest.raises(RateLimited):
        limiter.check("1/minute", "never", "a")

"""The circuit breaker, by a clock held in the hand."""

from assistant.integrations.breaker import CircuitBreaker


class HandClock:
    """Time that moves when told."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def broken(clock: HandClock) -> CircuitBreaker:
    breaker = CircuitBreaker(threshold=2, cooldown_s=10, clock=clock)
    breaker.failed()
    breaker.failed()
    return breaker


def test_it_opens_after_failures_in_a_row() -> None:
    breaker = CircuitBreaker(threshold=2, cooldown_s=10, clock=HandClock())
    breaker.failed()
    breaker.succeeded()
    breaker.failed()
    assert breaker.wait_s() == 0
    breaker.failed()
    assert breaker.wait_s() == 10


def test_one_tries_for_all() -> None:
    clock = HandClock()
    breaker = broken(clock)
    clock.now = 10
    assert [breaker.wait_s(), breaker.wait_s()] == [0, 1]
    breaker.succeeded()
    assert [breaker.wait_s(), breaker.wait_s()] == [0, 0]


def test_a_failed_try_opens_it_again() -> None:
    clock = HandClock()
    breaker = broken(clock)
    clock.now = 10
    breaker.wait_s()
    breaker.failed()
    assert breaker.wait_s() == 10


def test_a_pause_is_kept_and_never_shortened() -> None:
    clock = HandClock()
    breaker = CircuitBreaker(clock=clock)
    breaker.hold(30)
    breaker.hold(5)
    assert breaker.wait_s() == 30
    clock.now = 30
    assert breaker.wait_s() == 0

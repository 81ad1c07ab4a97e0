"""When Spotify is not asked at all: a pause it wanted, or a rest after failures; kept in SQL.

Limits and quota are an app's. So the pause is kept by its client ID: every listener, process and
restart keeps it, and after a rest one of them tries for all.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from assistant.connections import pause_repository as repository
from assistant.connections import poll_rules
from assistant.core.errors import DomainError, RateLimited, UpstreamUnavailable
from assistant.core.unit_of_work import OpenUow, UnitOfWork
from assistant.models.connections import ProviderPause

QUOTA = "spotify_quota_exceeded"
FAILING = frozenset({"spotify_unavailable", "spotify_timeout", "spotify_lied"})
_SAYS = {
    QUOTA: "Spotify's quota for this app is used up. Attune asks again when it is renewed.",
    "spotify_rate_limited": "Spotify asks us to slow down. Attune goes on in a moment.",
}
_DOWN = "Spotify did not answer several times. Attune leaves it alone for a while."


@dataclass(frozen=True, slots=True)
class Held:
    """A pause that lasts: until when, why, and after how many failures in a row."""

    until: datetime
    reason: str
    failures: int


def name_of(provider: str, client_id: str) -> str:
    """Under which name an app's pause is kept."""
    return f"{provider}:{hashlib.sha256(client_id.encode()).hexdigest()[:24]}"


def held(uow: UnitOfWork, name: str) -> Held | None:
    """The pause that an app keeps now."""
    row = repository.find(uow.db, name)
    if row is None or row.until is None or row.until <= uow.now:
        return None
    return Held(row.until, row.reason, row.failures)


class Pausing:
    """Watches over the requests of one app.

    Args:
        open_uow: opens units of work.
        name: as `name_of` says.
    """

    def __init__(self, open_uow: OpenUow, name: str) -> None:
        self._open_uow, self._name = open_uow, name
        self._troubled = False
        self._seen: datetime | None = None

    def check(self) -> None:
        """Let a request go out, or raise.

        Raises:
            RateLimited: Spotify wanted a pause; `retry_after_s`.
            UpstreamUnavailable: it failed too often; `retry_after_s`. Nothing was sent.
        """
        with self._open_uow(read=True) as uow:
            row, now = repository.find(uow.db, self._name), uow.now
        self._troubled = row is not None and (row.failures > 0 or row.until is not None)
        self._seen = None if row is None else row.until
        if row is None or row.until is None:
            return
        if row.until > now:
            raise _paused(row, now)
        if poll_rules.rest_s(row.failures):
            self._try_for_all(row)

    def succeeded(self) -> None:
        """Spotify answered in its right mind."""
        if self._troubled:
            self._troubled = False
            with self._open_uow() as uow:
                repository.clear(uow.db, self._name, self._seen)

    def failed(self, error: DomainError) -> None:
        """Note an error that concerns more than one request."""
        if isinstance(error, RateLimited):
            wait_s = float(error.context.get("retry_after_s", 30))
            self._hold(wait_s, error.code)
        elif error.code in FAILING:
            with self._open_uow() as uow:
                repository.ensure(uow.db, self._name)
                rest = poll_rules.rest_s(repository.count_failure(uow.db, self._name))
                if rest:
                    until = uow.now + timedelta(seconds=rest)
                    repository.hold(uow.db, self._name, until, error.code)
        elif "status" in error.context:  # it refused, but it answered
            self.succeeded()

    def _hold(self, wait_s: float, reason: str) -> None:
        with self._open_uow() as uow:
            repository.ensure(uow.db, self._name)
            repository.hold(uow.db, self._name, uow.now + timedelta(seconds=wait_s), reason)

    def _try_for_all(self, row: ProviderPause) -> None:
        """After a rest one asks; the others wait for what becomes of it."""
        assert row.until is not None  # noqa: S101 - as the caller saw
        with self._open_uow() as uow:
            until = uow.now + timedelta(seconds=poll_rules.TRIAL_S)
            mine = repository.take_trial(uow.db, self._name, row.until, until)
        self._seen = until
        if not mine:
            raise UpstreamUnavailable(
                "spotify_unavailable", _DOWN, uncertain=False, retry_after_s=poll_rules.TRIAL_S
            )


def _paused(row: ProviderPause, now: datetime) -> DomainError:
    assert row.until is not None  # noqa: S101 - as the caller saw
    wait_s = ceil((row.until - now).total_seconds())
    if row.reason in _SAYS:
        return RateLimited(row.reason, _SAYS[row.reason], retry_after_s=wait_s)
    return UpstreamUnavailable("spotify_unavailable", _DOWN, uncertain=False, retry_after_s=wait_s)

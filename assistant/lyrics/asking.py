"""Questions to a provider of lyrics: asked by one at a time, remembered when they fail.

What is noted here belongs to songs and providers, to no listener: several who have the same song
ask about it once, and none of them learns of the others.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, cast
from uuid import UUID

from assistant.core.unit_of_work import UnitOfWork
from assistant.lyrics import asking_repository as repository
from assistant.lyrics import service
from assistant.models.lyrics import LyricsProvider

LRCLIB = "lrclib"
CLAIM = timedelta(minutes=10)  # longer than one question takes with its retries
_FIRST, _LONGEST, _DOUBLINGS = timedelta(hours=1), timedelta(days=7), 8
ProviderMood = Literal["answers", "slow_down", "away"]


@dataclass(frozen=True, slots=True)
class ProviderStatus:
    """How a provider is, as the last question found it.

    Attributes:
        state: "answers", "slow_down" (it asked for a pause) or "away"; None when never asked.
        at: when that was.
        blocked_until: nobody asks before, because the provider said so.
    """

    state: ProviderMood | None = None
    at: datetime | None = None
    blocked_until: datetime | None = None


def take(uow: UnitOfWork, track_id: UUID, claim: UUID) -> bool:
    """Begin to ask about a track; False when it is answered or another asks just now.

    Args:
        uow: an open unit of work.
        track_id: the track.
        claim: who asks, such as a job's id: the same may go on after a crash.
    """
    if track_id not in service.needs_fetch(uow, [track_id], uow.now):
        return False
    return repository.take(uow.db, track_id, LRCLIB, claim, uow.now, uow.now + CLAIM)


def answered(uow: UnitOfWork, track_id: UUID) -> None:
    """Note that the provider answered, with words or without."""
    repository.remove(uow.db, track_id, LRCLIB)
    _note(uow, "answers", None)


def failed(uow: UnitOfWork, track_id: UUID, code: str) -> None:
    """Note that a question came to nothing; it waits longer each time."""
    row = repository.find(uow.db, track_id, LRCLIB)
    if row is None:
        return
    wait = min(_LONGEST, _FIRST * 2 ** min(row.tries, _DOUBLINGS))
    row.tries, row.reason, row.asked_at = row.tries + 1, code, uow.now
    row.retry_after, row.claim, row.claimed_until = uow.now + wait, None, None
    repository.save(uow.db, row)


def let_go(uow: UnitOfWork, track_id: UUID) -> None:
    """Leave a question to whoever asks next: it was never put."""
    row = repository.find(uow.db, track_id, LRCLIB)
    if row is not None and row.tries == 0:
        repository.remove(uow.db, track_id, LRCLIB)
    elif row is not None:
        row.claim, row.claimed_until = None, None
        repository.save(uow.db, row)


def trouble(uow: UnitOfWork, state: ProviderMood, wait_s: float | None) -> None:
    """Note that the provider does not answer, and how long it asked to be left alone."""
    until = None if wait_s is None else uow.now + timedelta(seconds=wait_s)
    _note(uow, state, until)


def status(uow: UnitOfWork) -> ProviderStatus:
    """How the provider is."""
    row = repository.find_provider(uow.db, LRCLIB)
    if row is None:
        return ProviderStatus()
    return ProviderStatus(cast("ProviderMood", row.state), row.at, row.blocked_until)


def blocked_for_s(uow: UnitOfWork) -> float:
    """Seconds for which the provider asked to be left alone; 0 when it may be asked."""
    until = status(uow).blocked_until
    return 0.0 if until is None else max(0.0, (until - uow.now).total_seconds())


def wake(uow: UnitOfWork, ids: Collection[UUID]) -> int:
    """Let questions that failed be asked again at once; how many."""
    return repository.wake(uow.db, ids, uow.now) if ids else 0


def _note(uow: UnitOfWork, state: ProviderMood, until: datetime | None) -> None:
    row = LyricsProvider(provider=LRCLIB, state=state, at=uow.now, blocked_until=until)
    repository.save_provider(uow.db, row)

"""One worker among others on the same database: alive while it says so, and at most one leads.

A run of a worker has an id that no later run gets. Once the others have struck it from the list
(it was silent for too long), it stays struck: its jobs are theirs, and should it wake up it ends.
"""

import time
from collections.abc import Callable
from uuid import uuid4

from assistant.core.errors import Conflict
from assistant.core.unit_of_work import OpenUow, UnitOfWork
from assistant.jobs import lease_repository as leases

MEMBER, LEADER = "worker/", "leader"
# Linux's monotonic clock stands still while the machine sleeps, and the leases of others do not.
_CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


def models(uow: UnitOfWork) -> set[str]:
    """The models that the living workers are set to: one, where all is well."""
    return leases.models(uow.db, MEMBER)


def _seconds() -> float:
    return time.clock_gettime(_CLOCK)


class StruckError(Exception):
    """The others hold this worker for dead and have its jobs: it must end."""


class Membership:
    """What this run of a worker holds in SQL.

    Args:
        open_uow: opens units of work.
        name: what the worker is called, the same over its restarts.
        place: its host and folder. One worker of a name runs at a place at a time (the caller
            sees to that), so an earlier one there is known to be dead.
        dead_after_s: how long the others wait for a sign of life.
        may_lead: whether it can care for the song index.
        model: what it is set to, for the others to see.
        clock: seconds that never go back and go on while the machine sleeps.
    """

    def __init__(
        self, open_uow: OpenUow, name: str, place: str, dead_after_s: float, *,
        may_lead: bool = True, model: str = "", clock: Callable[[], float] | None = None,
    ) -> None:  # fmt: skip
        self._open_uow, self._name, self._place = open_uow, name, place
        self._model = model
        self._ttl_s, self._may_lead, self._clock = dead_after_s, may_lead, clock or _seconds
        self._leads_until = 0.0
        self.executor_id = f"{name}:{uuid4().hex[:12]}"

    @property
    def leads(self) -> bool:
        """Whether it alone may write to the song index now; known without asking SQL."""
        return self._clock() < self._leads_until

    def join(self) -> None:
        """Say for the first time that this worker is there.

        Raises:
            Conflict: another worker of this name is alive elsewhere.
        """
        with self._open_uow() as uow:
            mine = leases.seize(
                uow.db, MEMBER + self._name, self.executor_id, self._place, self._ttl_s, self._model
            )
            other = None if mine else leases.find(uow.db, MEMBER + self._name)
        if not mine:
            raise Conflict(
                "worker_name_taken",
                f"Another worker called {self._name!r} is alive at "
                f"{other.origin if other else 'another place'}. Give each worker a name of its "
                f"own with ATTUNE_WORKER_NAME; that of a dead one is free after {self._ttl_s:g} s.",
            )
        self.beat()

    def beat(self) -> None:
        """Say that this worker is alive, several times in `dead_after_s`; lead when nobody does.

        Raises:
            StruckError: the others have given it up.
        """
        asked = self._clock()
        with self._open_uow() as uow:
            if not leases.keep(uow.db, MEMBER + self._name, self.executor_id, self._ttl_s):
                self._leads_until = 0.0
                raise StruckError
            leads = self._may_lead and (
                leases.keep(uow.db, LEADER, self.executor_id, self._ttl_s)
                or leases.seize(uow.db, LEADER, self.executor_id, self._name, self._ttl_s)
            )
        self._leads_until = asked + self._ttl_s if leads else 0.0

    def living(self) -> set[str]:
        """The ids of the workers that live; those silent for too long are struck first."""
        with self._open_uow() as uow:
            leases.forget_lapsed(uow.db, MEMBER)
            return leases.holders(uow.db, MEMBER)

    def stop_leading(self) -> None:
        """Let another lead at once; call it when nothing of this process writes any more."""
        self._may_lead, self._leads_until = False, 0.0
        with self._open_uow() as uow:
            leases.give_up(uow.db, [LEADER], self.executor_id)

    def leave(self, *, lead: bool = True) -> None:
        """Be gone without anybody waiting; the last thing this process does, or nearly.

        Args:
            lead: give up the lead too; not while something of this process still writes to the
                index.
        """
        names = [MEMBER + self._name, *([LEADER] if lead else [])]
        with self._open_uow() as uow:
            leases.give_up(uow.db, names, self.executor_id)

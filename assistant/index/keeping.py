"""The care of the song index in one worker: bring it up to SQL every second, while it leads.

Several workers may share a server; the one that leads writes what changed, settles it and looks
after it. Builds are jobs and run on any of them, one at a time (`jobs/runtime.py`).
"""

import threading
from collections.abc import Callable

import structlog

from analysis.types import ModelStamps
from assistant.core.unit_of_work import OpenUow
from assistant.index import following, lifecycle
from vectorstore.base import VectorStore

log = structlog.get_logger(__name__)
_EVERY_S, _AFTER_TROUBLE_S = 1.0, 5.0
_ENSURE_EVERY, _SETTLE_EVERY, _LOOK_AFTER_EVERY = 10, 60, 300  # turns


class Keeper:
    """Cares for a store in a thread of its own.

    Args:
        open_uow: opens units of work.
        store: the open store.
        stamps: which model counts.
        leads: whether this process is the one that may write now.
    """

    def __init__(
        self, open_uow: OpenUow, store: VectorStore, stamps: ModelStamps, leads: Callable[[], bool]
    ) -> None:
        self._open_uow, self._store, self._stamps, self._leads = open_uow, store, stamps, leads
        self._one_at_a_time = threading.Lock()
        self._stop = threading.Event()
        self._turns = 0
        self._thread = threading.Thread(target=self._run, name="index-keeper", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self, patience_s: float = 5.0) -> bool:
        """Take no other turn; whether the last one has ended, so that another may lead."""
        self._stop.set()
        self._thread.join(patience_s)
        return not self._thread.is_alive()

    def apply(self) -> int:
        """Apply what changed, now; nothing where another worker leads."""
        with self._one_at_a_time:
            if not self._leads():
                return 0
            return following.apply_changes(self._open_uow, self._store, settled=False)

    def turn(self) -> None:
        """One round: nothing while another leads; all of it in the first one as the leader."""
        if not self._leads():
            self._turns = 0
            return
        number, self._turns = self._turns, self._turns + 1
        if number == 0:
            following.start_over(self._open_uow)
        if number % _ENSURE_EVERY == 0:
            following.ensure_active(self._open_uow, self._store, self._stamps)
        self.apply()
        if number % _SETTLE_EVERY == 0:
            with self._one_at_a_time:
                following.settle(self._open_uow, self._store)
        if number % _LOOK_AFTER_EVERY == 0:
            following.look_after(self._open_uow, self._store)
            lifecycle.sweep(self._open_uow, self._store)

    def _run(self) -> None:
        while not self._stop.is_set():
            pause_s = _EVERY_S
            try:
                self.turn()
            except Exception:
                log.exception("the song index could not be brought up to date")
                pause_s = _AFTER_TROUBLE_S
            self._stop.wait(pause_s)

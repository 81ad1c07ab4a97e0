"""The thread that says a worker is alive, and takes over the jobs of those that are not."""

import os
import threading

import structlog

from assistant.jobs.membership import Membership, StruckError
from assistant.jobs.runtime import JobWorker

BEATS = 6
"""Signs of life in the time after which a worker is held for dead."""
log = structlog.get_logger(__name__)


def take_over(membership: Membership, jobs: JobWorker) -> int:
    """Have the jobs of dead workers done by the living; how many there were.

    Who has jobs is asked before who lives: a worker is on the list before it begins its first.
    """
    begun = jobs.executors()
    dead = begun - membership.living() if begun else set()
    count = jobs.take_over(dead)
    if count:
        log.warning("taking over the jobs of dead workers", jobs=count, workers=sorted(dead))
    return count


class Heartbeat:
    """Beats until it is stopped; struck off by the others, the process ends at once.

    Args:
        membership: that of this worker, joined.
        jobs: its jobs, started.
        dead_after_s: how long the others wait for a sign of life.
    """

    def __init__(self, membership: Membership, jobs: JobWorker, dead_after_s: float) -> None:
        self._membership, self._jobs = membership, jobs
        self._every_s = dead_after_s / BEATS
        self._only_beat, self._stop = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="heartbeat", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def only_beat(self) -> None:
        """Take nothing over any more: this worker is stopping, its last jobs may still run."""
        self._only_beat.set()

    def stop(self) -> None:
        """Be silent from here on."""
        self._stop.set()
        self._thread.join(self._every_s)

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self._membership.beat()
                if not self._only_beat.is_set():
                    take_over(self._membership, self._jobs)
            except StruckError:
                log.error(  # noqa: TRY400 - no traceback helps here
                    "this worker was silent for too long and others do its jobs; it starts anew"
                )
                os._exit(1)
            except Exception:
                log.exception("this worker could not say that it is alive")
            self._stop.wait(self._every_s)

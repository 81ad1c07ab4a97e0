"""The work of fetching: song after song in listening order, told as it goes, killed and gone on."""

import time
from collections import Counter
from collections.abc import Callable
from typing import Any
from uuid import UUID

from assistant.connections import service as connections
from assistant.core.actor import Actor, listener
from assistant.core.settings import Settings
from assistant.gathering import service
from assistant.gathering.rules import COME, outcome
from assistant.integrations.lrclib import ProviderState
from assistant.jobs import service as jobs
from assistant.jobs.context import JobContext
from assistant.lyrics.looking_up import LyricsLookup, client_for
from assistant.song_moods import service as song_moods

BATCH = 8
PLANNED = 200  # after so many, the order is made anew: what was heard meanwhile comes first
_SLICE_S = 0.5


class Fetching:
    """One run of the job.

    Args:
        ctx: the job's.
        settings: where the provider is.
        provider: what all of this process share of it.
        user_id: whose songs.
        sleep: waits; tests bring their own.
    """

    def __init__(
        self, ctx: JobContext, settings: Settings, provider: ProviderState, user_id: UUID,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:  # fmt: skip
        self._ctx, self._settings, self._provider = ctx, settings, provider
        self._actor: Actor = listener(user_id)
        self._user_id, self._sleep = user_id, sleep
        self._asked: set[UUID] = set()
        self._done = self._total = self._found = 0

    def run(self) -> dict[str, Any]:
        """Ask until nothing is left that may be asked now; the counts."""
        self._resume()
        with client_for(self._settings, self._provider) as client:
            lookup = LyricsLookup(
                self._ctx.open_uow, client, self._actor, self._ctx.job_id, self._pause,
                self._may_ask,
            )  # fmt: skip
            while lookup.stopped_by is None and (ids := self._next()):
                for at in range(0, len(ids), BATCH):
                    self._batch(lookup, ids[at : at + BATCH])
                    if lookup.stopped_by is not None:
                        break
        return self._conclude(lookup)

    def _resume(self) -> None:
        """Go on counting where a run that was killed stopped."""
        with self._ctx.open_uow(read=True) as uow:
            job = jobs.find(uow, self._ctx.job_id)
        if job is not None:
            self._done, self._total = job.done, job.total or 0

    def _next(self) -> list[UUID]:
        with self._ctx.open_uow(read=True) as uow:
            left = [i for i in service.plan(uow, self._actor) if i not in self._asked]
        # What was answered since the last count, by a run that was killed, counts as done.
        self._done = max(self._done, self._total - len(left))
        self._total = max(self._total, self._done + len(left))
        return left[:PLANNED]

    def _batch(self, lookup: LyricsLookup, ids: list[UUID]) -> None:
        self._ctx.progress(self._done, self._total, outcome(lookup.came))
        lookup.fetch(ids)
        self._asked.update(ids)
        if lookup.stopped_by is None:
            self._done += len(ids)
        if lookup.came["found"] > self._found:
            self._found = lookup.came["found"]
            with self._ctx.open_uow() as uow:
                song_moods.start_waiting(uow, self._user_id, f"lyrics:{self._user_id}")

    def _conclude(self, lookup: LyricsLookup) -> dict[str, Any]:
        came: Counter[str] = lookup.came
        with self._ctx.open_uow() as uow:
            # What came after the scoring above had passed by is scored now; killed runs' too.
            song_moods.start_waiting(uow, self._user_id, f"lyrics:{self._ctx.job_id}")
            service.rest(uow, self._user_id)
            jobs.report(
                uow, self._ctx.job_id, done=self._done, total=self._total,
                message=outcome(came, lookup.stopped_by),
            )  # fmt: skip
        counts = {kind: came[kind] for kind in COME}
        return {**counts, "left": self._total - self._done, "lookup": lookup.stopped_by or "done"}

    def _may_ask(self) -> bool:
        """Asked anew before each song, since a yes can be taken back."""
        self._ctx.check_cancelled()
        with self._ctx.open_uow(read=True) as uow:
            return connections.lyrics_lookup(uow, self._settings, self._actor).allowed is True

    def _pause(self, seconds: float) -> None:
        """Wait for the provider, and say so; stop at once when asked to."""
        self._ctx.say("LRCLIB asks for a pause or does not answer. Waiting for it.")
        left = seconds
        while left > 0:
            self._ctx.check_cancelled()
            self._sleep(min(left, _SLICE_S))
            left -= _SLICE_S

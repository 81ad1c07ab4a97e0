"""Owns the analysis of recent listening: starting, following and stopping it, and its profile."""

import asyncio
from typing import Any
from uuid import UUID

import reflex as rx
from reflex.event import EventSpec

from assistant.core.actor import Actor
from assistant.jobs import service as jobs
from assistant.jobs.schemas import JobView
from assistant.profiles import service as profiles
from assistant.profiles.schemas import AnalyseIn
from ui.backend import read, write
from ui.guard import guarded
from ui.models import Progress
from ui.pages.connections.models import Profile
from ui.pages.connections.reading import RecentCard, progress_of, recent_of
from ui.state import AppState
from ui.text.en import connections as words

_POLL_S, _POLLS_AT_MOST = 1.0, 4 * 3600


class RecentState(AppState):
    """The moods of recent listening, and the job that reads them."""

    job: Progress = Progress()
    profile: Profile = Profile()
    can_start: bool = False
    outcome: str = ""

    @rx.event
    @guarded
    async def load(self) -> EventSpec | None:
        """Fill the card when the page opens, and follow an analysis that is still running."""
        self.outcome = ""
        self._show(await read(recent_of, await self._acting()))
        return RecentState.follow if self.job.is_running else None

    @rx.event
    @guarded
    async def start(self) -> EventSpec:
        """Start reading what was played lately, and follow it."""
        actor = await self._acting()
        await write(profiles.start, actor, AnalyseIn())
        self.outcome = ""
        self._show(await read(recent_of, actor))
        return RecentState.follow

    @rx.event(background=True)
    @guarded
    async def follow(self) -> Any:
        """Bring the bar up to date until the job ends; a reload starts it again."""
        async with self:
            actor, job_id = await self._acting(), self.job.job_id
        for _ in range(_POLLS_AT_MOST if job_id else 0):
            job = await read(jobs.get, actor, UUID(job_id))
            card = None if job.active else await read(recent_of, actor)
            async with self:
                if self.job.job_id != job_id:
                    return
                bar = progress_of(job)
                if self.job != bar:  # nothing is sent when nothing changed
                    self.job = bar
                if card is not None:
                    self._show(card)
                    self._tell_end(job)
                    return
            await asyncio.sleep(_POLL_S)

    @rx.event
    @guarded
    async def cancel(self) -> None:
        """Stop the analysis; what was read stays."""
        actor: Actor = await self._acting()
        if self.job.job_id:
            await write(jobs.cancel, actor, UUID(self.job.job_id))

    def _show(self, card: RecentCard) -> None:
        """Take over what was read."""
        self.job, self.profile, self.can_start = card.job, card.profile, card.can_start

    def _tell_end(self, job: JobView) -> None:
        """Say how the job ended; its counts stay on the card."""
        if job.state == "cancelled":
            self.say(words.CANCELLED)
        else:
            self.outcome = job.message
            good = job.state == "done"
            self.say(words.ANALYSED if good else words.NOT_ANALYSED, kind="good" if good else "bad")

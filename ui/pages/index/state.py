"""Owns what the Index page knows and does; the services check that an admin asks."""

import asyncio
from dataclasses import fields
from typing import Any
from uuid import UUID

import reflex as rx
from reflex.event import EventSpec

from assistant.core.actor import Actor
from assistant.index import service as index
from assistant.jobs import service as jobs
from assistant.jobs.schemas import JobView
from ui.backend import container, read, write
from ui.charts import spoken
from ui.guard import guarded
from ui.models import Failure
from ui.pages.index.models import Build, Generation, Health, Phase
from ui.pages.index.reading import IndexPage, page_of
from ui.state import AppState
from ui.text.en import index as words

_POLL_S, _POLLS_AT_MOST = 1.0, 4 * 3600


class IndexState(AppState):
    """The Index page's values: the index in use, a build beside it, generations."""

    is_loading: bool = True
    failure: Failure = Failure()
    active: int = 0
    health: Health = Health()
    build: Build = Build()
    phases: list[Phase] = []
    generations: list[Generation] = []
    _job_id: str = ""

    @rx.var
    def subheading(self) -> str:
        """Return what answers searches and what is being built."""
        if not self.active:
            return words.SUB_NONE
        if self.build.generation:
            return words.SUB_BUILDING.format(active=self.active, building=self.build.generation)
        return words.SUB_IDLE.format(active=self.active)

    @rx.var
    def build_title(self) -> str:
        """Return which generation is being built."""
        return words.BUILDING.format(n=self.build.generation)

    @rx.var
    def build_spoken(self) -> str:
        """Return the picture of the build as a sentence."""
        return spoken.build(self.build.done, self.build.total, len(self.build.marks))

    @rx.event
    @guarded
    async def load(self) -> EventSpec | None:
        """Fill the page when it opens, and follow a build that is running."""
        try:
            actor = await self._acting()
            if actor.role == "admin":
                self._show(await _page(actor))
        finally:
            self.is_loading = False
        return self._following(self.build.job_id)

    @rx.event
    @guarded
    async def rebuild(self) -> EventSpec | None:
        """Build a new generation beside the one in use."""
        actor = await self._acting()
        job_id = await write(index.rebuild, actor)
        self.failure = Failure()
        self._show(await _page(actor))
        self.say(words.STARTED)
        return self._following(str(job_id))

    @rx.event
    @guarded
    async def cancel_build(self) -> None:
        """Stop the build; searches are not touched."""
        actor = await self._acting()
        if self.build.job_id:
            await write(index.cancel, actor)
        self._show(await _page(actor))

    @rx.event
    @guarded
    async def switch_to(self, number: int) -> EventSpec | None:
        """Let another whole generation, newer or older, answer searches."""
        actor = await self._acting()
        job_id = await write(_switch, actor, number)
        return self._following(str(job_id))

    @rx.event(background=True)
    @guarded
    async def follow(self) -> Any:
        """Bring the page up to date until the job ends; a reload starts it again."""
        async with self:
            actor, job_id = await self._acting(), self._job_id
        for _ in range(_POLLS_AT_MOST if job_id else 0):
            job = await read(jobs.get, actor, UUID(job_id))
            page = await _page(actor)
            async with self:
                if self._job_id != job_id:
                    return
                self._show(page)
                if not job.active:
                    self._job_id = ""
                    self._tell_end(job)
                    return
            await asyncio.sleep(_POLL_S)

    def _following(self, job_id: str) -> EventSpec | None:
        """Follow a job, if there is one that nobody follows yet."""
        self._job_id = job_id
        return IndexState.follow if job_id else None

    def _show(self, page: IndexPage) -> None:
        """Take over what was read."""
        for field in fields(page):
            value = getattr(page, field.name)
            if getattr(self, field.name) != value:  # nothing is sent when nothing changed
                setattr(self, field.name, value)

    def _tell_end(self, job: JobView) -> None:
        """Say how a job ended; a failure stays on the page."""
        if job.state == "done":
            self.say(words.ACTIVATED.format(n=self.active))
        elif job.state == "cancelled":
            self.say(words.CANCELLED)
        else:
            self.failure = Failure(words.FAILED_WHERE, words.FAILED, job.message, str(job.id))


async def _page(actor: Actor) -> IndexPage:
    return await read(page_of, actor, container().stamps)


def _switch(uow: Any, actor: Actor, number: int) -> UUID:
    """Begin the switch to a generation by its number."""
    return index.go_to(uow, actor, index.find_id(uow, actor, number) or UUID(int=0))

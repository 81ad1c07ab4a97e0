"""Owns what the Index page knows and does; the services check that an admin asks."""

import asyncio
from collections.abc import Callable
from dataclasses import fields
from typing import Any
from uuid import UUID

import reflex as rx
from reflex.event import EventSpec

from assistant.core.actor import Actor
from assistant.core.unit_of_work import UnitOfWork
from assistant.index import service as index
from assistant.index.schemas import COMPARING
from assistant.jobs import service as jobs
from assistant.jobs.schemas import JobView
from ui.backend import container, read, write
from ui.charts import spoken
from ui.guard import guarded
from ui.models import Failure
from ui.pages.index.models import (
    Build,
    Comparison,
    Event,
    Generation,
    Health,
    Phase,
    Plan,
)
from ui.pages.index.reading import IndexPage, page_of
from ui.pages.index.telling import plan_of
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
    comparison: Comparison = Comparison()
    events: list[Event] = []
    plan: Plan = Plan()
    is_planning: bool = False
    dropping: int = 0
    _job_id: str = ""
    _shown: int = 0

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
        if self.build.state == "paused":
            return words.RESTING.format(n=self.build.generation)
        return words.BUILDING.format(n=self.build.generation)

    @rx.var
    def drop_title(self) -> str:
        """Return the question before a generation is removed."""
        return words.DROP_TITLE.format(n=self.dropping)

    @rx.var
    def switch_title(self) -> str:
        """Return what the button under a comparison does."""
        return words.SWITCH_TO_N.format(n=self.comparison.new)

    @rx.var
    def comparison_heads(self) -> list[str]:
        """Return the headings of the two columns of a comparison."""
        old, new = self.comparison.old, self.comparison.new
        return [words.OLD.format(n=old), words.NEW.format(n=new)]

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
                self._show(await _page(actor, self._shown))
        finally:
            self.is_loading = False
        return self._following(self.build.job_id)

    @rx.event
    @guarded
    async def ask_plan(self) -> None:
        """Show what a rebuild would do, without doing it."""
        actor = await self._acting()
        here = container()
        keep = here.settings.index_keep
        self.plan = plan_of(await read(index.plan, actor, here.stamps, keep))
        self.is_planning = True

    @rx.event
    def not_now(self) -> None:
        """Close what was asked; nothing is done."""
        self.is_planning, self.dropping = False, 0

    @rx.event
    @guarded
    async def rebuild(self, switch: bool) -> EventSpec | None:
        """Build a new generation beside the one in use; it switches, or waits to be compared."""
        actor = await self._acting()
        self.is_planning = False
        return await self._begun(await write(_rebuild, actor, bool(switch)), words.STARTED)

    @rx.event
    @guarded
    async def pause_build(self) -> None:
        """Let the build rest; it waits over restarts."""
        actor = await self._acting()
        await write(index.pause, actor)
        self._show(await _page(actor, self._shown))

    @rx.event
    @guarded
    async def resume_build(self) -> EventSpec | None:
        """Go on with the build that rests."""
        job_id = await write(index.resume, await self._acting(), container().stamps)
        return await self._begun(job_id, words.STARTED)

    @rx.event
    @guarded
    async def cancel_build(self) -> None:
        """Give the build up; searches are not touched."""
        actor = await self._acting()
        is_followed = bool(self._job_id)
        await write(index.cancel, actor)
        self._show(await _page(actor, self._shown))
        if not is_followed:
            self.say(words.CANCELLED)

    @rx.event
    @guarded
    async def switch_to(self, number: int) -> EventSpec | None:
        """Let another whole generation, newer or older, answer searches."""
        return await self._begun(await write(_of, index.go_to, await self._acting(), number))

    @rx.event
    @guarded
    async def compare(self, number: int) -> EventSpec | None:
        """Ask a generation and the one in use the same searches."""
        actor = await self._acting()
        self._shown = int(number)
        return await self._begun(await write(_of, index.compare, actor, number))

    @rx.event
    @guarded
    async def ask_drop(self, number: int) -> None:
        """Ask before a generation is removed."""
        self.dropping = int(number)

    @rx.event
    @guarded
    async def drop(self) -> EventSpec | None:
        """Remove a generation that does not answer."""
        number, self.dropping = self.dropping, 0
        job_id = await write(_of, index.drop, await self._acting(), number)
        return await self._begun(job_id, words.DROPPED.format(n=number))

    @rx.event
    @guarded
    async def check(self) -> EventSpec | None:
        """Compare the index in use with the library, song by song."""
        return await self._begun(
            await write(index.check, await self._acting()), words.CHECK_STARTED
        )

    @rx.event(background=True)
    @guarded
    async def follow(self) -> Any:
        """Bring the page up to date until the job ends; a reload starts it again."""
        async with self:
            actor, job_id = await self._acting(), self._job_id
        for _ in range(_POLLS_AT_MOST if job_id else 0):
            job = await read(jobs.get, actor, UUID(job_id))
            page = await _page(actor, self._shown)
            async with self:
                if self._job_id != job_id:
                    return
                self._show(page)
                if not job.active:
                    self._job_id = ""
                    self._tell_end(job)
                    return
            await asyncio.sleep(_POLL_S)

    async def _begun(self, job_id: UUID, said: str = "") -> EventSpec | None:
        """Show what a job that just began changes, and follow it."""
        self.failure = Failure()
        self._show(await _page(await self._acting(), self._shown))
        if said:
            self.say(said)
        return self._following(str(job_id))

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
            self.say(self._done(job))
        elif job.state == "cancelled":
            self.say(words.PAUSED if self.build.state == "paused" else words.CANCELLED)
        else:
            self.failure = Failure(words.FAILED_WHERE, words.FAILED, job.message, str(job.id))

    def _done(self, job: JobView) -> str:
        """Return what a job did, in words."""
        ready = next((g.number for g in self.generations if g.state == "ready"), 0)
        if job.kind == "index.check":
            return words.CHECKS[str((job.result or {}).get("repair", ""))]
        if job.kind == "index.compare":
            return words.COMPARISON_DONE
        if job.kind == "index.drop":
            return words.DROP_DONE
        if job.message == COMPARING:
            return words.READY.format(n=ready)
        return words.ACTIVATED.format(n=self.active)


async def _page(actor: Actor, shown: int) -> IndexPage:
    return await read(page_of, actor, container().stamps, shown)


def _rebuild(uow: UnitOfWork, actor: Actor, switch: bool) -> UUID:
    return index.rebuild(uow, actor, switch=switch, stamps=container().stamps)


def _of(
    uow: UnitOfWork, verb: Callable[[UnitOfWork, Actor, UUID], UUID], actor: Actor, number: int
) -> UUID:
    """Do something to a generation that is named by its number."""
    return verb(uow, actor, index.find_id(uow, actor, int(number)) or UUID(int=0))

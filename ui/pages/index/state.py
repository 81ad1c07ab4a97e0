"""Owns what the Index page knows and does; the services check that an admin asks."""

import asyncio
from typing import Any

import reflex as rx

from ui import demo_b
from ui.charts import spoken
from ui.models import Failure
from ui.pages.index.models import Build, Comparison, Generation, Health, Phase
from ui.state import AppState
from ui.text.en import index as words

_POLL_S = 1.0


class IndexState(AppState):
    """The Index page's values: the index in use, a build beside it, generations."""

    is_loading: bool = True
    failure: Failure = Failure()
    active: int = 0
    health: Health = Health()
    build: Build = Build()
    phases: list[Phase] = []
    generations: list[Generation] = []
    comparison: list[Comparison] = []
    unread: int = 0

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
    def load(self) -> Any:
        """Fill the page when it opens, and follow a build that is running."""
        demo_b.fill_index(self)
        self.is_loading = False
        return IndexState.follow if self.build.generation else None

    @rx.event
    def rebuild(self) -> Any:
        """Build a new generation beside the one in use."""
        demo_b.start_build(self)
        self.say(words.STARTED)
        return IndexState.follow

    @rx.event
    def cancel_build(self) -> None:
        """Stop the build; searches are not touched."""
        demo_b.stop_build(self)
        self.say(words.CANCELLED)

    @rx.event
    def activate(self, number: int) -> None:
        """Let a finished generation answer searches."""
        demo_b.activate(self, number)
        self.say(words.ACTIVATED.format(n=number))

    @rx.event
    def roll_back(self, number: int) -> None:
        """Let an earlier generation answer again."""
        demo_b.activate(self, number)
        self.say(words.ROLLED_BACK.format(n=number))

    @rx.event
    def retry_unread(self) -> Any:
        """Read again the songs that could not be read."""
        self.unread = 0
        return IndexState.rebuild

    @rx.event(background=True)
    async def follow(self) -> None:
        """Bring the build up to date until it ends; a reload starts it again."""
        while True:
            async with self:
                demo_b.follow_build(self)
                if not self.build.generation:
                    return
            await asyncio.sleep(_POLL_S)

"""Owns what the log knows and does; entries are changed by the Mood page's own handlers."""

import reflex as rx
from reflex.event import EventSpec

from ui import routes
from ui.backend import container, read
from ui.guard import guarded
from ui.pages.log.models import LogDay
from ui.pages.log.reading import LogPage, day_in, page_of
from ui.pages.mood.state import MoodState
from ui.state import AppState
from ui.text.en import log as words


class LogState(AppState):
    """All entries, newest first, a page at a time, or those of one day."""

    is_loading: bool = True
    days: list[LogDay] = []
    day: str = ""
    day_name: str = ""
    total: int = 0
    has_older: bool = False
    has_newer: bool = False
    _cursors: list[str] = [""]
    _following: str = ""

    @rx.var
    def subheading(self) -> str:
        """Return how many entries there are, and of which day."""
        if self.is_loading:
            return ""
        count = words.COUNT[self.total != 1].format(n=f"{self.total:,}")
        return f"{self.day_name}: {count}" if self.day_name else count

    @rx.event
    @guarded
    async def load(self) -> None:
        """Fill the page when it opens, with the day that its address names."""
        day = day_in(self.router.url.query_parameters.get("day", ""))
        self.day = day.isoformat() if day else ""
        self._cursors = [""]
        try:
            await self._read()
        finally:
            self.is_loading = False

    @rx.event
    @guarded
    async def refresh(self) -> None:
        """Show this page of the log as it is now."""
        await self._read()
        if not self.days and len(self._cursors) > 1:
            self._cursors = self._cursors[:-1]
            await self._read()

    @rx.event
    @guarded
    async def show_older(self) -> None:
        """Turn to the entries before these."""
        if self._following:
            self._cursors = [*self._cursors, self._following]
            await self._read()

    @rx.event
    @guarded
    async def show_newer(self) -> None:
        """Turn back to the entries after these."""
        if len(self._cursors) > 1:
            self._cursors = self._cursors[:-1]
            await self._read()

    @rx.event
    @guarded
    async def show_all(self) -> EventSpec:
        """Leave the one day for all entries."""
        self.day, self._cursors = "", [""]
        await self._read()
        return rx.redirect(routes.LOG, replace=True)

    async def _read(self) -> None:
        actor = await self._acting()
        undoable = (await self.get_state(MoodState)).undoable()
        vault, day = container().vault, day_in(self.day)
        self._show(await read(page_of, vault, actor, day, self._cursors[-1], undoable))

    def _show(self, page: LogPage) -> None:
        self.days, self.total, self.day_name = page.days, page.total, page.day_name
        self._following = page.following
        self.has_older, self.has_newer = bool(page.following), len(self._cursors) > 1

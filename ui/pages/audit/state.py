"""Owns what the audit log's page knows and does; the service checks that an admin asks."""

from typing import cast
from uuid import UUID

import reflex as rx

from assistant.accounts import service as accounts
from assistant.audit.kinds import KINDS, Kind
from assistant.audit.schemas import Which
from assistant.core.actor import Actor
from ui.backend import read
from ui.guard import guarded
from ui.models import Failure
from ui.pages.audit.models import Found, Line
from ui.pages.audit.reading import between, csv_link, day_in, page_of, people_like
from ui.state import AppState
from ui.text.en import audit as words


class AuditState(AppState):
    """Lines of the log, newest first, a page at a time, and what is looked at."""

    is_loading: bool = True
    failure: Failure = Failure()
    lines: list[Line] = []
    csv: str = ""
    kind: str = ""
    person_id: str = ""
    person_name: str = ""
    letters: str = ""
    found: list[Found] = []
    is_unknown: bool = False
    first_day: str = ""
    last_day: str = ""
    days_wrong: str = ""
    has_older: bool = False
    has_newer: bool = False
    _cursors: list[str] = [""]
    _following: str = ""

    @rx.var
    def is_filtered(self) -> bool:
        """Return whether only some lines are looked at."""
        return any((self.kind, self.person_id, self.first_day, self.last_day))

    @rx.event
    @guarded
    async def load(self) -> None:
        """Fill the page when it opens; for anybody but an admin it stays empty."""
        try:
            self._forget()
            if (await self._acting()).may("audit.see"):
                await self._show_first()
        finally:
            self.is_loading = False

    @rx.event
    @guarded
    async def choose_kind(self, kind: str) -> None:
        """Look at deeds of one kind; at all by none."""
        self.kind = kind if kind in KINDS else ""
        await self._show_first()

    @rx.event
    @guarded
    async def choose_first_day(self, day: str) -> None:
        """Look at nothing before a day; an empty field opens the period."""
        self.first_day = day if day_in(day) else ""
        await self._show_first()

    @rx.event
    @guarded
    async def choose_last_day(self, day: str) -> None:
        """Look at nothing after a day; an empty field opens the period."""
        self.last_day = day if day_in(day) else ""
        await self._show_first()

    @rx.event
    @guarded
    async def find_people(self, letters: str) -> None:
        """Offer those whose name or address has some letters."""
        actor = await self._acting()
        self.letters = letters.strip()[:80]
        wanted = self.letters
        self.found = await read(people_like, actor, wanted) if wanted else []
        self.is_unknown = bool(wanted) and not self.found

    @rx.event
    @guarded
    async def choose_person(self, user_id: str, name: str) -> None:
        """Look at what one person did and what was done to them; an opaque id will do."""
        self.person_id, self.person_name = str(UUID(user_id)), name[:80]
        self.letters, self.found, self.is_unknown = "", [], False
        await self._show_first()

    @rx.event
    @guarded
    async def forget_person(self) -> None:
        """Look at everybody's lines again."""
        self.person_id = self.person_name = ""
        await self._show_first()

    @rx.event
    @guarded
    async def show_everything(self) -> None:
        """Take all filters away."""
        self._forget()
        await self._show_first()

    @rx.event
    @guarded
    async def show_older(self) -> None:
        """Turn to the lines before these."""
        actor = await self._acting()
        if self._following:
            self._cursors = [*self._cursors, self._following]
            await self._read(actor)

    @rx.event
    @guarded
    async def show_newer(self) -> None:
        """Turn back to the lines after these."""
        actor = await self._acting()
        if len(self._cursors) > 1:
            self._cursors = self._cursors[:-1]
            await self._read(actor)

    def _forget(self) -> None:
        """Look at everything."""
        self.kind = self.person_id = self.person_name = self.letters = ""
        self.first_day = self.last_day = self.days_wrong = ""
        self.found, self.is_unknown = [], False

    async def _show_first(self) -> None:
        """Show the newest lines of what is looked at."""
        actor = await self._acting()
        self._cursors = [""]
        await self._read(actor)

    async def _read(self, actor: Actor) -> None:
        """Read a page; when that fails, say so where the lines were."""
        self.days_wrong = words.DAY_WRONG if self._days_cross() else ""
        self.failure = Failure(words.FAILED_WHERE, words.FAILED, words.FAILED_BODY)
        self.lines, self.csv, self._following = [], "", ""
        self.has_older = self.has_newer = False
        zone = await read(accounts.time_zone_of, actor.require_user())
        since, until = between(self.first_day, self.last_day, zone)
        which = Which(
            kind=cast("Kind", self.kind) if self.kind else None,
            user_id=UUID(self.person_id) if self.person_id else None,
            since=since, until=until,
        )  # fmt: skip
        page = await read(page_of, actor, which, self._cursors[-1], zone)
        self.failure = Failure()
        self.lines, self._following, self.csv = page.lines, page.following, csv_link(which)
        self.has_older, self.has_newer = bool(page.following), len(self._cursors) > 1

    def _days_cross(self) -> bool:
        first, last = day_in(self.first_day), day_in(self.last_day)
        return bool(first and last and first > last)

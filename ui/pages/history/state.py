"""Owns what the History page knows and does."""

from typing import Any
from uuid import UUID

import reflex as rx
from reflex.event import EventSpec

from assistant.accounts import service as accounts
from assistant.core.actor import Actor
from assistant.listens.schemas import HistoryFilters
from ui import routes
from ui.backend import read
from ui.guard import guarded
from ui.models import Choice
from ui.pages.audit.reading import between, day_in
from ui.pages.history.models import Play, Told
from ui.pages.history.reading import file_link, import_name, plays_of, source_words, told_by
from ui.state import AppState
from ui.text.en import history as words

_WORDS_AT_MOST = 200


class HistoryState(AppState):
    """Plays, newest first, a page at a time, and which of them are looked at."""

    is_loading: bool = True
    plays: list[Play] = []
    kind: str = "listens"
    first_day: str = ""
    last_day: str = ""
    days_wrong: str = ""
    letters: str = ""
    rounds: int = 0
    source: str = ""
    sources: list[Choice] = []
    only: str = ""
    csv: str = ""
    json: str = ""
    has_older: bool = False
    has_newer: bool = False
    told: list[Told] = []
    is_counting: bool = False
    _track_id: str = ""
    _artist_id: str = ""
    _import_id: str = ""
    _cursors: list[str] = [""]
    _following: str = ""

    @rx.var
    def is_filtered(self) -> bool:
        """Return whether only some plays are looked at."""
        chosen = (self.first_day, self.last_day, self.letters, self.source, self.only)
        return any(chosen) or self.kind != "listens"

    @rx.event
    @guarded
    async def load(self) -> EventSpec:
        """Fill the page when it opens; an address may name an import."""
        self._forget()
        try:
            actor = await self._acting()
            named = self.router.url.query_parameters.get("import", "")
            if named:
                self._import_id = str(UUID(named))
                self.only = await read(import_name, actor, UUID(named))
            await self._show_first()
        finally:
            self.is_loading = False
        return HistoryState.count

    @rx.event(background=True)
    @guarded
    async def count(self) -> Any:
        """Count what each source reported: a long history takes a moment."""
        async with self:
            actor = await self._acting()
            self.is_counting = not self.told
        told = await read(told_by, actor)
        async with self:
            self.told, self.is_counting = told, False
            known = dict.fromkeys(one.source for one in told)
            self.sources = [Choice(key, source_words(key)) for key in known]

    @rx.event
    @guarded
    async def choose_kind(self, kind: str) -> None:
        """Look at plays, or at reports that do not count."""
        self.kind = kind if kind in words.KINDS else "listens"
        await self._show_first()

    @rx.event
    @guarded
    async def choose_first_day(self, day: str) -> None:
        """Look at nothing before a day; an empty field opens the time."""
        self.first_day = day if day_in(day) else ""
        await self._show_first()

    @rx.event
    @guarded
    async def choose_last_day(self, day: str) -> None:
        """Look at nothing after a day; an empty field opens the time."""
        self.last_day = day if day_in(day) else ""
        await self._show_first()

    @rx.event
    @guarded
    async def search(self, letters: str) -> None:
        """Look for words in titles and artists."""
        self.letters = letters.strip()[:_WORDS_AT_MOST]
        await self._show_first()

    @rx.event
    @guarded
    async def choose_source(self, source: str) -> None:
        """Look at what one source reported; at all by none."""
        self.source = source[:16]
        await self._show_first()

    @rx.event
    @guarded
    async def only_song(self, track_id: str, title: str) -> None:
        """Look at the plays of one song."""
        self._forget_only()
        self._track_id, self.only = str(UUID(track_id)), title[:300]
        await self._show_first()

    @rx.event
    @guarded
    async def only_artist(self, artist_id: str, name: str) -> None:
        """Look at the plays of one artist."""
        self._forget_only()
        self._artist_id, self.only = str(UUID(artist_id)), name[:300]
        await self._show_first()

    @rx.event
    @guarded
    async def only_import(self, import_id: str) -> None:
        """Look at what one import reported."""
        self._forget_only()
        actor = await self._acting()
        self._import_id = str(UUID(import_id))
        self.only = await read(import_name, actor, UUID(import_id))
        await self._show_first()

    @rx.event
    @guarded
    async def not_only(self) -> None:
        """Look at all songs, artists and imports again."""
        self._forget_only()
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
        """Turn to the plays before these."""
        actor = await self._acting()
        if self._following:
            self._cursors = [*self._cursors, self._following]
            await self._read(actor)

    @rx.event
    @guarded
    async def show_newer(self) -> None:
        """Turn back to the plays after these."""
        actor = await self._acting()
        if len(self._cursors) > 1:
            self._cursors = self._cursors[:-1]
            await self._read(actor)

    @rx.event
    @guarded
    async def refresh(self) -> EventSpec:
        """Read the same page again, since something was put right."""
        await self._read(await self._acting())
        return HistoryState.count

    def _forget(self) -> None:
        self.kind, self.first_day, self.last_day, self.days_wrong = "listens", "", "", ""
        self.letters = self.source = ""
        self.rounds += 1
        self._forget_only()

    def _forget_only(self) -> None:
        self._track_id = self._artist_id = self._import_id = self.only = ""

    async def _show_first(self) -> None:
        actor = await self._acting()
        self._cursors = [""]
        await self._read(actor)

    async def _read(self, actor: Actor) -> None:
        zone = await read(accounts.time_zone_of, actor.require_user())
        from_at, to_at = between(self.first_day, self.last_day, zone)
        is_crossed = bool(from_at and to_at and from_at >= to_at)
        self.days_wrong = words.DAYS_WRONG if is_crossed else ""
        self.plays, self._following, self.has_older, self.has_newer = [], "", False, False
        if is_crossed:
            return
        filters = HistoryFilters(
            from_at, to_at, _id(self._track_id), _id(self._artist_id), self.source or None,
            _id(self._import_id), self.letters,
        )  # fmt: skip
        page = await read(plays_of, actor, filters, self.kind, self._cursors[-1])
        self.plays, self._following = page.plays, page.following
        self.has_older, self.has_newer = bool(page.following), len(self._cursors) > 1
        self.csv = file_link(routes.HISTORY_CSV, filters)
        self.json = file_link(routes.HISTORY_JSON, filters)


def _id(text: str) -> UUID | None:
    return UUID(text) if text else None

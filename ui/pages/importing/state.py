"""Owns what the Import page knows and does."""

import asyncio
from typing import Any
from uuid import UUID

import reflex as rx
from reflex.event import EventSpec

from assistant.core.actor import Actor
from assistant.imports import service as imports
from ui.backend import container, read, write
from ui.guard import guarded
from ui.pages.importing.models import ImportRow
from ui.pages.importing.reading import imports_of, size_words
from ui.state import AppState
from ui.text.en import importing as words

_LOOK_EVERY_S, _LOOKS_AT_MOST = 1.0, 6 * 3600
_FIRST, _MORE, _MOST = 10, 30, 200
_REFUSALS_KEPT = 20


class ImportsState(AppState):
    """Files on their way in, and all that were brought before."""

    is_loading: bool = True
    max_bytes: int = 0
    hint: str = ""
    rows: list[ImportRow] = []
    has_older: bool = False
    refusals: list[str] = []
    undo_id: str = ""
    undo_name: str = ""
    _shown: int = _FIRST
    _watch: int = 0

    @rx.var
    def undo_body(self) -> str:
        """Return what undoing means for the file that is asked about."""
        return words.UNDO_BODY.format(name=self.undo_name)

    @rx.event
    @guarded
    async def load(self) -> EventSpec | None:
        """Fill the page when it opens, and follow what is still being read."""
        self.max_bytes = container().settings.import_max_bytes
        self.hint = words.DROP_HINT.format(size=size_words(self.max_bytes))
        self.refusals, self._shown, self.undo_id = [], _FIRST, ""
        try:
            await self._read(await self._acting())
        finally:
            self.is_loading = False
        return self._following()

    @rx.event
    @guarded
    async def file_sent(self, _import_id: str, name: str) -> EventSpec | None:
        """Show a file that arrived, and follow its reading."""
        await self._read(await self._acting())
        self.say(words.BEGUN.format(name=name[:120]))
        return self._following()

    @rx.event
    @guarded
    async def file_refused(self, name: str, why: str) -> None:
        """Say that a file was not taken, and why; it stays until it is read."""
        await self._acting()
        said = words.REFUSED_FILE.format(name=name[:120], why=why[:300])
        self.refusals = [*self.refusals, said][-_REFUSALS_KEPT:]

    @rx.event
    def forget_refusals(self) -> None:
        """Take away what was said of files that were not taken."""
        self.refusals = []

    @rx.event(background=True)
    @guarded
    async def follow(self) -> Any:
        """Bring the list up to date until nothing is being read or undone any more."""
        async with self:
            actor: Actor = await self._acting()
            self._watch += 1
            mine, shown = self._watch, self._shown
        for _ in range(_LOOKS_AT_MOST):
            found = await read(imports_of, actor, shown)
            async with self:
                if self._watch != mine:
                    return
                self._tell_ended(found.rows)
                shown = self._shown
                if self.rows != found.rows:
                    self.rows, self.has_older = found.rows, found.has_older
                if not any(row.is_working for row in found.rows):
                    return
            await asyncio.sleep(_LOOK_EVERY_S)

    @rx.event
    @guarded
    async def stop(self, import_id: str) -> EventSpec | None:
        """Stop reading, or undoing; what was done stays."""
        actor = await self._acting()
        await write(imports.cancel, actor, UUID(import_id))
        await self._read(actor)
        return self._following()

    @rx.event
    def ask_undo(self, import_id: str) -> None:
        """Ask before an import is taken out."""
        self.undo_name = next((row.name for row in self.rows if row.id == import_id), "")
        self.undo_id = import_id if self.undo_name else ""

    @rx.event
    def keep(self) -> None:
        """Close the question and keep the import."""
        self.undo_id = ""

    @rx.event
    @guarded
    async def undo(self) -> EventSpec | None:
        """Take out what an import brought."""
        actor, import_id = await self._acting(), self.undo_id
        self.undo_id = ""
        if import_id:
            await write(imports.start_undo, actor, UUID(import_id))
            await self._read(actor)
        return self._following()

    @rx.event
    @guarded
    async def show_older(self) -> None:
        """Show more of the imports before these."""
        self._shown = min(self._shown + _MORE, _MOST)
        await self._read(await self._acting())

    async def _read(self, actor: Actor) -> None:
        found = await read(imports_of, actor, self._shown)
        self.rows, self.has_older = found.rows, found.has_older

    def _following(self) -> EventSpec | None:
        is_working = any(row.is_working for row in self.rows)
        return ImportsState.follow if is_working else None

    def _tell_ended(self, now: list[ImportRow]) -> None:
        """Say which file came to its end since the last look."""
        before = {row.id: row for row in self.rows if row.is_working}
        for row in now:
            if row.is_working or row.id not in before:
                continue
            if row.state == "undone":
                self.say(words.UNDONE)
            elif row.state == "cancelled":
                self.say(words.STOPPED)
            elif before[row.id].state != "undoing":
                is_bad = row.state == "failed" or row.trouble != ""
                said = words.NOT_READ if is_bad else words.READ
                self.say(said.format(name=row.name), kind="bad" if is_bad else "good")

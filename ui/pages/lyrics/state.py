"""Owns what the Lyrics page knows and does: counts, lists, looking up."""

import asyncio
from uuid import UUID

import reflex as rx
from reflex.event import EventSpec

from assistant.core.actor import Actor
from assistant.gathering import service as gathering
from assistant.gathering.schemas import STATES, RetryIn
from assistant.jobs import service as jobs
from assistant.lyrics import service as lyrics
from ui.backend import container, read, write
from ui.guard import guarded
from ui.pages.lyrics.models import LookUp, LyricSong, Part
from ui.pages.lyrics.reading import PAGE_SIZE, Counted, counted, songs_of
from ui.state import AppState
from ui.text.en import coverage as words
from ui.text.en import library as library_words

_POLL_S, _POLLS_AT_MOST = 1.5, 4 * 3600


class LyricsState(AppState):
    """How much of the listener's music has words, and looking up the rest."""

    is_loading: bool = True
    total: int = 0
    summary: str = ""
    by: str = "songs"
    parts: list[Part] = []
    look_up: LookUp = LookUp()

    state: str = "found"
    songs: list[LyricSong] = []
    found: int = 0
    page_number: int = 1
    _marked: str = ""
    _following: str = ""

    @rx.var
    def range_text(self) -> str:
        """Return which of the songs are shown."""
        first = (self.page_number - 1) * PAGE_SIZE + 1
        last = min(self.found, first + PAGE_SIZE - 1)
        return library_words.RANGE.format(first=first, last=last, total=f"{self.found:,}")

    @rx.var
    def has_previous(self) -> bool:
        """Return whether songs stand before this page."""
        return self.page_number > 1

    @rx.var
    def has_next(self) -> bool:
        """Return whether songs stand after this page."""
        return self.page_number * PAGE_SIZE < self.found

    @rx.var
    def about(self) -> str:
        """Return what the chosen state means."""
        return words.ABOUT.get(self.state, "")

    @rx.var
    def none(self) -> str:
        """Return what stands where no song is of the chosen state."""
        return words.NONE.get(self.state, "")

    @rx.var
    def can_retry_all(self) -> bool:
        """Return whether the songs of the list can be asked about again."""
        return self.state in ("failed", "missing") and self.found > 0

    @rx.event
    @guarded
    async def load(self) -> EventSpec | None:
        """Fill the page when it opens, and follow what is under way."""
        self.page_number = 1
        actor = await self._acting()
        try:
            await self._count(actor)
            await self._list(actor)
        finally:
            self.is_loading = False
        return LyricsState.follow if self.look_up.job.is_running else None

    @rx.event(background=True)
    @guarded
    async def follow(self) -> None:
        """Bring bar and counts up to date until looking up ends; a reload starts it again."""
        async with self:
            actor, job_id, by = await self._acting(), self.look_up.job.job_id, self.by
            self._following = job_id
        for _ in range(_POLLS_AT_MOST if job_id else 0):
            await asyncio.sleep(_POLL_S)
            job = await read(jobs.get, actor, UUID(job_id))
            now = await read(counted, container().settings, actor, container().stamps.mood, by)
            async with self:
                if self._following != job_id:
                    return
                by = self.by
                if now.parts != self.parts or now.look_up != self.look_up:
                    self._show(now)
                if not job.active:
                    await self._list(actor)
                    if job.state != "cancelled":
                        good = job.state == "done"
                        self.say(words.ENDED, detail=job.message, kind="good" if good else "bad")
                    return

    @rx.event
    @guarded
    async def choose_measure(self, by: str) -> None:
        """Count songs, or plays."""
        self.by = by if by in words.BY else "songs"
        await self._count(await self._acting())

    @rx.event
    @guarded
    async def choose_state(self, which: str) -> None:
        """List the songs of a state."""
        self.state, self.page_number = which if which in STATES else STATES[0], 1
        await self._list(await self._acting())

    @rx.event
    @guarded
    async def go_back(self) -> None:
        """Show the songs before these."""
        self.page_number = max(1, self.page_number - 1)
        await self._list(await self._acting())

    @rx.event
    @guarded
    async def go_on(self) -> None:
        """Show the songs after these."""
        if self.has_next:
            self.page_number += 1
        await self._list(await self._acting())

    @rx.event
    @guarded
    async def allow(self, allowed: bool) -> EventSpec | None:
        """Turn looking up on, which begins it, or off."""
        actor = await self._acting()
        await write(gathering.allow, container().settings, actor, allowed=allowed)
        await self._count(actor)
        self.say(words.ON if allowed else words.OFF)
        return LyricsState.follow if allowed else None

    @rx.event
    @guarded
    async def start(self) -> EventSpec:
        """Look up what is missing now, or go on after a pause."""
        actor = await self._acting()
        await write(gathering.start, container().settings, actor)
        await self._count(actor)
        return LyricsState.follow

    @rx.event
    @guarded
    async def pause(self) -> None:
        """Stop looking up for now."""
        actor = await self._acting()
        await write(gathering.pause, container().settings, actor)
        await self._count(actor)
        self.say(words.PAUSED)

    @rx.event
    @guarded
    async def retry(self, track_id: str) -> EventSpec:
        """Ask about one song again."""
        return await self._retry(RetryIn(track_id=UUID(track_id)))

    @rx.event
    @guarded
    async def retry_all(self) -> EventSpec:
        """Ask about all songs of the list again."""
        return await self._retry(RetryIn(state="missing" if self.state == "missing" else "failed"))

    @rx.event
    @guarded
    async def mark(self, track_id: str) -> None:
        """Say that nobody sings in a song."""
        actor = await self._acting()
        await write(lyrics.mark_instrumental, actor, UUID(track_id))
        self._marked = track_id
        await self._refresh(actor)
        self.say(words.MARKED, can_undo=True)

    @rx.event
    @guarded
    async def unmark(self, track_id: str) -> None:
        """Take back that nobody sings in a song."""
        actor = await self._acting()
        await write(lyrics.unmark_instrumental, actor, UUID(track_id))
        await self._refresh(actor)
        self.say(words.UNMARKED)

    @rx.event
    @guarded
    async def undo(self) -> None:
        """Take the last mark back."""
        if self._marked:
            track_id, self._marked = self._marked, ""
            await self.unmark(track_id)

    @rx.event
    @guarded
    async def refresh(self) -> None:
        """Count and list anew: files brought words."""
        await self._refresh(await self._acting())

    async def _retry(self, data: RetryIn) -> EventSpec:
        here, actor = container(), await self._acting()
        found = await write(gathering.retry, here.settings, actor, here.stamps.mood, data)
        await self._refresh(actor)
        said = words.RETRIED[found.again != 1].format(n=found.again)
        self.say(said if found.again else words.RETRIED_NONE)
        return LyricsState.follow

    async def _refresh(self, actor: Actor) -> None:
        await self._count(actor)
        await self._list(actor)

    async def _count(self, actor: Actor) -> None:
        stamp = container().stamps.mood
        self._show(await read(counted, container().settings, actor, stamp, self.by))

    async def _list(self, actor: Actor) -> None:
        stamp = container().stamps.mood
        page = await read(songs_of, actor, stamp, self.state, self.page_number)
        if not page.songs and self.page_number > 1:
            self.page_number = 1
            page = await read(songs_of, actor, stamp, self.state, 1)
        self.songs, self.found = page.songs, page.total

    def _show(self, now: Counted) -> None:
        """Take over what was counted."""
        self.total, self.summary, self.parts = now.total, now.summary, now.parts
        self.look_up = now.look_up

"""Owns files of lyrics on the Lyrics page: giving them, and deciding whose words they are."""

import asyncio
from typing import Any
from uuid import UUID

import reflex as rx
from reflex.event import EventSpec

from assistant.core.actor import Actor
from assistant.gathering import uploads
from ui.backend import container, read, write
from ui.guard import guarded
from ui.models import Progress
from ui.pages.lyrics.files_reading import FilesCard, card_of, songs_like
from ui.pages.lyrics.models import Candidate, OpenFile, RefusedFile, Upload
from ui.pages.lyrics.state import LyricsState
from ui.state import AppState
from ui.text.en import coverage as words

_POLL_S, _POLLS_AT_MOST = 1.0, 3600


class FilesState(AppState):
    """What was given, what is being matched, and what is to be decided."""

    matching: Progress = Progress()
    uploads: list[Upload] = []
    files: list[OpenFile] = []
    undecided: int = 0
    refused: list[RefusedFile] = []
    refusal: str = ""
    asked_about: OpenFile = OpenFile()
    query: str = ""
    offered: list[Candidate] = []
    taking_out: str = ""

    @rx.var
    def decide_note(self) -> str:
        """Return how many files are to be decided."""
        return words.DECIDE_NOTE[self.undecided != 1].format(n=self.undecided)

    @rx.event
    @guarded
    async def load_files(self) -> EventSpec | None:
        """Fill the cards when the page opens, and follow what is being matched."""
        self.refusal, self.taking_out, self.asked_about = "", "", OpenFile()
        await self._fill(await self._acting())
        return FilesState.follow_files if self.matching.is_running else None

    @rx.event
    @guarded
    async def sent(self, _upload_id: str, _count: int) -> EventSpec:
        """Show what was just given, and follow its matching."""
        self.refusal = ""
        await self._fill(await self._acting())
        return FilesState.follow_files

    @rx.event
    def not_sent(self, _status: int, reason: str) -> None:
        """Say why files were not taken."""
        self.refusal = reason[:300]

    @rx.event(background=True)
    @guarded
    async def follow_files(self) -> Any:
        """Show how matching goes until it ends; then the counts of all songs change, too."""
        async with self:
            actor = await self._acting()
        for _ in range(_POLLS_AT_MOST):
            card = await read(card_of, actor)
            async with self:
                if card.matching != self.matching or not card.matching.is_running:
                    self._show(card)
            if not card.matching.is_running:
                return LyricsState.refresh
            await asyncio.sleep(_POLL_S)
        return None

    @rx.event
    @guarded
    async def choose(self, file_id: str, track_id: str) -> Any:
        """Say which song a file's words are of."""
        actor, limit = await self._acting(), container().settings.lyrics_max_bytes
        done = await write(uploads.choose, actor, UUID(file_id), UUID(track_id), max_bytes=limit)
        self.asked_about = OpenFile()
        await self._fill(actor)
        self.say(words.CHOSEN, detail=done.track.title if done.track else "")
        return LyricsState.refresh

    @rx.event
    @guarded
    async def leave(self, file_id: str) -> None:
        """Leave a file aside."""
        actor = await self._acting()
        await write(uploads.dismiss, actor, UUID(file_id))
        self.asked_about = OpenFile()
        await self._fill(actor)
        self.say(words.LEFT)

    @rx.event
    @guarded
    async def look_for(self, file_id: str) -> None:
        """Open the search for a file's song."""
        self.asked_about = next((f for f in self.files if f.id == file_id), OpenFile())
        self.query, self.offered = "", []
        if self.asked_about.id:
            await self._offer(await self._acting())

    @rx.event
    @guarded
    async def search_song(self, query: str) -> None:
        """Show songs that fit."""
        self.query = query[:200]
        await self._offer(await self._acting())

    @rx.event
    def close_search(self) -> None:
        """Close the search; the file stays undecided."""
        self.asked_about = OpenFile()

    @rx.event
    def ask_take_out(self, upload_id: str) -> None:
        """Ask before words are deleted."""
        self.taking_out = upload_id if any(u.id == upload_id for u in self.uploads) else ""

    @rx.event
    def keep_upload(self) -> None:
        """Close the question and keep the words."""
        self.taking_out = ""

    @rx.event
    @guarded
    async def take_out(self) -> Any:
        """Take out what files brought."""
        upload_id, self.taking_out = self.taking_out, ""
        actor = await self._acting()
        if not upload_id:
            return None
        await write(uploads.undo, actor, UUID(upload_id))
        await self._fill(actor)
        self.say(words.TAKEN_OUT)
        return LyricsState.refresh

    async def _offer(self, actor: Actor) -> None:
        stamp = container().stamps.mood
        self.offered = await read(songs_like, actor, self.query, self.asked_about.name, stamp)

    async def _fill(self, actor: Actor) -> None:
        self._show(await read(card_of, actor))

    def _show(self, card: FilesCard) -> None:
        """Take over what was read."""
        self.matching, self.uploads = card.matching, card.uploads
        self.files, self.undecided, self.refused = card.files, card.undecided, card.refused

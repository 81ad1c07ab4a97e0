"""Owns what the Song page knows and does."""

from typing import Any
from uuid import UUID

import reflex as rx

from assistant.core.errors import DomainError, NotFound, UpstreamError
from assistant.lyrics import service as lyrics
from assistant.lyrics.schemas import LyricsIn
from assistant.recommendations import service as recommendations
from assistant.song_moods import service as song_moods
from assistant.song_moods.schemas import CorrectionIn
from ui import routes
from ui.backend import ask, container, read, write
from ui.charts.models import LyricLine
from ui.frame import strip_of
from ui.guard import guarded
from ui.models import Failure, ScoredLyrics
from ui.pages.song.holding import into_queue, out_of_library, own_words
from ui.pages.song.models import Basis, Neighbour, SongView, Why
from ui.pages.song.reading import Shown, neighbours, song_page
from ui.state import AppState
from ui.text.en import common
from ui.text.en import song as words

NEAR = 4


class SongState(AppState):
    """The Song page's values: one song, its lines, the listener's own word on it."""

    is_loading: bool = True
    failure: Failure = Failure()
    song: SongView = SongView()
    lines: list[LyricLine] = []
    view: str = "lines"
    mine: str = ""
    basis: Basis = Basis()
    why: Why = Why()
    near: list[Neighbour] = []

    is_held: bool = False
    confirm_removal: bool = False
    is_pasting: bool = False
    own_words: str = ""
    is_scoring: bool = False
    paste_error: str = ""
    scored: ScoredLyrics = ScoredLyrics()

    @rx.var
    def is_plain(self) -> bool:
        """Return whether lyrics are shown without colours."""
        return self.view == "plain"

    @rx.var
    def mood_shown(self) -> str:
        """Return the mood the song counts as: the listener's own word, else what it rests on."""
        return self.basis.mood or self.song.mood

    @rx.event
    @guarded
    async def load(self) -> Any:
        """Fill the page when it opens; the song's id is the last part of the address."""
        self._close_dialogs()
        track_id = self._asked_for()
        if track_id is None:
            self._show(Shown())
            return None
        if str(track_id) != self.song.id:
            self.near = []
        self._show(await self._read(track_id))
        return SongState.look_around if self.song.id else None

    @rx.event(background=True)
    @guarded
    async def look_around(self) -> None:
        """Find the songs close by; without an index there are none."""
        async with self:
            track_id = UUID(self.song.id)
        parts, actor = container(), await self._acting()
        try:
            found = await ask(
                recommendations.similar, parts.open_uow, parts.engine, actor, track_id, NEAR
            )
        except (UpstreamError, NotFound):
            found = []
        async with self:
            if self.song.id == str(track_id):
                self.near = neighbours(found)

    @rx.event
    def choose_view(self, view: str) -> None:
        """Show lyrics by line or plain."""
        if view in words.VIEWS:
            self.view = view

    @rx.event
    @guarded
    async def correct_mood(self, mood: str) -> None:
        """Note what the song is for this listener; the same mood again takes it back."""
        if mood not in common.MOODS or not self.song.id:
            return
        if mood == self.mine:
            await self._forget()
            return
        track_id = UUID(self.song.id)
        wanted = CorrectionIn.model_validate({"mood": mood})
        await write(song_moods.correct, await self._acting(), track_id, wanted)
        self._show(await self._read(track_id))
        self.say(words.MINE_SAID[mood], kind=mood, can_undo=True)

    @rx.event
    @guarded
    async def forget_correction(self) -> None:
        """Give the song its own mood back."""
        if self.mine:
            await self._forget()

    @rx.event
    def press_key(self, key: str) -> Any:
        """Follow a single-key shortcut: U takes the correction back."""
        return SongState.forget_correction if key == "u" and self.mine else None

    @rx.event
    @guarded
    async def play_next(self) -> None:
        """Put the song right after the current one."""
        added = await self._add(after_current=True)
        self.say(words.NEXT_SAID if added else words.ALREADY_SAID, detail=self.song.title)

    @rx.event
    @guarded
    async def add_to_queue(self) -> None:
        """Put the song at the end of the queue."""
        added = await self._add(after_current=False)
        self.say(words.ADDED_SAID if added else words.ALREADY_SAID, detail=self.song.title)

    @rx.event
    def ask_removal(self) -> None:
        """Ask before the song goes."""
        self.confirm_removal = self.is_held

    @rx.event
    def keep_song(self) -> None:
        """Close the question and keep the song."""
        self.confirm_removal = False

    @rx.event
    @guarded
    async def remove_song(self) -> Any:
        """Take the song out of the library, with the words given for it."""
        self.confirm_removal = False
        await write(out_of_library, await self._acting(), UUID(self.song.id))
        return rx.redirect(routes.LIBRARY)

    @rx.event
    @guarded
    async def mark_instrumental(self) -> None:
        """Note that nobody sings here, for this listener."""
        track_id = UUID(self.song.id)
        await write(lyrics.mark_instrumental, await self._acting(), track_id)
        self._show(await self._read(track_id))
        self.say(words.MARKED_SAID)

    @rx.event
    @guarded
    async def unmark_instrumental(self) -> None:
        """Take that back."""
        track_id = UUID(self.song.id)
        await write(lyrics.unmark_instrumental, await self._acting(), track_id)
        self._show(await self._read(track_id))

    @rx.event
    @guarded
    async def start_pasting(self) -> None:
        """Open the form for lyrics, with those the listener gave before."""
        given = await read(own_words, await self._acting(), UUID(self.song.id))
        self._close_dialogs()
        self.is_pasting, self.own_words = True, given

    @rx.event
    def stop_pasting(self) -> None:
        """Close the form for lyrics."""
        self._close_dialogs()

    @rx.event(background=True)
    @guarded
    async def score_lyrics(self, form: dict[str, Any]) -> Any:
        """Keep these lyrics as the listener's own and show what they say."""
        async with self:
            if self.is_scoring or not self.song.id:
                return None
            self.is_scoring, self.paste_error = True, ""
            track_id = UUID(self.song.id)
        refused, found = "", Shown()
        try:
            found = await self._score(track_id, str(form.get("lyrics") or ""))
        except DomainError as error:
            refused = error.detail
        finally:
            async with self:
                self.is_scoring, self.paste_error = False, refused
        if refused:
            return None
        async with self:
            self._show(found)
            self.scored = found.scored
        return SongState.look_around

    async def _score(self, track_id: UUID, text: str) -> Shown:
        """Keep the text, have it read, and read the page anew."""
        parts, actor = container(), await self._acting()
        limit = parts.settings.lyrics_max_bytes
        data = LyricsIn(lyrics=text)
        await write(lyrics.save_own, actor, track_id, data, max_bytes=limit)
        await ask(
            song_moods.score_song, parts.open_uow, parts.engine, parts.stamps, actor, track_id
        )
        return await self._read(track_id)

    async def _forget(self) -> None:
        track_id = UUID(self.song.id)
        await write(song_moods.uncorrect, await self._acting(), track_id)
        self._show(await self._read(track_id))
        self.say(words.MINE_GONE)

    async def _add(self, *, after_current: bool) -> bool:
        """Put the song into the queue; whether it was not there like this."""
        actor, stamp = await self._acting(), container().stamps.mood
        track_id = UUID(self.song.id)
        queue, added = await write(into_queue, actor, track_id, stamp, after_current=after_current)
        self.strip = strip_of(queue)
        return added

    def _close_dialogs(self) -> None:
        self.is_pasting, self.paste_error, self.own_words = False, "", ""
        self.scored, self.confirm_removal = ScoredLyrics(), False

    async def _read(self, track_id: UUID) -> Shown:
        return await read(song_page, await self._acting(), track_id, container().stamps.mood)

    def _show(self, found: Shown) -> None:
        """Show the song as it was read."""
        self.is_loading = False
        self.song, self.lines, self.is_held = found.song, found.lines, found.is_held
        self.mine, self.basis, self.why = found.mine, found.basis, found.why

    def _asked_for(self) -> UUID | None:
        """Return the id in the address, if there is one."""
        try:
            return UUID(self.router.url.path.rstrip("/").rpartition("/")[2])
        except ValueError:
            return None

"""Owns what the Song page knows of why the words have their mood, once somebody asks."""

import hashlib
from uuid import UUID

import reflex as rx

from assistant.core.errors import DomainError
from assistant.song_moods import explaining
from ui import songs
from ui.backend import ask, container
from ui.guard import guarded
from ui.pages.song.explanation_models import Explained
from ui.pages.song.explanation_reading import explained
from ui.pages.song.state import SongState


class ExplanationState(SongState):
    """Why the words of the song on the page have their mood."""

    explained: Explained = Explained()
    explained_words: str = ""
    is_explaining: bool = False
    explain_error: str = ""

    @rx.var
    def can_explain(self) -> bool:
        """Return whether the words have a mood that can be explained."""
        return bool(self.song.mood and self.lines)

    @rx.var
    def is_explained(self) -> bool:
        """Return whether the explanation is that of the words now on the page."""
        return self.explained.lead != "" and self.explained_words == self._words()

    @rx.var
    def refusal(self) -> str:
        """Return why the words now on the page could not be explained; empty when they could."""
        return self.explain_error if self.explained_words == self._words() else ""

    @rx.event(background=True)
    @guarded
    async def explain(self) -> None:
        """Have the song read again without each of its lines; about a second."""
        actor = await self._acting()
        async with self:
            if self.is_explaining or self.is_explained or not self.can_explain:
                return
            self.is_explaining, self.explain_error = True, ""
            track_id, read = UUID(self.song.id), self._words()
        said, found = "", Explained()
        try:
            parts = container()
            view = await ask(explaining.explain_song, parts.open_uow, parts.engine, actor, track_id)
            found = explained(view)
            said = "" if view.known else songs.why_unknown(view.reason)
        except DomainError as error:
            said = error.detail
        finally:
            async with self:
                self.is_explaining, self.explain_error = False, said
                self.explained, self.explained_words = found, read

    def _words(self) -> str:
        """Return a mark of the song and its words as they stand on the page."""
        text = "\n".join(line.text for line in self.lines)
        return hashlib.sha256(f"{self.song.id}\n{text}".encode()).hexdigest()[:16]

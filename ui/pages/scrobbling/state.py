"""Owns what the Scrobbling page knows and does."""

import asyncio
from dataclasses import fields
from typing import Any

import reflex as rx
from reflex.event import EventSpec

from assistant.auth import personal
from assistant.core.actor import Actor
from assistant.core.errors import Forbidden
from ui.backend import container, read, write
from ui.guard import guarded
from ui.pages.me.proving import after_proof, prove_first
from ui.pages.scrobbling.models import Guide, Playing, Program
from ui.pages.scrobbling.reading import page_of, playing_of
from ui.state import AppState
from ui.text.en import scrobbling as words

CARD = "scrobbling"
_POLL_S, _POLLS_AT_MOST, _PROGRAMS_EVERY = 2.0, 1800, 3


class ScrobblingState(AppState):
    """What programs are told, what they sent last, and what plays now."""

    is_loading: bool = True
    user_name: str = ""
    address: str = ""
    lastfm_address: str = ""
    programs: list[Program] = []
    guides: list[Guide] = []
    playing: Playing = Playing()
    fresh: str = ""
    _watching: int = 0

    @rx.event
    @guarded
    async def load(self) -> EventSpec:
        """Fill the page when it opens, and follow what plays; a token shown before is gone."""
        self.fresh = ""
        try:
            await self._fill(await self._acting())
        finally:
            self.is_loading = False
        self._watching += 1
        return ScrobblingState.watch

    @rx.event(background=True)
    @guarded
    async def watch(self) -> None:
        """Show what plays and what came, as long as this page stays open or for an hour."""
        async with self:
            actor, mine = await self._acting(), self._watching
        for turn in range(_POLLS_AT_MOST):
            await asyncio.sleep(_POLL_S)
            playing = await read(playing_of, actor)
            page = None
            if turn % _PROGRAMS_EVERY == 0:
                page = await read(page_of, container().settings, actor)
            async with self:
                if self._watching != mine:
                    return
                if self.playing != playing:  # nothing is sent when nothing changed
                    self.playing = playing
                if page is not None and self.programs != page.programs:
                    self.programs = page.programs

    @rx.event
    @guarded
    async def make(self) -> Any:
        """Make a token and show its text, once; without a fresh proof ask for one first."""
        actor = await self._acting()
        try:
            made = await write(
                personal.create_for_player, container().vault, actor, words.TOKEN_NAME
            )
        except Forbidden as error:
            return prove_first(error, CARD, "scrobbling")
        self.fresh = made.token
        await self._fill(actor)
        self.say(words.MADE)
        return None

    @rx.event
    def put_away(self) -> None:
        """Show the fresh text no more."""
        self.fresh = ""

    async def _fill(self, actor: Actor) -> None:
        """Read the page and show it."""
        page = await read(page_of, container().settings, actor)
        for field in fields(page):
            setattr(self, field.name, getattr(page, field.name))


after_proof("scrobbling", lambda: ScrobblingState.make)

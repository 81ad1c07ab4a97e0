"""Owns the card of the facts from MusicBrainz: whether it is asked, and what it answered."""

import asyncio

import reflex as rx
from reflex.event import EventSpec

from assistant.metadata import service as metadata
from assistant.metadata.schemas import MetadataView
from ui.backend import read, write
from ui.components.buttons import button
from ui.components.card import card
from ui.guard import guarded
from ui.state import AppState
from ui.text.en import catalogue as words

_LOOK_EVERY_S, _LOOKS = 3.0, 1200


class FactsState(AppState):
    """Whether MusicBrainz is asked about songs, and how far that is; for admins."""

    is_asking: bool = False
    is_working: bool = False
    facts: list[list[str]] = []

    @rx.event
    @guarded
    async def load_facts(self) -> EventSpec | None:
        """Fill the card; for anybody but an admin it stays empty."""
        actor = await self._acting()
        self.facts, self.is_asking, self.is_working = [], False, False
        if not actor.may("server.see"):
            return None
        self._show(await read(metadata.status, actor))
        return FactsState.watch if self.is_working else None

    @rx.event
    @guarded
    async def switch(self, wanted: bool) -> EventSpec | None:
        """Begin to ask, or stop."""
        actor = await self._acting()
        self._show(await write(metadata.switch, actor, enabled=bool(wanted)))
        self.say(words.FACTS_ON if self.is_asking else words.FACTS_OFF)
        return FactsState.watch if self.is_working else None

    @rx.event(background=True)
    @guarded
    async def watch(self) -> None:
        """Follow the work while the page is open."""
        for _ in range(_LOOKS):
            actor = await self._acting()
            found = await read(metadata.status, actor)
            async with self:
                self._show(found)
            if found.job_id is None:
                return
            await asyncio.sleep(_LOOK_EVERY_S)

    def _show(self, found: MetadataView) -> None:
        self.is_asking, self.is_working = found.enabled, found.job_id is not None
        counts = found.model_dump()
        self.facts = [[shown, f"{counts[name]:,}"] for name, shown in words.FACTS.items()]


def facts_card() -> rx.Component:
    """Return the card."""

    def line(fact: rx.Var[list[str]]) -> rx.Component:
        return rx.el.div(rx.el.dt(fact[0]), rx.el.dd(fact[1], class_name="num"), class_name="row")

    return card(
        words.FACTS_TITLE,
        rx.el.div(
            rx.el.p(words.FACTS_BODY, class_name="mut"),
            rx.el.dl(rx.foreach(FactsState.facts, line), class_name="counts"),
            rx.cond(
                FactsState.is_working,
                rx.el.p(words.FACTS_WORKING, class_name="cap", role="status"),
            ),
            rx.el.div(
                rx.cond(
                    FactsState.is_asking,
                    button(words.FACTS_STOP, on_click=FactsState.switch(False)),
                    button(words.FACTS_START, on_click=FactsState.switch(True)),
                ),
                class_name="row",
            ),
            class_name="fields",
        ),
    )

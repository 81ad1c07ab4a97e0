"""Owns what the catalogue's page knows and does; the service checks that a moderator asks."""

from typing import Any, get_args
from uuid import UUID

import reflex as rx

from assistant.core.actor import Actor
from assistant.curation import service as curation
from assistant.curation.rules import Kind
from assistant.curation.schemas import PairIn
from ui.backend import read, write
from ui.guard import guarded
from ui.pages.catalogue.models import Choice, Done, Side, Twins
from ui.pages.catalogue.reading import (
    choices_of,
    chosen_one,
    edits_of,
    found_by,
    is_id,
    pairs_of,
    split_of,
    twins_of,
)
from ui.state import AppState
from ui.text.en import catalogue as words

_BOTH = 2


class CatalogueState(AppState):
    """Pairs that may be one, what was chosen by hand, what was done."""

    is_loading: bool = True
    kind: str = "track"
    pairs: list[Twins] = []
    count: str = ""
    more: str = ""
    letters: str = ""
    found: list[Side] = []
    chosen: list[Side] = []
    choices: list[Choice] = []
    done: list[Done] = []

    @rx.var
    def is_unknown(self) -> bool:
        """Return whether nothing is called as was typed."""
        return bool(self.letters) and not self.found

    @rx.var
    def both(self) -> Twins:
        """Return the two that were chosen, side by side."""
        if len(self.chosen) != _BOTH:
            return Twins()
        return twins_of(self.chosen[0], self.chosen[1])

    @rx.var
    def split_title(self) -> str:
        """Return the heading over what can be taken out of the one that was chosen."""
        one = self.chosen[0].name if len(self.chosen) == 1 else ""
        return words.APART_TITLE.format(name=one)

    @rx.event
    @guarded
    async def load(self) -> None:
        """Fill the page when it opens; one that the address names is chosen already."""
        try:
            actor = await self._acting()
            self._forget()
            if not actor.may("catalogue.edit"):
                return
            self.kind = "track"
            await self._look(actor)
            asked = self.router.url.query_parameters.get("track", "")
            if is_id(asked):
                await self._choose(actor, asked)
        finally:
            self.is_loading = False

    @rx.event
    @guarded
    async def look_at(self, kind: str) -> None:
        """Look at songs, artists or albums."""
        actor = await self._acting()
        if kind in get_args(Kind):
            self._forget()
            self.kind = kind
            await self._look(actor)

    @rx.event
    @guarded
    async def show_more(self) -> None:
        """Show the next pairs, too."""
        found = await read(pairs_of, await self._acting(), self._kind, self.more)
        self.pairs, self.more = [*self.pairs, *found.twins], found.more

    @rx.event
    @guarded
    async def find(self, letters: str) -> None:
        """Offer those whose name has some letters."""
        actor = await self._acting()
        self.letters = letters.strip()[:80]
        self.found = await read(found_by, actor, self._kind, self.letters) if self.letters else []

    @rx.event
    @guarded
    async def choose(self, entry_id: str) -> None:
        """Choose one; the third one takes the second's place."""
        await self._choose(await self._acting(), entry_id)

    @rx.event
    @guarded
    async def drop(self, entry_id: str) -> None:
        """Choose one no longer."""
        actor = await self._acting()
        self.chosen = [one for one in self.chosen if one.id != entry_id]
        await self._offer_parts(actor)

    @rx.event
    @guarded
    async def merge(self, gone_id: str, kept_id: str) -> None:
        """Make one entry another."""
        actor = await self._acting()
        await write(curation.merge, actor, self._pair(gone_id, kept_id))
        await self._after(actor, words.MERGED, can_undo=True)

    @rx.event
    @guarded
    async def keep_apart(self, one_id: str, other_id: str) -> None:
        """Say that two are two."""
        actor = await self._acting()
        await write(curation.keep_apart, actor, self._pair(one_id, other_id))
        await self._after(actor, words.KEPT_APART, can_undo=True)

    @rx.event
    @guarded
    async def split(self, form: dict[str, Any]) -> None:
        """Take the chosen parts out of the chosen entry."""
        actor = await self._acting()
        if len(self.chosen) != 1:
            return
        parts = [one.value for i, one in enumerate(self.choices) if form.get(f"part-{i}")]
        name = str(form.get("part-name") or "").strip()
        data = split_of(self._kind, self.chosen[0].id, name, parts)
        await write(curation.split, actor, data)
        await self._after(actor, words.SPLIT_SAID, can_undo=True)

    @rx.event
    @guarded
    async def undo(self, edit_id: str) -> None:
        """Put everything back as it was before an edit."""
        actor = await self._acting()
        await write(curation.undo, actor, UUID(edit_id))
        await self._after(actor, words.UNDONE_SAID)

    @rx.event
    @guarded
    async def undo_last(self) -> None:
        """Undo what was done last."""
        actor = await self._acting()
        last = next((one for one in self.done if not one.is_undone), None)
        if last is not None:
            await write(curation.undo, actor, UUID(last.id))
            await self._after(actor, words.UNDONE_SAID)

    @property
    def _kind(self) -> Kind:
        """The kind looked at; any client may set its own tab's."""
        return next((kind for kind in get_args(Kind) if kind == self.kind), "track")

    def _pair(self, one_id: str, other_id: str) -> PairIn:
        return PairIn.model_validate({"kind": self._kind, "id": one_id, "into_id": other_id})

    async def _after(self, actor: Actor, said: str, *, can_undo: bool = False) -> None:
        """Read the page anew after an edit."""
        self._forget()
        await self._look(actor)
        self.say(said, can_undo=can_undo)

    async def _look(self, actor: Actor) -> None:
        found = await read(pairs_of, actor, self._kind, "")
        self.pairs, self.more = found.twins, found.more
        self.count = words.COUNT[found.total == 1].format(n=found.total)
        self.done = await read(edits_of, actor)

    async def _choose(self, actor: Actor, entry_id: str) -> None:
        one = await read(chosen_one, actor, self._kind, UUID(entry_id))
        others = [other for other in self.chosen if other.id != one.id]
        self.chosen = [*others[:1], one]
        self.found, self.letters = [], ""
        await self._offer_parts(actor)

    async def _offer_parts(self, actor: Actor) -> None:
        self.choices = []
        if len(self.chosen) == 1:
            self.choices = await read(choices_of, actor, self._kind, UUID(self.chosen[0].id))

    def _forget(self) -> None:
        self.pairs, self.count, self.more = [], "", ""
        self.letters, self.found, self.chosen, self.choices = "", [], [], []
        self.done = []

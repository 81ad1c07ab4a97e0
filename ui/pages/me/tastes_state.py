"""Owns what the cards of tastes know and do; every change is kept at once."""

from dataclasses import dataclass
from typing import Any

import reflex as rx
from pydantic import ValidationError

from assistant.catalogue import service as catalogue
from assistant.core.actor import Actor
from assistant.core.errors import RuleViolated
from assistant.core.unit_of_work import UnitOfWork
from assistant.preferences import service as preferences
from assistant.preferences.schemas import PreferencesChange, PreferencesView
from ui.backend import read, write
from ui.guard import guarded
from ui.state import AppState
from ui.text.en import tastes as words

_OFFERED = 8
# What a list's names must not stand in at the same time.
_OPPOSITE = {
    "favourite_genres": "disliked_genres",
    "disliked_genres": "favourite_genres",
    "favourite_artists": "disliked_artists",
    "disliked_artists": "favourite_artists",
}


@dataclass
class Named:
    """Something in a list: its key, how it is called, and how its removal is called."""

    key: str = ""
    name: str = ""
    remove: str = ""


class TastesState(AppState):
    """What the listener likes in queues, as `/users/me/preferences` says it."""

    favourite_genres: list[Named] = []
    disliked_genres: list[Named] = []
    favourite_artists: list[Named] = []
    disliked_artists: list[Named] = []
    languages: list[Named] = []
    other_languages: list[Named] = []
    explicit_ok: bool = True
    discovery: float = 0.5
    energy: float = 0.5
    does_mood_decide: bool = True
    genre_offers: list[str] = []
    artist_offers: list[str] = []
    wrong_list: str = ""
    wrong: str = ""
    _as_it_was: dict[str, Any] = {}

    @rx.event
    @guarded
    async def load_tastes(self) -> None:
        """Fill the cards when their section opens."""
        actor = await self._acting()
        self._show(await read(preferences.get_preferences, actor))
        self._as_it_was = {}
        await self._offer_genres(actor, "")
        await self._offer_artists(actor, "")

    @rx.event
    @guarded
    async def suggest_genres(self, typed: str) -> None:
        """Offer genres of the songs here."""
        await self._offer_genres(await self._acting(), typed[:200])

    @rx.event
    @guarded
    async def suggest_artists(self, typed: str) -> None:
        """Offer artists of the songs here."""
        await self._offer_artists(await self._acting(), typed[:200])

    @rx.event
    @guarded
    async def add_taste(self, into: str, form: dict[str, Any]) -> None:
        """Put a name into a list; what is wrong with it is said there."""
        actor = await self._acting()
        try:
            await self._settle(actor, _with(into, str(form.get(into, ""))))
        except ValidationError:
            self.wrong_list, self.wrong = into, words.NAME_WRONG
        except RuleViolated as error:
            self.wrong_list, self.wrong = into, error.detail

    @rx.event
    @guarded
    async def remove_taste(self, out_of: str, name: str) -> None:
        """Take a name out of a list."""
        await self._settle(await self._acting(), _without(out_of, name))

    @rx.event
    @guarded
    async def add_language(self, code: str) -> None:
        """Prefer songs in a language."""
        actor = await self._acting()
        if code:
            await self._settle(actor, _with("languages", code))

    @rx.event
    @guarded
    async def allow_explicit(self, allowed: bool) -> None:
        """Let explicit songs into queues, or keep them out."""
        await self._settle(await self._acting(), _only(explicit_ok=allowed))

    @rx.event
    @guarded
    async def choose_discovery(self, share: float) -> None:
        """Go less or more far from what is known."""
        await self._settle(await self._acting(), _only(discovery=float(share)))

    @rx.event
    @guarded
    async def choose_energy(self, share: float) -> None:
        """Like it calmer or livelier, whatever the mood."""
        await self._settle(await self._acting(), _only(energy=float(share)))

    @rx.event
    @guarded
    async def let_mood_decide(self, does: bool) -> None:
        """Let the mood decide about energy, or say it oneself."""
        await self._settle(await self._acting(), _only(energy=None if does else self.energy))

    @rx.event
    @guarded
    async def undo(self) -> None:
        """Take the last change back."""
        actor = await self._acting()
        before, self._as_it_was = self._as_it_was, {}
        if before:
            await self._settle(actor, _only(**before))
            self._as_it_was = {}
            self.say(words.UNDONE)

    async def _settle(self, actor: Actor, changing: Any) -> None:
        """Change something, show what holds now, and keep what held before."""
        self.wrong_list = self.wrong = ""
        found, self._as_it_was = await write(_changed, actor, changing)
        self._show(found)
        self.say(words.SAVED, can_undo=True)

    async def _offer_genres(self, actor: Actor, typed: str) -> None:
        page = await read(catalogue.list_genres, actor, query=typed, limit=_OFFERED)
        self.genre_offers = [genre.name for genre in page.items]

    async def _offer_artists(self, actor: Actor, typed: str) -> None:
        page = await read(catalogue.list_artists, actor, query=typed, limit=_OFFERED)
        self.artist_offers = [artist.name for artist in page.items]

    def _show(self, found: PreferencesView) -> None:
        """Show what holds."""
        for name in _OPPOSITE:
            setattr(self, name, [_named(one, one) for one in getattr(found, name)])
        names = words.LANGUAGE_NAMES
        self.languages = [_named(code, names.get(code, code)) for code in found.languages]
        self.other_languages = [
            _named(code, name) for code, name in names.items() if code not in found.languages
        ]
        self.explicit_ok, self.discovery = found.explicit_ok, found.discovery
        self.does_mood_decide = found.energy is None
        self.energy = 0.5 if found.energy is None else found.energy


def _changed(
    uow: UnitOfWork, actor: Actor, changing: Any
) -> tuple[PreferencesView, dict[str, Any]]:
    """Change preferences; what holds now, and what the changed ones were."""
    before = preferences.get_preferences(uow, actor)
    change: PreferencesChange = changing(before)
    after = preferences.change_preferences(uow, actor, change)
    return after, {name: getattr(before, name) for name in change.model_fields_set}


def _only(**given: Any) -> Any:
    """A change to given values."""
    return lambda _before: PreferencesChange.model_validate(given)


def _with(into: str, name: str) -> Any:
    """A change that adds to a list; its opposite goes along, so that the service compares both."""

    def changing(before: PreferencesView) -> PreferencesChange:
        lists = {into: [*getattr(before, into, []), name]}
        if into in _OPPOSITE:
            lists[_OPPOSITE[into]] = getattr(before, _OPPOSITE[into])
        return PreferencesChange.model_validate(lists)

    return changing


def _without(out_of: str, name: str) -> Any:
    """A change that takes something out of a list."""

    def changing(before: PreferencesView) -> PreferencesChange:
        kept = [one for one in getattr(before, out_of, []) if one != name]
        return PreferencesChange.model_validate({out_of: kept})

    return changing


def _named(key: str, name: str) -> Named:
    return Named(key, name, words.REMOVE.format(name=name))

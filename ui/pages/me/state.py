"""Owns what the profile section knows and does about the listener: name, words, place, photo."""

from typing import Any

import reflex as rx
from pydantic import ValidationError

from assistant.accounts import profile
from assistant.accounts.profile_schemas import ProfileChange, ProfileView
from assistant.auth import verifying
from ui.backend import container, read, write
from ui.guard import guarded
from ui.pages.me.tastes_state import TastesState
from ui.state import AppState
from ui.text.en import me as words

# By the service's name of a field: the form's, and what is said of a wrong value.
_FIELDS = {
    "display_name": ("name", words.NAME_WRONG),
    "bio": ("bio", words.BIO_WRONG),
    "place": ("place", words.PLACE_WRONG),
}


class MeState(AppState):
    """What the listener says about themselves."""

    is_loading: bool = True
    email: str = ""
    email_confirmed: bool = True
    bio: str = ""
    place: str = ""
    photo: str = ""
    name_error: str = ""
    bio_error: str = ""
    place_error: str = ""
    photo_error: str = ""
    is_removing_photo: bool = False

    @rx.event
    @guarded
    async def load(self) -> None:
        """Fill the section when it opens."""
        actor = await self._acting()
        self._show(await read(profile.get, actor))
        self._blame({})
        self.photo_error, self.is_removing_photo = "", False
        tastes: Any = await self.get_state(TastesState)
        await tastes.load_tastes()
        self.is_loading = False

    @rx.event
    @guarded
    async def save_profile(self, form: dict[str, Any]) -> None:
        """Change name, words and place; what is wrong is said at its field."""
        actor = await self._acting()
        given = {name: str(form.get(shown, "")) for name, (shown, _) in _FIELDS.items()}
        try:
            change = ProfileChange.model_validate(given)
        except ValidationError as error:
            wrong = {str(one["loc"][0]) for one in error.errors()}
            self._blame({name: said for name, (_, said) in _FIELDS.items() if name in wrong})
            return
        self._show(await write(profile.change, actor, change))
        self._blame({})
        self.say(words.SAVED)

    @rx.event
    @guarded
    async def send_confirmation(self) -> None:
        """Mail the link that confirms the address."""
        await write(verifying.send, container().auth, await self._acting())
        self.say(words.EMAIL_SENT)

    @rx.event
    @guarded
    async def show_photo(self) -> None:
        """Show the photo that the browser has just sent."""
        self._show(await read(profile.get, await self._acting()))
        self.photo_error = ""
        self.say(words.PHOTO_KEPT)

    @rx.event
    def refuse_photo(self, _status: int, reason: str) -> None:
        """Say why a picture was not taken; an empty reason takes that back."""
        self.photo_error = reason[:300]

    @rx.event
    def ask_photo_removal(self) -> None:
        """Ask before the photo goes: its file cannot be brought back."""
        self.is_removing_photo = True

    @rx.event
    def keep_photo(self) -> None:
        """Close the question; the photo stays."""
        self.is_removing_photo = False

    @rx.event
    @guarded
    async def remove_photo(self) -> None:
        """Take the photo away."""
        self.is_removing_photo = False
        actor = await self._acting()
        await write(profile.remove_photo, container().settings.data_dir, actor)
        self.photo = ""
        self.say(words.PHOTO_REMOVED)

    def _show(self, found: ProfileView) -> None:
        """Show what holds."""
        self.user_name, self.email = found.display_name, found.email
        self.email_confirmed = found.email_verified
        self.bio, self.place, self.photo = found.bio, found.place, found.photo or ""

    def _blame(self, wrong: dict[str, str]) -> None:
        """Say what is wrong at the fields, by the service's names; nothing at the others."""
        self.name_error = wrong.get("display_name", "")
        self.bio_error, self.place_error = wrong.get("bio", ""), wrong.get("place", "")

"""Owns what the profile section knows and does."""

from typing import Any

import reflex as rx

from assistant.accounts import service as accounts
from assistant.accounts.schemas import AccountChange
from assistant.auth import verifying
from assistant.core.errors import Forbidden
from ui.backend import container, read, write
from ui.guard import guarded
from ui.state import AppState
from ui.text.en import me as words

MAX_NAME = 80


class MeState(AppState):
    """What the listener says about themselves."""

    is_loading: bool = True
    email: str = ""
    email_confirmed: bool = True
    name_error: str = ""

    @rx.event
    @guarded
    async def load(self) -> None:
        """Fill the section when it opens."""
        account = await read(accounts.get_me, await self._acting())
        self.user_name, self.email = account.display_name, account.email
        self.email_confirmed = account.email_verified
        self.is_loading = False

    @rx.event
    @guarded
    async def save_name(self, form: dict[str, Any]) -> None:
        """Change the name that others and greetings use."""
        name = str(form.get("name", "")).strip()
        if not 1 <= len(name) <= MAX_NAME:
            self.name_error = words.NAME_WRONG
            return
        actor = await self._acting()
        if actor.is_sample:
            raise Forbidden("sample_stays", words.PROFILE_SAMPLE)
        account = await write(accounts.update_me, actor, AccountChange(display_name=name))
        self.name_error, self.user_name = "", account.display_name
        self.say(words.SAVED)

    @rx.event
    @guarded
    async def send_confirmation(self) -> None:
        """Mail the link that confirms the address."""
        await write(verifying.send, container().auth, await self._acting())
        self.say(words.EMAIL_SENT)

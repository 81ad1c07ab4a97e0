"""Owns what the pages outside the frame know: what went wrong, and what the form must ask."""

import json
from dataclasses import dataclass
from urllib.parse import urlencode

import reflex as rx
from reflex.event import EventSpec

from assistant.accounts import service as accounts
from assistant.auth import kept_form, passkey_answers, passkeys
from assistant.auth import service as auth
from assistant.core.errors import DomainError
from assistant.core.settings import Settings
from assistant.core.unit_of_work import UnitOfWork
from ui import routes
from ui.backend import ask, container, read
from ui.session import actor_behind, seen_by
from ui.state import AppState
from ui.text.en import recovery
from ui.text.en import sign_in as words


@dataclass(frozen=True, slots=True)
class Door:
    """How this installation lets people in."""

    is_first: bool
    has_sample: bool


@dataclass
class Provider:
    """A way in with an account elsewhere: the words of its button, and where it leads."""

    label: str = ""
    href: str = ""


class DoorState(rx.State):
    """The sign-in and sign-up pages' values; the forms themselves are posted by the browser."""

    problem: str = ""
    email: str = ""
    name: str = ""
    said: str = ""
    invitation: str = ""
    join: str = ""
    by_invitation: bool = False
    asks_code: bool = False
    is_first: bool = False
    is_open: bool = True
    offers_sample: bool = False
    has_passkeys: bool = False
    passkey_options: str = ""
    providers: list[Provider] = []

    @rx.event
    async def load(self) -> EventSpec | None:
        """Read the outcome of the last post, and what this machine offers."""
        app = await self.get_state(AppState)
        if (await actor_behind(self.router)).user_id is not None:
            return rx.redirect(routes.MOOD, replace=True)
        app.reset()  # type: ignore[no-untyped-call]  # Reflex left it so; a former listener's values
        asked = self.router.url.query_parameters
        code = asked.get("error", "")
        kept = kept_form.unpack(seen_by(self.router).cookie_value(kept_form.COOKIE)) if code else {}
        self.email, self.name = kept.get("email", ""), kept.get("name", "")
        self.said = recovery.SAID.get(asked.get("said", ""), "")
        self.invitation = asked.get("invitation", "") or kept.get("invitation", "")
        self.join = asked.get("join", "")
        self.problem = words.ERRORS.get(code, words.ERROR_OTHER) if code else ""
        self._offer(
            await read(_door), container().settings, local=seen_by(self.router).from_loopback
        )
        at_sign_in = self.router.url.path.rstrip("/") == routes.SIGN_IN
        if self.is_first and at_sign_in and not (code or self.said):
            return rx.redirect(routes.SIGN_UP, replace=True)
        return None

    @rx.event
    async def ask_passkey(self) -> None:
        """Ask for a challenge; the browser then asks for a passkey and posts the answer."""
        here = container()
        self.problem = ""
        try:
            made = await ask(
                passkey_answers.begin_using, here.open_uow, here.auth, seen_by(self.router)
            )
        except DomainError as error:
            self.problem = words.ERRORS.get(error.code, words.ERROR_OTHER)
            return
        self.passkey_options = json.dumps(made)

    @rx.event
    def passkey_missed(self) -> None:
        """Say that no passkey was used."""
        self.problem, self.passkey_options = words.ERRORS["passkey_not_there"], ""

    def _offer(self, door: Door, settings: Settings, *, local: bool) -> None:
        """Show the ways in; what they allow is checked again where the forms are posted."""
        self.has_passkeys, self.passkey_options = passkeys.possible(settings), ""
        self.is_first = door.is_first
        self.asks_code = door.is_first and not local
        self.by_invitation = settings.registration == "invitation" and not door.is_first
        invited = self.by_invitation and self.invitation != ""
        self.is_open = door.is_first or settings.registration == "open" or invited
        told = {"invitation": self.invitation, "join": self.join}
        told = {name: secret for name, secret in told.items() if secret}
        asked = f"?{urlencode(told)}" if told else ""
        self.providers = [
            Provider(words.WITH.format(name=p.name), routes.oauth(p.key) + asked)
            for p in settings.sign_in_with
            if self.join or not self.asks_code  # an address is no place for the set-up code
        ]
        allowed = settings.explore_sample
        here = allowed == "always" or (allowed == "loopback" and local)
        self.offers_sample = here and door.has_sample


def _door(uow: UnitOfWork) -> Door:
    """Read what decides on the ways in."""
    return Door(auth.needs_setup(uow), accounts.find_sample(uow) is not None)

"""Owns what the card about signing in knows and does: the app with its codes, fresh proofs."""

from typing import Any
from urllib.parse import quote

import reflex as rx

from assistant.accounts import service as accounts
from assistant.auth import identities, two_factor
from assistant.auth.factor_schemas import (
    CodeOnly,
    MaybePassword,
    TwoFactorOff,
    TwoFactorState,
)
from assistant.core.actor import Actor
from assistant.core.errors import Forbidden, RuleViolated
from assistant.core.unit_of_work import UnitOfWork
from ui.backend import ask, container, read, write
from ui.dates import moment_words
from ui.guard import guarded
from ui.pages.me.proving import after_proof, prove_first
from ui.state import AppState
from ui.text.en import security as words


class SecurityState(AppState):
    """The second factor of the listener; what is shown once is forgotten with the next step.

    `step` says what is open: "", "scan", "codes" or "off".
    """

    is_on: bool = False
    since: str = ""
    left: str = ""
    step: str = ""
    wrong: str = ""
    qr: str = ""
    secret: str = ""
    codes: list[str] = []
    has_password: bool = True

    @rx.event
    @guarded
    async def load_security(self) -> None:
        """Fill the card when the page opens."""
        actor = await self._acting()
        self._forget()
        if not actor.is_sample:
            await self._read_factors(actor)

    @rx.event
    @guarded
    async def begin_app(self) -> Any:
        """Show a secret for the app, or ask who it is first."""
        actor = await self._acting()
        context = container().auth
        try:
            made = await ask(
                two_factor.enable, container().open_uow, context, actor, MaybePassword()
            )
        except Forbidden as error:
            return prove_first(error, "security", "begin")
        self._forget()
        self.qr = f"data:image/svg+xml,{quote(made.qr_svg)}"
        self.secret, self.step = made.secret, "scan"
        return None

    @rx.event
    @guarded
    async def finish_app(self, form: dict[str, Any]) -> None:
        """Turn it on by a first code, and show the recovery codes."""
        actor = await self._acting()
        data = CodeOnly(code=str(form.get("app-code", "")) or " ")
        try:
            made = await write(two_factor.verify, container().auth, actor, data)
        except RuleViolated as error:
            self.wrong = error.detail
            return
        await self._show_codes(actor, made.recovery_codes)

    @rx.event
    @guarded
    async def renew(self) -> Any:
        """Show new recovery codes, or ask who it is first."""
        actor = await self._acting()
        try:
            made = await write(two_factor.renew_codes, actor)
        except Forbidden as error:
            return prove_first(error, "security", "renew")
        await self._show_codes(actor, made.recovery_codes)
        return None

    @rx.event
    def ask_off(self) -> None:
        """Ask for password and code before codes are no longer asked for."""
        self._forget()
        self.step = "off"

    @rx.event
    @guarded
    async def turn_off(self, form: dict[str, Any]) -> Any:
        """Stop asking for codes."""
        actor = await self._acting()
        data = TwoFactorOff(
            password=str(form.get("off-password", "")) or None,
            code=str(form.get("off-code", "")) or " ",
        )
        try:
            await ask(two_factor.disable, container().open_uow, container().auth, actor, data)
        except RuleViolated as error:
            self.wrong = error.detail
            return None
        except Forbidden as error:
            return prove_first(error, "security", "off")
        self._forget()
        await self._read_factors(actor)
        self.say(words.WAS_OFF)
        return None

    @rx.event
    def close_step(self) -> None:
        """Close what is open, and forget what was shown."""
        self._forget()

    def _forget(self) -> None:
        """Forget secrets and what was wrong."""
        self.step = self.wrong = self.qr = self.secret = ""
        self.codes = []

    async def _show_codes(self, actor: Actor, codes: list[str]) -> None:
        """Show recovery codes, this once."""
        self._forget()
        await self._read_factors(actor)
        self.codes, self.step = codes, "codes"

    async def _read_factors(self, actor: Actor) -> None:
        """Read the card anew."""
        found, self.since, self.has_password = await read(_factors, actor)
        self.is_on = found.enabled
        self.left = words.APP_LEFT.format(n=found.recovery_codes_left)


def _factors(uow: UnitOfWork, actor: Actor) -> tuple[TwoFactorState, str, bool]:
    found, has_password = two_factor.get_state(uow, actor), identities.has_password(uow, actor)
    if not found.enabled or found.enabled_at is None:
        return found, "", has_password
    zone = accounts.get_me(uow, actor).time_zone
    since = words.APP_ON.format(when=moment_words(found.enabled_at, zone, uow.now))
    return found, since, has_password


after_proof("begin", lambda: SecurityState.begin_app)
after_proof("renew", lambda: SecurityState.renew)
after_proof("off", lambda: SecurityState.ask_off)

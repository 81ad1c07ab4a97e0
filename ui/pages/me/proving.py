"""Owns the question whether it is them: asks for what the listener has, in the card that needs it.

A card shows `proof_question()` while `ProofState.asks` is its key, and opens it by `prove_first`.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import reflex as rx
from reflex.event import EventSpec

from assistant.auth import passkey_answers
from assistant.auth import proving as service
from assistant.auth.factor_schemas import Proof
from assistant.core.errors import Forbidden, RuleViolated
from ui import routes
from ui.backend import ask, container, read, write
from ui.components.buttons import button
from ui.components.fields import field
from ui.components.native_link import native_link
from ui.components.passkey import passkey_user
from ui.guard import guarded
from ui.state import AppState
from ui.text.en import security as words

# The page that a card stands on: where signing in again elsewhere leads back to.
_PAGES = {"security": "security", "linked": "security", "leave": "data"}
_AFTER: dict[str, Callable[[], Any]] = {}


@dataclass
class Way:
    """Where the listener can sign in again: the words of the way there, and its address."""

    label: str = ""
    href: str = ""


class ProofState(AppState):
    """What the listener can prove by that it is them, and which card asks for it."""

    asks: str = ""
    has_password: bool = False
    has_code: bool = False
    has_passkey: bool = False
    ways: list[Way] = []
    challenge: str = ""
    wrong: str = ""
    _then: str = ""

    @rx.event
    @guarded
    async def open_question(self, card: str, then: str) -> None:
        """Ask in a card, and remember what to go on with."""
        actor = await self._acting()
        found = await read(service.ways, container().auth, actor)
        self._forget()
        self.has_password, self.has_passkey = found.password, found.passkey
        self.has_code = found.code and not found.password
        page = _PAGES.get(card, "security")
        self.ways = [
            Way(words.PROOF_AT.format(name=p.name), f"{routes.oauth(p.key)}?prove={page}")
            for p in found.providers
            if not found.password
        ]
        self.asks, self._then = card, then

    @rx.event
    @guarded
    async def prove(self, form: dict[str, Any]) -> Any:
        """Take the password or a code, and go on with what it was asked for."""
        password, code = str(form.get("proof-password", "")), str(form.get("proof-code", ""))
        if code:
            return await self._show(Proof(code=code[:100]))
        return await self._show(Proof(password=password or " "))

    @rx.event
    @guarded
    async def ask_for_passkey(self) -> None:
        """Let the browser ask for a passkey."""
        actor = await self._acting()
        self.wrong = ""
        made = await write(passkey_answers.begin_proving, container().auth, actor)
        self.challenge = json.dumps(made)

    @rx.event
    @guarded
    async def prove_by_passkey(self, credential: str) -> Any:
        """Take a passkey's answer, and go on with what it was asked for."""
        proof = Proof.model_validate_json(f'{{"credential": {credential or "{}"}}}')
        return await self._show(proof)

    @rx.event
    def passkey_not_shown(self) -> None:
        """Say that no passkey was used."""
        self.challenge, self.wrong = "", words.PROOF_NO_PASSKEY

    @rx.event
    def close_question(self) -> None:
        """Close the question; nothing goes on."""
        self._forget()

    async def _show(self, proof: Proof) -> EventSpec | None:
        """Show something; what was asked for goes on when it holds."""
        actor, here = await self._acting(), container()
        self.challenge = ""
        try:
            await ask(service.prove, here.open_uow, here.auth, actor, proof)
        except RuleViolated as error:
            self.wrong = error.detail
            return None
        then = self._then
        self._forget()
        if then not in _AFTER:
            self.say(words.PROOF_DONE)
            return None
        follow: EventSpec = _AFTER[then]()
        return follow

    def _forget(self) -> None:
        """Forget what was asked, and what was wrong."""
        self.asks = self.challenge = self.wrong = self._then = ""
        self.ways = []


def after_proof(then: str, event: Callable[[], Any]) -> None:
    """Say which event a proof goes on with; a card's module does so for its own."""
    _AFTER[then] = event


def prove_first(error: Forbidden, card: str, then: str = "") -> Any:
    """Open the question in a card; what else is forbidden stays so."""
    if error.code != "proof_needed":
        raise error
    return ProofState.open_question(card, then)


def proof_question() -> rx.Component:
    """Return the question: a field, a passkey, ways to providers, whichever the listener has."""
    state = ProofState
    nothing = (
        ~state.has_password & ~state.has_code & ~state.has_passkey & (state.ways.length() == 0)
    )
    password = _form(
        field(
            words.PROOF_PASSWORD, "proof-password", kind="password",
            auto_complete="current-password", required=True, max_length=1000,
        )
    )  # fmt: skip
    code = _form(
        field(
            words.OFF_CODE, "proof-code", auto_complete="one-time-code", required=True,
            max_length=100,
        )
    )  # fmt: skip
    return rx.el.div(
        rx.el.h3(words.PROOF_TITLE, class_name="sec"),
        rx.el.p(words.PROOF_BODY, class_name="mut"),
        rx.cond(state.wrong != "", rx.el.p(state.wrong, class_name="wrong", role="alert")),
        rx.cond(state.has_password, password),
        rx.cond(state.has_code, code),
        rx.cond(state.has_passkey, _passkey()),
        rx.cond(
            state.ways.length() > 0,
            rx.el.div(rx.foreach(state.ways, _way), class_name="row wrap"),
        ),
        rx.cond(nothing, rx.el.p(words.PROOF_NOTHING)),
        rx.el.div(button(words.NEVER_MIND, size="l", on_click=state.close_question)),
        class_name="fields",
    )


def _form(asked: rx.Component) -> rx.Component:
    return rx.el.form(
        asked,
        rx.el.div(button(words.PROOF_GO, kind="p", size="l", type="submit")),
        on_submit=ProofState.prove,
        reset_on_submit=False,
        class_name="fields",
    )


def _passkey() -> rx.Component:
    return rx.el.div(
        button(words.PROOF_PASSKEY, size="l", on_click=ProofState.ask_for_passkey),
        passkey_user(
            options=ProofState.challenge,
            on_used=ProofState.prove_by_passkey,
            on_missed=ProofState.passkey_not_shown,
        ),
    )


def _way(way: rx.Var[Way]) -> rx.Component:
    return native_link(way.label, href=way.href, class_name="btn l")

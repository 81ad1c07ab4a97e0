"""Owns what fills the section about the ways in: all its cards by one event."""

from typing import Any

import reflex as rx

from ui.guard import guarded
from ui.pages.me.linked import LinkedState
from ui.pages.me.passkeys import PasskeysState
from ui.pages.me.proving import ProofState
from ui.pages.me.security_state import SecurityState
from ui.pages.me.sessions import SessionsState
from ui.pages.me.tokens import TokensState
from ui.state import AppState

_CARDS: dict[type[AppState], str] = {
    SessionsState: "load_sessions",
    SecurityState: "load_security",
    PasskeysState: "load_passkeys",
    LinkedState: "load_linked",
    TokensState: "load_tokens",
}


class WaysInState(AppState):
    """Whether the section's cards know what they show."""

    is_loading: bool = True

    @rx.event
    @guarded
    async def load(self) -> None:
        """Fill the cards when the section opens; a question that led elsewhere is closed."""
        actor = await self._acting()
        question: Any = await self.get_state(ProofState)
        question.close_question()
        # Of the sample listener, whom many may be, nothing but the way out is shown.
        cards = {SessionsState: "load_sessions"} if actor.is_sample else _CARDS
        for kind, load in cards.items():
            card: Any = await self.get_state(kind)
            await getattr(card, load)()
        self.is_loading = False

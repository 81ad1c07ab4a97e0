"""Owns what the pages of mailed links know: the link's secret, and how the last post went."""

import reflex as rx

from assistant.auth import kept_form
from ui.session import actor_behind, seen_by
from ui.text.en import recovery as words


class RecoveryState(rx.State):
    """Values of the pages; the forms themselves are posted by the browser."""

    problem: str = ""
    said: str = ""
    email: str = ""
    token: str = ""
    asks_password: bool = False

    @rx.event
    async def load(self) -> None:
        """Read the link and the outcome of the last post; nothing is used up by looking."""
        asked = self.router.url.query_parameters
        code = asked.get("error", "")
        kept = kept_form.unpack(seen_by(self.router).cookie_value(kept_form.COOKIE)) if code else {}
        self.problem = words.ERRORS.get(code, words.ERROR_OTHER) if code else ""
        self.said = words.SAID.get(asked.get("said", ""), "")
        self.email = kept.get("email", "")
        self.token = asked.get("token", "") or kept.get("token", "")
        signed_in = (await actor_behind(self.router)).user_id is not None
        self.asks_password = not signed_in or code.startswith("confirm_password")

"""Owns what the pages outside the frame know: what went wrong, and what the form must ask."""

import reflex as rx

from ui import demo
from ui.text.en import sign_in as words


class DoorState(rx.State):
    """The sign-in and sign-up pages' values; the forms themselves are posted by the browser."""

    problem: str = ""
    email: str = ""
    name: str = ""
    asks_code: bool = False
    is_first: bool = False
    offers_sample: bool = True

    @rx.event
    def load(self) -> None:
        """Read the outcome of the last post from the address, and what this machine offers."""
        asked = self.router.url.query_parameters
        code = asked.get("error", "")
        self.email, self.name = asked.get("email", ""), asked.get("name", "")
        self.problem = words.ERRORS.get(code, words.ERROR_OTHER) if code else ""
        demo.fill_door(self)

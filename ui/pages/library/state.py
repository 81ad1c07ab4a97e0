"""Owns what the Library page knows and does."""

import reflex as rx

from ui.state import AppState


class LibraryState(AppState):
    """The Library page's values."""

    @rx.event
    def load(self) -> None:
        """Fill the page when it opens."""

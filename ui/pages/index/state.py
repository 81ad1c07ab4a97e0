"""Owns what the Index page knows and does."""

import reflex as rx

from ui.state import AppState


class IndexState(AppState):
    """The Index page's values."""

    @rx.event
    def load(self) -> None:
        """Fill the page when it opens."""

"""Owns what the Stats page knows and does."""

import reflex as rx

from ui.state import AppState


class StatsState(AppState):
    """The Stats page's values."""

    @rx.event
    def load(self) -> None:
        """Fill the page when it opens."""

"""Owns what the Queue page knows and does."""

import reflex as rx

from ui.state import AppState


class QueueState(AppState):
    """The Queue page's values."""

    @rx.event
    def load(self) -> None:
        """Fill the page when it opens."""

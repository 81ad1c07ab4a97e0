"""Owns what the Mood page knows and does."""

import reflex as rx

from ui.state import AppState


class MoodState(AppState):
    """The Mood page's values."""

    @rx.event
    def load(self) -> None:
        """Fill the page when it opens."""

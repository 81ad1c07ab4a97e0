"""Owns what the Song page knows and does."""

import reflex as rx

from ui.state import AppState


class SongState(AppState):
    """The Song page's values."""

    @rx.event
    def load(self) -> None:
        """Fill the page when it opens."""

"""Owns what the Connections page knows and does."""

import reflex as rx

from ui.state import AppState


class ConnectionsState(AppState):
    """The Connections page's values."""

    @rx.event
    def load(self) -> None:
        """Fill the page when it opens."""

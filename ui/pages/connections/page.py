"""Owns the Connections page: its parts inside the frame."""

import reflex as rx

from ui.components.panels import failure_card
from ui.components.progress import skeleton
from ui.layouts.shell import shell
from ui.pages.connections import parts
from ui.pages.connections.state import ConnectionsState
from ui.text.en import common
from ui.text.en import connections as words


def page() -> rx.Component:
    """Return the Connections page."""
    filled = rx.el.div(
        parts.spotify(),
        rx.el.div(
            parts.files(), parts.scrobbling(), parts.recent(), parts.lyrics(), class_name="col w4"
        ),
        class_name="grid",
    )
    return shell(
        failure_card(ConnectionsState.failure),
        rx.cond(ConnectionsState.is_loading, skeleton(62, 88, 40, 74), filled),
        parts.disconnect_dialog(),
        current="connections",
        title=common.PAGES["connections"],
        subtitle=words.SUBTITLE,
    )

"""Owns the History page: its parts inside the frame."""

import reflex as rx

from ui import routes
from ui.components.buttons import link_button
from ui.components.progress import skeleton
from ui.layouts.shell import shell
from ui.pages.history import more_parts, parts
from ui.pages.history.righting import RightingState
from ui.pages.history.state import HistoryState
from ui.text.en import common, importing
from ui.text.en import history as words


def page() -> rx.Component:
    """Return the History page."""
    filled = rx.el.div(
        rx.el.div(
            parts.filters(),
            rx.cond(HistoryState.plays.length() > 0, parts.plays(), parts.nothing()),
            class_name="col w8",
        ),
        rx.el.div(more_parts.told(), more_parts.righted(), class_name="col w4"),
        class_name="grid",
    )
    return shell(
        rx.cond(HistoryState.is_loading, skeleton(62, 88, 40, 74), filled),
        more_parts.song_dialog(),
        current="history",
        title=common.PAGES["history"],
        subtitle=words.SUBTITLE,
        actions=(
            link_button(words.TO_RECENT, href=routes.CONNECTIONS),
            link_button(importing.TO_IMPORT, href=routes.IMPORT),
        ),
        on_undo=RightingState.undo_last,
    )

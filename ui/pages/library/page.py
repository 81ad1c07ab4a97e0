"""Owns the Library page: its parts inside the frame."""

import reflex as rx

from ui import routes
from ui.components.buttons import link_button
from ui.components.panels import failure_card
from ui.components.progress import skeleton
from ui.layouts.shell import shell
from ui.pages.library import parts
from ui.pages.library.state import LibraryState
from ui.text.en import common, importing


def page() -> rx.Component:
    """Return the Library page."""
    filled = rx.el.div(
        parts.songs(),
        rx.el.div(parts.mood_map(), parts.unknown(), class_name="col w4"),
        class_name="grid",
    )
    return shell(
        failure_card(LibraryState.failure),
        rx.cond(
            LibraryState.is_loading,
            skeleton(62, 88, 40, 74),
            rx.cond(LibraryState.total == 0, parts.nothing_yet(), filled),
        ),
        parts.paste_dialog(),
        current="library",
        title=common.PAGES["library"],
        subtitle=LibraryState.subheading,
        actions=(
            link_button(common.PAGES["history"], href=routes.HISTORY),
            link_button(importing.TO_IMPORT, href=routes.IMPORT),
            rx.cond(LibraryState.total > 0, parts.search()),
            rx.cond(LibraryState.total > 0, parts.paste_button()),
        ),
    )

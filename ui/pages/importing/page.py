"""Owns the Import page: its parts inside the frame."""

import reflex as rx

from ui import routes
from ui.components.buttons import link_button
from ui.components.progress import skeleton
from ui.layouts.shell import shell
from ui.pages.importing import parts
from ui.pages.importing.state import ImportsState
from ui.text.en import common
from ui.text.en import importing as words


def page() -> rx.Component:
    """Return the Import page."""
    filled = rx.el.div(
        rx.el.div(parts.drop(), parts.past(), class_name="col w8"),
        rx.el.div(parts.how(), parts.dropped(), class_name="col w4"),
        class_name="grid",
    )
    return shell(
        rx.cond(ImportsState.is_loading, skeleton(62, 88, 40, 74), filled),
        parts.undo_dialog(),
        current="library",
        title=common.PAGES["import"],
        subtitle=words.SUBTITLE,
        actions=(link_button(words.TO_LIBRARY, href=routes.LIBRARY),),
    )

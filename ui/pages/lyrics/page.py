"""Owns the Lyrics page: its parts inside the frame."""

import reflex as rx

from ui import routes
from ui.components.buttons import link_button
from ui.components.progress import skeleton
from ui.layouts.shell import shell
from ui.pages.lyrics import files_parts, parts
from ui.pages.lyrics.state import LyricsState
from ui.text.en import common
from ui.text.en import coverage as words


def page() -> rx.Component:
    """Return the Lyrics page."""
    filled = rx.el.div(
        rx.el.div(
            files_parts.decide(),
            rx.cond(LyricsState.total > 0, parts.coverage(), parts.nothing_yet()),
            rx.cond(LyricsState.total > 0, parts.songs()),
            class_name="col w8",
        ),
        rx.el.div(parts.look_up(), files_parts.files(), class_name="col w4"),
        class_name="grid",
    )
    return shell(
        rx.cond(LyricsState.is_loading, skeleton(62, 88, 40, 74), filled),
        files_parts.search_dialog(),
        files_parts.take_out_dialog(),
        current="library",
        title=common.PAGES["lyrics"],
        subtitle=words.SUBTITLE,
        actions=(link_button(words.BACK, href=routes.LIBRARY),),
        on_undo=LyricsState.undo,
    )

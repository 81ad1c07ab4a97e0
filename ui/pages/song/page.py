"""Owns the Song page: its parts inside the frame."""

import reflex as rx

from ui.components.hotkeys import hotkeys
from ui.components.panels import failure_card
from ui.components.progress import skeleton
from ui.layouts.shell import shell
from ui.pages.song import parts
from ui.pages.song.basis import basis
from ui.pages.song.explanation import explanation
from ui.pages.song.state import SongState


def page() -> rx.Component:
    """Return the Song page."""
    song = rx.el.div(
        rx.el.div(
            parts.head(),
            parts.says(),
            basis(SongState.basis, SongState.mine != ""),
            explanation(),
            parts.mine(),
            parts.why(),
            class_name="col",
        ),
        rx.el.div(parts.lyrics(), parts.near(), class_name="col"),
        class_name="songpage",
    )
    return shell(
        failure_card(SongState.failure),
        rx.cond(
            SongState.is_loading,
            skeleton(62, 88, 40, 74),
            rx.cond(SongState.song.id == "", parts.missing(), song),
        ),
        parts.lyrics_dialog(),
        parts.removal_dialog(),
        hotkeys(keys=["u"], on_press=SongState.press_key),
        current="library",
        title="",
        on_undo=SongState.forget_correction,
    )

"""Owns the Queue page: its parts inside the frame."""

import reflex as rx

from ui.components.hotkeys import hotkeys
from ui.components.panels import failure_card
from ui.components.progress import skeleton
from ui.layouts.shell import shell
from ui.pages.queue import parts, sending
from ui.pages.queue.state import QueueState


def page() -> rx.Component:
    """Return the Queue page."""
    filled = rx.el.div(
        rx.el.div(parts.curve(), parts.songs(), class_name="col w9"),
        rx.el.div(sending.sending(), parts.why(), parts.how_now(), class_name="col w3"),
        class_name="grid",
    )
    return shell(
        rx.cond(QueueState.has_songs, parts.fit()),
        failure_card(QueueState.failure),
        sending.failure(),
        rx.cond(
            QueueState.is_loading,
            skeleton(62, 88, 40, 74),
            rx.cond(
                (QueueState.rows.length() > 0) | (QueueState.played.length() > 0),
                filled,
                parts.nothing_yet(),
            ),
        ),
        parts.clear_dialog(),
        hotkeys(keys=["u"], on_press=QueueState.press_key),
        current="queue",
        title=QueueState.heading,
        subtitle=QueueState.summary,
        actions=parts.actions(),
        on_undo=QueueState.undo,
    )

"""Owns the toaster: one polite live region, driven by state alone."""

import reflex as rx
from reflex.event import EventType

from ui.components.buttons import button, icon_button
from ui.components.icons import icon
from ui.components.mood import glyph
from ui.state import AppState
from ui.text.en import common as words


def _sign() -> rx.Component:
    """Return the mark beside the text: a check, a warning or a quadrant's shape."""
    return rx.match(
        AppState.notice.kind,
        ("good", icon("check", "i good")),
        ("bad", icon("warn", "i bad")),
        glyph(AppState.notice.kind, 16),
    )


def toaster(on_undo: EventType[()] | None = None) -> rx.Component:
    """Return the toaster.

    Args:
        on_undo: The page's handler that takes the last step back; without it no Undo is shown.
    """
    undo = rx.fragment()
    if on_undo is not None:
        undo = rx.cond(
            AppState.notice.can_undo,
            button(words.UNDO, " ", rx.el.kbd("U", class_name="desk"), on_click=on_undo),
        )
    detail = rx.el.p(AppState.notice.detail, class_name="cap")
    card = rx.el.div(
        _sign(),
        rx.el.div(
            rx.el.p(AppState.notice.text, class_name="toast-t"),
            rx.cond(AppState.notice.detail != "", detail),
            class_name="grow",
        ),
        undo,
        icon_button("x", words.CLOSE, on_click=AppState.dismiss_notice),
        class_name="toast",
        # A new key restarts the animation that lets a notice fade by itself.
        key=AppState.notice.number.to_string(),
    )
    return rx.el.div(rx.cond(AppState.notice.text != "", card), role="status", class_name="toaster")

"""Owns the frame of the four sections about the listener: heading, ways between them, columns."""

import reflex as rx
from reflex.event import EventType

from ui import routes
from ui.components.hotkeys import hotkeys
from ui.components.progress import skeleton
from ui.layouts.shell import shell
from ui.state import AppState
from ui.text.en import me as words

_SECTIONS = {
    "profile": routes.ME,
    "settings": routes.ME_SETTINGS,
    "security": routes.ME_SECURITY,
    "data": routes.ME_DATA,
}


def section(
    *columns: list[rx.Component],
    current: str,
    is_loading: rx.Var[bool] | bool,
    on_undo: EventType[()] | None = None,
) -> rx.Component:
    """Return a section inside the frame.

    Args:
        *columns: the cards of each column.
        current: its key among the ways.
        is_loading: while it is so, bars stand where the cards will be.
        on_undo: takes the last change back, by the toaster's button or the key U.
    """
    shown = rx.el.div(
        *[rx.el.div(*cards, class_name="col w6") for cards in columns], class_name="grid"
    )
    undoing = rx.fragment()
    if on_undo is not None:
        undoing = hotkeys(keys=["u"], focus={}, on_press=lambda _: on_undo)
    return shell(
        _ways(current),
        undoing,
        rx.cond(is_loading, skeleton(62, 88, 40, 74), shown),
        current="me",
        title=AppState.user_name,
        on_undo=on_undo,
    )


def _ways(current: str) -> rx.Component:
    """Return the links between the sections, the open one marked."""
    return rx.el.nav(
        *[
            rx.el.a(
                words.WAYS[key],
                href=href,
                class_name="on" if key == current else "",
                custom_attrs={"aria-current": "page"} if key == current else {},
            )
            for key, href in _SECTIONS.items()
        ],
        class_name="seg sections",
        aria_label=words.ABOUT_YOU,
    )

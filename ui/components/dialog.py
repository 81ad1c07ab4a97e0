"""Owns the dialog and the sheet: one focus-keeping frame (`dialog.jsx`) for both."""

from typing import Any

import reflex as rx
from reflex.event import EventType

_FILE = rx.asset("dialog.jsx", shared=True)


class ModalFrame(rx.Component):
    """A native ``<dialog>`` opened and closed by a variable; Escape and the scrim close it."""

    library = _FILE.importable_path
    tag = "ModalFrame"

    open: rx.Var[bool]
    label: rx.Var[str]
    kind: rx.Var[str]
    on_close: rx.EventHandler[rx.event.no_args_event_spec]


def dialog(
    *children: Any,
    is_open: rx.Var[bool],
    title: rx.Var[str] | str,
    on_close: EventType[()],
    kind: str = "dialog",
) -> rx.Component:
    """Return a modal dialog.

    Args:
        *children: Its body; end with a row of buttons.
        is_open: Whether it is shown.
        title: Its heading and its name for those who listen.
        on_close: Called on Escape and on a press beside it.
        kind: ``"dialog"`` in the middle, or ``"sheet"`` which rises from the foot on the phone.
    """
    return ModalFrame.create(
        rx.el.h2(title, class_name="say"),
        *children,
        open=is_open,
        label=title,
        kind=kind,
        on_close=on_close,
    )

"""Owns the line that says the event socket is away, instead of Reflex's own toasts."""

import reflex as rx
from reflex.components.core.banner import has_too_many_connection_errors

from ui.components.native_link import native_link
from ui.text.en import common as words


def connection_line() -> rx.Component:
    """Return a status line shown after two failed tries and gone on reconnection."""
    return rx.el.div(
        rx.cond(has_too_many_connection_errors, rx.el.p(words.OFFLINE, class_name="offline")),
        role="status",
    )


def crashed() -> rx.Component:
    """Return what stands in for a page whose drawing failed."""
    return rx.el.main(
        rx.el.h1(words.CRASHED_TITLE),
        rx.el.p(words.CRASHED_BODY, class_name="mut"),
        native_link(words.RELOAD, href="", class_name="btn p l"),
        class_name="crashed",
    )

"""Owns the page for addresses that lead nowhere."""

import reflex as rx

from ui import routes
from ui.components.buttons import link_button
from ui.components.icons import mark
from ui.text.en import common as words


def page() -> rx.Component:
    """Return the page; it needs no state, so it also serves those who are not signed in."""
    return rx.el.main(
        mark(36, ""),
        rx.el.h1(words.NOT_FOUND_TITLE),
        rx.el.p(words.NOT_FOUND_BODY, class_name="mut"),
        link_button(words.NOT_FOUND_BUTTON, href=routes.MOOD, kind="p", size="l"),
        class_name="crashed",
    )

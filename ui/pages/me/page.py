"""Owns the page about the listener: name, theme, the pages the phone's tabs leave out."""

import reflex as rx

from ui import routes
from ui.components.buttons import button, link_button
from ui.components.icons import icon
from ui.layouts.identity import sample_badge, sign_out, theme_choice
from ui.layouts.shell import shell
from ui.state import AppState
from ui.text.en import common as words


def page() -> rx.Component:
    """Return the page about the listener."""
    return shell(
        rx.el.section(
            rx.el.div(rx.el.h2(words.THEME), class_name="hd"),
            theme_choice(),
            class_name="card",
        ),
        rx.el.section(
            rx.el.div(
                link_button(
                    icon("connections"), words.PAGES["connections"], href=routes.CONNECTIONS, size="l"
                ),
                rx.cond(
                    AppState.is_admin,
                    link_button(icon("index"), words.PAGES["index"], href=routes.INDEX, size="l"),
                ),
                sign_out(button(icon("out"), words.SIGN_OUT, size="l", type="submit")),
                class_name="row wrap",
            ),
            rx.el.div(sample_badge(), class_name="me-sample"),
            class_name="card",
        ),
        current="me",
        title=AppState.user_name,
    )

"""Owns the page about the listener: profile, settings, sessions, and what tabs leave out."""

import reflex as rx

from ui.components.panels import failure_card
from ui.components.progress import skeleton
from ui.layouts.shell import shell
from ui.pages.me import data_parts, parts, security_parts
from ui.pages.me.linked import linked
from ui.pages.me.state import MeState
from ui.pages.me.tokens import tokens
from ui.state import AppState


def page() -> rx.Component:
    """Return the page about the listener."""
    filled = rx.el.div(
        rx.el.div(
            parts.profile(),
            parts.sessions(),
            rx.cond(~AppState.is_sample_listener, parts.password()),
            security_parts.security(),
            rx.cond(~AppState.is_sample_listener, linked()),
            rx.cond(~AppState.is_sample_listener, tokens()),
            data_parts.activity(),
            class_name="col w6",
        ),
        rx.el.div(
            parts.settings(),
            parts.more(),
            data_parts.data(),
            class_name="col w6",
        ),
        class_name="grid",
    )
    return shell(
        failure_card(MeState.failure),
        rx.cond(MeState.is_loading, skeleton(62, 88, 40, 74), filled),
        current="me",
        title=AppState.user_name,
    )

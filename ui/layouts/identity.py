"""Owns who is here and in which light: the listener, the theme switch, the sample badges."""

from collections.abc import Callable
from typing import Any

import reflex as rx
from reflex.style import color_mode, set_color_mode

from ui import routes
from ui.components.buttons import button, icon_button
from ui.components.dialog import dialog
from ui.components.icons import icon
from ui.components.native_form import native_form
from ui.state import AppState
from ui.text.en import common as words


def theme_switch() -> rx.Component:
    """Return the switch that goes round: dark, light, what the system uses.

    The choice lives in this browser alone; Reflex applies it before the first paint.
    """
    return rx.match(
        color_mode,
        ("dark", _theme_button("dark", "light", "moon")),
        ("light", _theme_button("light", "system", "sun")),
        _theme_button("system", "dark", "screen"),
    )


def _theme_button(now: str, following: str, sign: str) -> rx.Component:
    """Return the switch as it stands in one theme."""
    return icon_button(sign, words.THEME_NEXT[now], on_click=set_color_mode(following))


def theme_choice(on_pick: Callable[[str], Any]) -> rx.Component:
    """Return the three themes side by side; `on_pick` says what follows for a theme's key."""
    return rx.el.div(
        *[
            rx.el.button(
                name,
                type="button",
                on_click=on_pick(key),
                aria_pressed=rx.cond(color_mode == key, "true", "false"),
                class_name=rx.cond(color_mode == key, "on", ""),
            )
            for key, name in words.THEME_NAMES.items()
        ],
        class_name="seg",
        role="group",
        aria_label=words.THEME,
    )


def account() -> rx.Component:
    """Return the listener's row: sign, name, theme, way out."""
    return rx.el.div(
        rx.el.a(
            rx.el.i(AppState.initial, custom_attrs={"aria-hidden": "true"}),
            rx.el.span(AppState.user_name),
            href=routes.ME,
            class_name="who-name",
        ),
        theme_switch(),
        sign_out(
            rx.el.button(
                icon("out"),
                type="submit",
                class_name="icb",
                aria_label=words.SIGN_OUT,
                title=words.SIGN_OUT,
            )
        ),
        class_name="who",
    )


def sign_out(control: rx.Component) -> rx.Component:
    """Return the form that ends the session, around the control that submits it."""
    return native_form(control, action=routes.POST_SIGN_OUT, class_name="bare")


def sample_badge() -> rx.Component:
    """Return the badges: sample data with its way out, and the Spotify stand-in."""
    words_of_removal = rx.cond(AppState.is_admin, words.SAMPLE_REMOVE, words.SAMPLE_HIDE)
    offer = rx.el.button(
        rx.el.span(words.SAMPLE, class_name="badge"),
        rx.el.span(AppState.sample_songs, " ", words.SAMPLE_NOTE, class_name="cap"),
        type="button",
        title=words_of_removal,
        on_click=AppState.ask_sample_removal,
        class_name="sample row",
    )
    guest = rx.el.p(
        rx.el.span(words.SAMPLE, class_name="badge"),
        rx.el.span(words.SAMPLE_LISTENER_NOTE, class_name="cap"),
        class_name="sample row",
    )
    return rx.fragment(
        rx.cond(AppState.is_sample_listener, guest, rx.cond(AppState.sample_songs > 0, offer)),
        rx.cond(
            AppState.is_sandbox,
            rx.el.p(
                rx.el.span(words.SANDBOX, class_name="badge"),
                rx.el.span(words.SANDBOX_NOTE, class_name="cap"),
                class_name="sample row",
            ),
        ),
    )


def sample_dialog() -> rx.Component:
    """Return the question before the sample library goes, or out of sight."""
    admin = AppState.is_admin
    remove = rx.cond(admin, words.SAMPLE_REMOVE, words.SAMPLE_HIDE)
    return dialog(
        rx.el.p(rx.cond(admin, words.SAMPLE_REMOVE_BODY, words.SAMPLE_HIDE_BODY), class_name="mut"),
        rx.el.div(
            button(remove, kind="p", on_click=AppState.remove_sample),
            button(words.CANCEL, on_click=AppState.keep_sample),
            class_name="row wrap",
        ),
        is_open=AppState.confirm_sample_removal,
        title=rx.cond(admin, words.SAMPLE_REMOVE_TITLE, words.SAMPLE_HIDE_TITLE),
        on_close=AppState.keep_sample,
    )

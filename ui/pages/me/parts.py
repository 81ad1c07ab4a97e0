"""Owns the cards of the profile: who the listener is, and what the phone's tabs leave out."""

import reflex as rx

from ui import routes
from ui.components.buttons import button, link_button
from ui.components.card import card
from ui.components.fields import field
from ui.components.icons import icon
from ui.layouts.identity import sign_out
from ui.pages.me.state import MAX_NAME, MeState
from ui.state import AppState
from ui.text.en import common
from ui.text.en import me as words


def profile() -> rx.Component:
    """Return the name and the address of the account."""
    form = rx.el.form(
        field(
            words.NAME,
            "name",
            default_value=AppState.user_name,
            required=True,
            max_length=MAX_NAME,
            auto_complete="nickname",
            key=AppState.user_name,  # a saved name starts the field afresh
        ),
        rx.cond(
            MeState.name_error != "",
            rx.el.p(MeState.name_error, class_name="wrong", role="alert"),
        ),
        rx.cond(
            MeState.email != "",
            rx.el.dl(
                rx.el.dt(words.EMAIL),
                rx.el.dd(
                    MeState.email,
                    " · ",
                    rx.cond(
                        MeState.email_confirmed, words.EMAIL_CONFIRMED, words.EMAIL_UNCONFIRMED
                    ),
                ),
                class_name="kv",
            ),
        ),
        rx.cond(
            ~MeState.email_confirmed,
            rx.el.div(button(words.EMAIL_SEND, on_click=MeState.send_confirmation)),
        ),
        rx.el.div(button(words.SAVE, kind="p", type="submit"), class_name="row"),
        on_submit=MeState.save_name,
        reset_on_submit=False,
        class_name="fields",
    )
    return card(
        words.PROFILE,
        rx.cond(AppState.is_sample_listener, rx.el.p(words.PROFILE_SAMPLE, class_name="mut"), form),
    )


def more() -> rx.Component:
    """Return the pages that the phone's tabs leave out, and the sample."""
    return card(
        words.MORE,
        rx.el.div(
            link_button(
                icon("connections"),
                common.PAGES["connections"],
                href=routes.CONNECTIONS,
                size="l",
            ),
            rx.cond(
                AppState.is_admin,
                rx.fragment(
                    link_button(icon("index"), common.PAGES["index"], href=routes.INDEX, size="l"),
                    link_button(
                        icon("evaluation"),
                        common.PAGES["evaluation"],
                        href=routes.EVALUATION,
                        size="l",
                    ),
                ),
            ),
            rx.cond(
                AppState.is_staff,
                link_button(icon("people"), common.PAGES["people"], href=routes.PEOPLE, size="l"),
            ),
            rx.cond(
                AppState.is_admin,
                link_button(icon("audit"), common.PAGES["audit"], href=routes.AUDIT, size="l"),
            ),
            sign_out(button(icon("out"), common.SIGN_OUT, size="l", type="submit")),
            class_name="row wrap",
        ),
        rx.cond(
            AppState.has_sample & AppState.is_admin,
            rx.el.div(
                rx.el.p(words.SAMPLE_BODY, class_name="mut"),
                button(common.SAMPLE_REMOVE, size="l", on_click=AppState.ask_sample_removal),
                class_name="fields below",
            ),
        ),
    )

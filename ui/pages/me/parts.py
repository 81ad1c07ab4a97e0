"""Owns the cards of the page about the listener."""

import reflex as rx

from ui import routes
from ui.components.buttons import button, link_button
from ui.components.card import card
from ui.components.fields import field
from ui.components.icons import icon
from ui.components.native_form import native_form
from ui.components.settings import switch
from ui.layouts.identity import sign_out, theme_choice
from ui.pages.me.models import SessionView
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


def settings() -> rx.Component:
    """Return theme, time zone and explicit songs."""
    zone = rx.el.div(
        rx.el.label(words.TIME_ZONE, html_for="time-zone"),
        rx.el.select(
            rx.foreach(MeState.time_zones, lambda name: rx.el.option(name, value=name)),
            id="time-zone",
            value=MeState.time_zone,
            on_change=MeState.choose_time_zone,
            custom_attrs={"aria-describedby": "time-zone-hint"},
        ),
        rx.el.p(words.TIME_ZONE_HINT, id="time-zone-hint", class_name="cap"),
        class_name="field",
    )
    return card(
        words.SETTINGS,
        rx.el.div(
            rx.el.div(
                rx.el.p(common.THEME, class_name="strong"), theme_choice(), class_name="field"
            ),
            zone,
            switch(
                words.EXPLICIT,
                words.EXPLICIT_BODY,
                MeState.explicit_ok,
                MeState.allow_explicit,
                "explicit-ok",
            ),
            rx.cond(
                AppState.has_sample & ~AppState.is_sample_listener,
                switch(
                    words.SAMPLE_HIDDEN,
                    words.SAMPLE_HIDDEN_BODY,
                    MeState.sample_hidden,
                    MeState.hide_sample,
                    "sample-hidden",
                ),
            ),
            class_name="fields",
        ),
    )


def sessions() -> rx.Component:
    """Return where the listener is signed in, and the ways to end it."""

    def one(session: rx.Var[SessionView]) -> rx.Component:
        return rx.el.li(
            rx.el.div(
                rx.el.b(session.device),
                rx.el.span(session.place, " · ", session.seen),
                class_name="tt grow",
            ),
            rx.cond(
                session.is_this,
                rx.el.span(words.THIS_ONE, class_name="cap"),
                button(words.END, on_click=MeState.end_session(session.id)),
            ),
            class_name="row",
        )

    return card(
        words.SESSIONS,
        rx.cond(
            MeState.sessions.length() > 0,
            rx.el.ul(rx.foreach(MeState.sessions, one), class_name="gens"),
            rx.el.p(words.SESSIONS_SAMPLE, class_name="mut"),
        ),
        rx.el.div(
            sign_out(button(icon("out"), common.SIGN_OUT, size="l", type="submit")),
            rx.cond(
                MeState.has_others,
                button(words.END_ALL, size="l", on_click=MeState.end_other_sessions),
            ),
            class_name="row wrap below",
        ),
    )


def password() -> rx.Component:
    """Return the form that changes the password; the browser posts it, so that it is remembered."""

    def one(label: str, name: str, auto_complete: str, hint: str = "") -> rx.Component:
        return field(
            label,
            name,
            hint=hint,
            kind="password",
            auto_complete=auto_complete,
            required=True,
            max_length=1000,
        )

    return card(
        words.PASSWORD,
        rx.cond(
            MeState.password_error != "",
            rx.el.p(MeState.password_error, class_name="wrong", role="alert"),
        ),
        rx.cond(MeState.password_said != "", rx.el.p(MeState.password_said, role="status")),
        native_form(
            one(words.PASSWORD_CURRENT, "current_password", "current-password"),
            one(words.PASSWORD_NEW, "new_password", "new-password", words.PASSWORD_HINT),
            rx.el.div(button(words.PASSWORD_SAVE, type="submit"), class_name="row"),
            action=routes.POST_CHANGE_PASSWORD,
        ),
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

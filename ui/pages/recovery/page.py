"""Owns the pages of mailed links: forgotten password, new password, confirmed address."""

import reflex as rx

from ui import routes
from ui.components.buttons import button, link_button
from ui.components.fields import field
from ui.components.icons import icon
from ui.components.native_form import native_form
from ui.pages.recovery.state import RecoveryState
from ui.pages.sign_in.parts import door
from ui.text.en import recovery as words


def forgot() -> rx.Component:
    """Return the page that asks for a link to a new password."""
    form = native_form(
        field(
            words.MAIL,
            "email",
            kind="email",
            auto_complete="username",
            required=True,
            max_length=320,
            default_value=RecoveryState.email,
            key=f"email-{RecoveryState.email}",
        ),
        button(words.SEND, kind="p", size="l", type="submit"),
        action=routes.POST_FORGOT,
    )
    return _page(words.FORGOT, words.FORGOT_SUB, form, _back())


def reset() -> rx.Component:
    """Return the page that takes a new password."""
    form = native_form(
        _token(),
        field(
            words.PASSWORD,
            "password",
            hint=words.PASSWORD_HINT,
            kind="password",
            auto_complete="new-password",
            required=True,
            max_length=1000,
        ),
        button(words.SAVE, kind="p", size="l", type="submit"),
        action=routes.POST_RESET,
    )
    return _page(words.RESET, words.RESET_SUB, _with_link(form), _back())


def verify() -> rx.Component:
    """Return the page that confirms an address: by a click, since programs open links too.

    Who is not signed in gives the password: the link does not show who made the account.
    """
    password = field(
        words.ACCOUNT_PASSWORD,
        "password",
        hint=words.ACCOUNT_PASSWORD_HINT,
        kind="password",
        auto_complete="current-password",
        required=True,
        max_length=1000,
    )
    form = native_form(
        _token(),
        rx.cond(RecoveryState.asks_password, password),
        button(words.CONFIRM, kind="p", size="l", type="submit"),
        action=routes.POST_VERIFY,
    )
    go_on = link_button(words.GO_ON, href=routes.MOOD, kind="p", size="l")
    other = rx.el.p(rx.el.a(words.NOT_MINE, href=routes.FORGOT), class_name="mut after")
    asked = rx.fragment(_with_link(form), rx.cond(RecoveryState.token != "", other))
    return _page(words.VERIFY, words.VERIFY_SUB, asked, go_on)


def _page(title: str, subtitle: str, form: rx.Component, after: rx.Component) -> rx.Component:
    """Return a page outside the frame: the form, or what came of it and the way on."""
    said = rx.fragment(rx.el.p(RecoveryState.said, role="status"), after)
    return door(
        rx.el.h1(title),
        rx.cond(
            RecoveryState.said != "",
            said,
            rx.fragment(
                rx.el.p(subtitle, class_name="sub"),
                rx.cond(
                    RecoveryState.problem != "",
                    rx.el.p(
                        icon("warn"), RecoveryState.problem, class_name="problem", role="alert"
                    ),
                ),
                form,
            ),
        ),
    )


def _with_link(form: rx.Component) -> rx.Component:
    """Return the form when the link brought its secret along, else what is wrong."""
    none = rx.cond(
        RecoveryState.problem == "",
        rx.el.p(words.INCOMPLETE, class_name="mut after"),
        _back(),
    )
    return rx.cond(RecoveryState.token != "", form, none)


def _token() -> rx.Component:
    """Return the secret of the link, to be posted with the form."""
    return rx.el.input(type="hidden", name="token", value=RecoveryState.token, read_only=True)


def _back() -> rx.Component:
    """Return the way back to signing in."""
    return rx.el.p(rx.el.a(words.BACK, href=routes.SIGN_IN), class_name="mut after")

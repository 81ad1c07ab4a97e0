"""Owns the parts of the two pages outside the frame: picture, forms, ways between them."""

import reflex as rx

from ui import routes
from ui.components.buttons import button
from ui.components.fields import field
from ui.components.hero import hero_field
from ui.components.icons import icon, mark
from ui.components.native_form import native_form
from ui.components.passkey import passkey_door
from ui.components.time_zone import time_zone_field, zoned_link
from ui.pages.sign_in.state import DoorState, Provider
from ui.text.en import common, recovery
from ui.text.en import sign_in as words


def door(*children: rx.Component) -> rx.Component:
    """Return a page outside the frame: the picture at the left, the form at the right."""
    return rx.el.div(
        rx.el.aside(
            hero_field(),
            rx.el.p(*[rx.el.span(line) for line in words.HERO], class_name="big"),
            class_name="hero",
            aria_label=common.BRAND,
        ),
        rx.el.main(
            rx.el.div(mark(36), rx.el.span(common.BRAND), class_name="logo"),
            *children,
            class_name="door",
        ),
        class_name="si",
    )


def problem() -> rx.Component:
    """Return what went wrong with the last try, or what a form elsewhere achieved."""
    return rx.cond(
        DoorState.problem != "",
        rx.el.p(icon("warn"), DoorState.problem, class_name="problem", role="alert"),
        rx.cond(DoorState.said != "", rx.el.p(DoorState.said, role="status")),
    )


def _mail(hint: str = "") -> rx.Component:
    """Return the address field; after a refused form it holds what was typed."""
    return field(
        words.MAIL,
        "email",
        hint=hint,
        kind="email",
        auto_complete="username",
        required=True,
        max_length=320,
        default_value=DoorState.email,
        key=f"email-{DoorState.email}",
    )


def _password(auto_complete: str, hint: str = "") -> rx.Component:
    """Return the password field."""
    return field(
        words.PASSWORD,
        "password",
        hint=hint,
        kind="password",
        auto_complete=auto_complete,
        required=True,
        max_length=1024,
    )


def sign_in_form() -> rx.Component:
    """Return the form that opens a session."""
    return native_form(
        _mail(),
        _password("current-password"),
        rx.el.p(rx.el.a(recovery.FORGOT, href=routes.FORGOT), class_name="cap"),
        button(words.SIGN_IN, kind="p", size="l", type="submit"),
        action=routes.POST_SIGN_IN,
    )


def passkey_way() -> rx.Component:
    """Return the way in with a passkey, where browsers have any for this address."""
    return rx.cond(
        DoorState.has_passkeys & ~DoorState.is_first,
        rx.el.div(
            passkey_door(
                DoorState.passkey_options,
                action=routes.POST_PASSKEY,
                on_ask=DoorState.ask_passkey,
                on_missed=DoorState.passkey_missed,
            ),
            class_name="after",
        ),
    )


def sign_up_form() -> rx.Component:
    """Return the form that makes an account; asks for the set-up code when one is needed."""
    code = field(words.CODE, "setup_code", hint=words.CODE_HINT, auto_complete="one-time-code")
    return native_form(
        _mail(words.MAIL_HINT),
        field(
            words.NAME,
            "display_name",
            auto_complete="nickname",
            required=True,
            max_length=80,
            default_value=DoorState.name,
            key=f"name-{DoorState.name}",
        ),
        _password("new-password", words.PASSWORD_HINT),
        rx.cond(DoorState.asks_code, code),
        rx.cond(
            DoorState.invitation != "",
            rx.el.input(
                type="hidden", name="invitation", value=DoorState.invitation, read_only=True
            ),
        ),
        time_zone_field(name="time_zone"),
        button(words.SIGN_UP, kind="p", size="l", type="submit"),
        action=routes.POST_SIGN_UP,
    )


def provider_ways() -> rx.Component:
    """Return the ways in with accounts elsewhere, where there are any."""
    return rx.cond(
        DoorState.providers.length() > 0,
        rx.el.div(rx.el.div(rx.el.span(words.OR), class_name="or"), provider_buttons()),
    )


def provider_buttons() -> rx.Component:
    """Return a button for each provider; none is asked before its button."""

    def one(provider: rx.Var[Provider]) -> rx.Component:
        return zoned_link(href=provider.href, label=provider.label, class_name="btn l")

    return rx.el.div(rx.foreach(DoorState.providers, one), class_name="fields")


def sample_way() -> rx.Component:
    """Return the way in with sample data: one click, no account."""
    return rx.cond(
        DoorState.offers_sample,
        rx.el.div(
            rx.el.div(rx.el.span(words.OR), class_name="or"),
            native_form(
                button(words.SAMPLE, size="l", type="submit"),
                action=routes.POST_SAMPLE,
                class_name="bare",
            ),
            rx.el.p(words.SAMPLE_NOTE, class_name="cap under"),
        ),
    )


def other_way(question: str, link: str, href: str) -> rx.Component:
    """Return the line that leads to the other page."""
    return rx.el.p(question, " ", rx.el.a(link, href=href), class_name="mut after")

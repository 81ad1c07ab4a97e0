"""Owns the two pages outside the frame: sign in, and make an account."""

import reflex as rx

from ui import routes
from ui.pages.sign_in.parts import (
    door,
    other_way,
    passkey_way,
    problem,
    provider_buttons,
    provider_ways,
    sample_way,
    sign_in_form,
    sign_up_form,
)
from ui.pages.sign_in.state import DoorState
from ui.text.en import sign_in as words


def sign_in() -> rx.Component:
    """Return the sign-in page."""
    return door(
        rx.el.h1(words.WELCOME),
        rx.el.p(words.WELCOME_SUB, class_name="sub"),
        problem(),
        sign_in_form(),
        passkey_way(),
        provider_ways(),
        sample_way(),
        rx.cond(
            DoorState.is_open,
            other_way(words.NEW_HERE, words.NEW_HERE_LINK, routes.SIGN_UP),
            rx.el.p(
                rx.cond(DoorState.by_invitation, words.BY_INVITATION, words.CLOSED),
                class_name="mut after",
            ),
        ),
    )


def sign_up() -> rx.Component:
    """Return the page that makes an account."""
    first = DoorState.is_first
    new = rx.fragment(
        rx.el.h1(rx.cond(first, words.FIRST, words.NEW)),
        rx.el.p(rx.cond(first, words.FIRST_SUB, words.NEW_SUB), class_name="sub"),
        problem(),
        sign_up_form(),
        provider_ways(),
        rx.cond(
            first,
            sample_way(),
            other_way(words.HAVE_ONE, words.HAVE_ONE_LINK, routes.SIGN_IN),
        ),
    )
    joining = rx.fragment(
        rx.el.h1(words.JOIN),
        rx.el.p(words.JOIN_SUB, class_name="sub"),
        problem(),
        provider_buttons(),
    )
    return door(rx.cond(DoorState.join != "", joining, new))

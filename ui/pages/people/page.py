"""Owns the page of the people here: who they are, what each may do, how others come in, mail."""

import reflex as rx

from ui.components.card import card
from ui.components.states import empty_state
from ui.layouts.shell import shell
from ui.pages.people.mail import mail
from ui.pages.people.registration import people
from ui.pages.people.roles import roles
from ui.state import AppState
from ui.text.en import common
from ui.text.en import people as words


def page() -> rx.Component:
    """Return the page of the people here."""
    content = rx.el.div(
        rx.el.div(roles(), class_name="col w8"),
        rx.el.div(people(), rx.cond(AppState.is_admin, mail()), class_name="col w4"),
        class_name="grid",
    )
    others = card("", empty_state(words.ONLY_STAFF, words.ONLY_STAFF_BODY))
    return shell(
        rx.cond(AppState.is_signed_in, rx.cond(AppState.is_staff, content, others)),
        current="people",
        title=common.PAGES["people"],
        subtitle=rx.cond(AppState.is_staff, words.SUBHEADING, ""),
        with_strip=False,
    )

"""Owns the page of the second step: the code after the password."""

import reflex as rx

from ui import routes
from ui.components.buttons import button
from ui.components.fields import field
from ui.components.native_form import native_form
from ui.pages.sign_in.parts import door, passkey_way, problem
from ui.text.en import security as words


def second_step() -> rx.Component:
    """Return the page; the browser keeps in a cookie that the first step was done."""
    return door(
        rx.el.h1(words.STEP),
        rx.el.p(words.STEP_SUB, class_name="sub"),
        problem(),
        native_form(
            field(
                words.STEP_CODE,
                "code",
                hint=words.STEP_CODE_HINT,
                auto_complete="one-time-code",
                auto_focus=True,
                required=True,
                max_length=100,
            ),
            button(words.STEP_GO, kind="p", size="l", type="submit"),
            action=routes.POST_SECOND_STEP,
        ),
        passkey_way(),
        rx.el.p(rx.el.a(words.STEP_BACK, href=routes.SIGN_IN), class_name="mut after"),
    )

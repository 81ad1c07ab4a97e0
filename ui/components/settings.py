"""Owns controls of settings: a switch with its sentence, a value to copy exactly."""

from typing import Any

import reflex as rx
from reflex.event import EventType

from ui.text.en import common as words


class CopyField(rx.Component):
    """A read-only value with a button that copies it."""

    library = rx.asset("copy_field.jsx", shared=True).importable_path
    tag = "CopyField"
    value: rx.Var[str]
    label: rx.Var[str]
    words: rx.Var[dict[str, str]]


def copy_field(label: str, value: rx.Var[str]) -> rx.Component:
    """Return a value that has to be copied exactly, such as a redirect URI."""
    return CopyField.create(
        label=label, value=value, words={"copy": words.COPY, "copied": words.COPIED}
    )


def switch(
    title: str,
    body: rx.Var[str] | str,
    is_on: rx.Var[bool],
    on_change: EventType[Any],
    name: str,
) -> rx.Component:
    """Return a switch.

    Args:
        title: What it allows.
        body: What happens when it is on, in one or two sentences.
        is_on: Whether it is on.
        on_change: Gets the new value.
        name: Its id.
    """
    return rx.el.div(
        rx.el.div(
            rx.el.label(title, html_for=name, class_name="strong"),
            rx.el.p(body, class_name="cap", id=f"{name}-hint"),
            class_name="grow",
        ),
        rx.el.input(
            id=name,
            type="checkbox",
            role="switch",
            checked=is_on,
            on_change=on_change,
            class_name="switch",
            custom_attrs={"aria-describedby": f"{name}-hint"},
        ),
        class_name="row setting",
    )

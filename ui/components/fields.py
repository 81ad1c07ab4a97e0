"""Owns labelled fields: text, password, several lines, search."""

from typing import Any

import reflex as rx

from ui.components.icons import icon
from ui.text.en import common as words


def field(
    label: str, name: str, *, hint: rx.Var[str] | str = "", kind: str = "text", **props: Any
) -> rx.Component:
    """Return a labelled input with an optional hint below.

    Args:
        label: The visible label.
        name: The field's name in its form; also its id.
        hint: A quieter line, read together with the field.
        kind: The input's type, or ``"area"`` for several lines.
        **props: Passed to the input.
    """
    described = {"aria-describedby": f"{name}-hint"} if hint else {}
    common = {"id": name, "name": name, "custom_attrs": described, **props}
    control = (
        rx.el.textarea(rows="2", **common) if kind == "area" else rx.el.input(type=kind, **common)
    )
    parts = [rx.el.label(label, html_for=name), control]
    if hint:
        parts.append(rx.el.p(hint, id=f"{name}-hint", class_name="cap"))
    return rx.el.div(*parts, class_name="field")


def search_box(placeholder: str, on_type: Any, key_hint: str = "/", **props: Any) -> rx.Component:
    """Return a search box; `on_type` hears the text when the typing rests.

    Args:
        placeholder: What can be searched; also its name.
        on_type: Handler that gets the text.
        key_hint: The key that focuses it (pair with `hotkeys(focus={"/": "#search"})`).
        **props: Passed to the input.
    """
    return rx.el.div(
        icon("search", ""),
        rx.el.input(
            id="search",
            type="search",
            placeholder=placeholder,
            aria_label=placeholder,
            on_change=on_type.debounce(250),
            **props,
        ),
        rx.el.kbd(key_hint, class_name="desk", custom_attrs={"aria-hidden": "true"}),
        class_name="srch",
        role="search",
        aria_label=words.SEARCH,
    )

"""Owns buttons and links that look like buttons; verbs on them name the result."""

from typing import Any

import reflex as rx

from ui.components.icons import icon


def _classes(kind: str, size: str, extra: str) -> str:
    """Return the CSS classes of a button."""
    return " ".join(part for part in ("btn", kind, size, extra) if part)


def button(
    *children: Any, kind: str = "", size: str = "", class_name: str = "", **props: Any
) -> rx.Component:
    """Return a button.

    Args:
        *children: Words, perhaps with an icon before them.
        kind: ``"p"`` primary (one per view), ``"q"`` quiet, empty for outlined.
        size: ``"l"`` 44 px, ``"sm"`` 30 px, empty 36 px; all 44 px on the phone.
        class_name: Further classes.
        **props: Passed on, such as ``on_click`` and ``disabled``.
    """
    props.setdefault("type", "button")
    return rx.el.button(*children, class_name=_classes(kind, size, class_name), **props)


def link_button(
    *children: Any, href: rx.Var[str] | str, kind: str = "", size: str = "", **props: Any
) -> rx.Component:
    """Return a link with the looks of a button; same kinds and sizes."""
    return rx.el.a(*children, href=href, class_name=_classes(kind, size, ""), **props)


def icon_button(
    name: str, label: rx.Var[str] | str, class_name: rx.Var[str] | str = "", **props: Any
) -> rx.Component:
    """Return a button that shows an icon and says `label` to those who listen or hover."""
    props.setdefault("type", "button")
    return rx.el.button(
        icon(name), aria_label=label, title=label, class_name=f"icb {class_name}", **props
    )

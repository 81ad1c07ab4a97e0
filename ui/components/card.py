"""Owns the card: a raised section with its heading."""

from typing import Any

import reflex as rx


def card(
    title: rx.Var[str] | str,
    *children: Any,
    aside: rx.Component | None = None,
    class_name: str = "",
    **props: Any,
) -> rx.Component:
    """Return a section with a heading.

    Args:
        title: Its heading; empty leaves the heading row out.
        *children: Its content.
        aside: What stands at the right of the heading.
        class_name: Further classes, such as ``"w8"`` for eight of twelve columns.
        **props: Passed to the section.
    """
    heading = []
    if not (isinstance(title, str) and title == ""):
        heading = [rx.el.div(rx.el.h2(title), aside or rx.fragment(), class_name="hd")]
    return rx.el.section(*heading, *children, class_name=f"card {class_name}".strip(), **props)

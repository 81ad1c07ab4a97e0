"""Owns how a cover is shown: a square with a fine edge, decoration beside its title."""

import reflex as rx


def cover(url: rx.Var[str] | str, size: int | None = None) -> rx.Component:
    """Return a cover.

    Args:
        url: Address of the picture; an empty well is drawn when it is empty.
        size: Width in CSS pixels; by default the room it is given.
    """
    style = {"width": f"{size}px"} if size else {}
    return rx.el.div(
        rx.cond(url != "", rx.el.img(src=url, alt="", loading="lazy", decoding="async")),
        class_name="cover",
        style=style,
    )

"""Owns how long work is shown: a bar with counts and a way to stop it; skeletons; dots."""

from typing import Any

import reflex as rx

from ui.components.buttons import button
from ui.text.en import common as words


def progress(
    title: rx.Var[str] | str,
    detail: rx.Var[str] | str,
    percent: rx.Var[int] | int,
    on_cancel: Any = None,
) -> rx.Component:
    """Return a bar with its counts.

    Args:
        title: What is being done.
        detail: Counts and the time left, such as "694 of 1,102, about 3 min".
        percent: 0 to 100.
        on_cancel: Handler that stops it; without one no button is shown.
    """
    return rx.el.div(
        rx.el.div(
            rx.el.div(
                rx.el.p(title, class_name="strong"),
                rx.el.p(detail, class_name="cap num"),
                class_name="grow",
            ),
            button(words.CANCEL, on_click=on_cancel) if on_cancel is not None else rx.fragment(),
            class_name="row",
        ),
        rx.el.div(
            rx.el.i(style={"width": f"{percent}%"}),
            class_name="prog",
            role="progressbar",
            aria_label=title,
            custom_attrs={"aria-valuenow": percent, "aria-valuemin": 0, "aria-valuemax": 100},
        ),
        class_name="work",
    )


def skeleton(*widths: int) -> rx.Component:
    """Return bars that stand in for text, drawn only after 200 ms.

    Args:
        *widths: Width of each bar in per cent.
    """
    return rx.el.div(
        *[rx.el.i(class_name="sk", style={"width": f"{width}%"}) for width in widths],
        class_name="sks",
        role="status",
        aria_label=words.LOADING,
        custom_attrs={"aria-busy": "true"},
    )


def five_dots(full: rx.Var[int]) -> rx.Component:
    """Return five dots of which `full` are filled; words beside them say the same."""
    return rx.el.span(
        *[rx.el.i(class_name=rx.cond(full > i, "on", "")) for i in range(5)],
        class_name="dots5",
        custom_attrs={"aria-hidden": "true"},
    )

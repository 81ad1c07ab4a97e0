"""Owns what stands where there is little, or where something broke."""

import reflex as rx

from ui.components.icons import icon


def empty_state(
    title: rx.Var[str] | str,
    body: rx.Var[str] | str,
    action: rx.Component | None = None,
    *,
    art: rx.Component | None = None,
    progress: rx.Component | None = None,
) -> rx.Component:
    """Return an empty state: what will appear, what it needs, one button.

    Args:
        title: One sentence.
        body: What will appear and how much it needs.
        action: The one button.
        art: A drawing made of the chart's own parts.
        progress: How far it is, such as "2 of 5" with dots.
    """
    row = [part for part in (action, progress) if part is not None]
    return rx.el.div(
        rx.el.div(art, class_name="art") if art is not None else rx.fragment(),
        rx.el.h2(title, class_name="big st-t"),
        rx.el.p(body, class_name="mut st-b"),
        rx.el.div(*row, class_name="row wrap") if row else rx.fragment(),
        class_name="st",
    )


def error_state(
    where: rx.Var[str] | str,
    title: rx.Var[str] | str,
    body: rx.Var[str] | str,
    *actions: rx.Component,
    code: rx.Var[str] | str = "",
) -> rx.Component:
    """Return an error: what happened, what is safe, ways on, the raw code small at the end.

    Args:
        where: Page and step, such as "Queue, sending stopped".
        title: What happened, in plain words.
        body: What is safe and what to do.
        *actions: One or two ways on.
        code: What the other side said, and the request id.
    """
    return rx.el.div(
        rx.el.p(icon("warn"), where, class_name="row cap warn"),
        rx.el.h2(title, class_name="big st-t"),
        rx.el.p(body, class_name="mut st-b"),
        rx.el.div(*actions, class_name="row wrap"),
        rx.cond(code != "", rx.el.p(code, class_name="cap st-c"), rx.fragment()),
        class_name="st",
        role="alert",
    )
